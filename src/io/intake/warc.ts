import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { PipelineError } from '../../errors.ts'

/** A page out of a web archive, or a record that could not be read. */
export type ArchivedPage =
  | {
      readonly kind: 'page'
      readonly url: string
      readonly bytes: Uint8Array
      readonly contentType: string | undefined
      readonly fetchedAt: string
    }
  | { readonly kind: 'unreadable'; readonly url: string; readonly code: string; readonly reason: string }

/**
 * The web pages of a WARC file, packed or not, in their order: answers with status 200 that are HTML or plain text. Other records are passed over. A
 * record cut short, and an archive that ends in the middle, are told of, and cost nothing that stands before them.
 */
export async function* readArchive(
  path: string,
  { name, maxBytes }: { readonly name: string; readonly maxBytes: number },
): AsyncGenerator<ArchivedPage> {
  // Loaded when an archive is named: most runs have none.
  const { LimitReader, WARCParser } = await import('warcio')
  let last = 'its beginning'
  let records = 0
  try {
    for await (const record of new WARCParser(archiveStream(path))) {
      if (!record.warcType) break
      records++
      const url = record.warcTargetURI ?? ''
      if (record.warcType !== 'response' || !/^https?:/.test(url) || !isPage(record.httpHeaders)) continue
      last = url
      if (record.warcContentLength > maxBytes) {
        yield {
          kind: 'unreadable',
          url,
          code: 'too-large',
          reason: `The record has ${record.warcContentLength} bytes, at most ${maxBytes} are read`,
        }
        continue
      }
      const { reader } = record
      const bytes = await record.readFully(true)
      if (reader instanceof LimitReader && reader.limit > 0) {
        yield {
          kind: 'unreadable',
          url,
          code: 'record-cut',
          reason: `The record is cut short: ${reader.limit} of ${record.warcContentLength} bytes are missing`,
        }
        continue
      }
      const contentType = record.httpHeaders?.headers.get('Content-Type') ?? undefined
      yield { kind: 'page', url, bytes, contentType, fetchedAt: toTime(record.warcDate) }
    }
  } catch (error) {
    if (error instanceof PipelineError) throw error
    const why = error instanceof Error ? error.message : 'unknown'
    yield { kind: 'unreadable', url: name, code: 'archive-cut', reason: `The archive cannot be read on after ${last} (${why})` }
    return
  }
  if (records === 0)
    throw new PipelineError('not-a-page', `Cannot read ${name}: expected a WARC file, found something else`, { retry: 'never' })
}

/** Unpacked here, because a packed file that ends early must not pass for one that is complete. */
function archiveStream(path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(path)
  // Errors come up where the stream is read.
  return path.toLowerCase().endsWith('.gz') ? pipeline(file, createGunzip(), () => {}) : file
}

function isPage(
  http: { readonly statusCode: string | number | undefined; readonly headers: { get(name: string): string | null | undefined } } | null,
): boolean {
  if (Number(http?.statusCode) !== 200) return false
  return /^(?:text\/html|application\/xhtml\+xml|text\/plain)\b/i.test(http?.headers.get('Content-Type') ?? 'text/html')
}

function toTime(date: string | null | undefined): string {
  const time = Date.parse(date ?? '')
  return new Date(Number.isNaN(time) ? 0 : time).toISOString()
}
