import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { brotliDecompressSync, createGunzip, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'
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
      const encoding = record.httpHeaders?.headers.get('Content-Encoding') ?? ''
      // Packed bodies are unpacked here, where there is a limit.
      const read = await record.readFully(encoding === '')
      if (reader instanceof LimitReader && reader.limit > 0) {
        yield {
          kind: 'unreadable',
          url,
          code: 'record-cut',
          reason: `The record is cut short: ${reader.limit} of ${record.warcContentLength} bytes are missing`,
        }
        continue
      }
      const isChunked = /chunked/i.test(record.httpHeaders?.headers.get('Transfer-Encoding') ?? '')
      const bytes = encoding === '' ? read : unpacked(isChunked ? withoutChunks(read) : read, encoding, maxBytes)
      if (bytes === undefined) {
        yield {
          kind: 'unreadable',
          url,
          code: 'bad-encoding',
          reason: `The record cannot be unpacked as ${encoding} to at most ${maxBytes} bytes`,
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

/** `undefined` for a body that is damaged, too large, or packed in a way that is not known. Some archives keep the header of a body they have unpacked. */
function unpacked(bytes: Uint8Array, encoding: string, maxOutputLength: number): Uint8Array | undefined {
  const unpack = unpackers.get(encoding.trim().toLowerCase())
  try {
    return unpack?.(bytes, { maxOutputLength })
  } catch {
    return /^\s*</.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1')) ? bytes : undefined
  }
}

const unpackers = new Map<string, (bytes: Uint8Array, limit: { readonly maxOutputLength: number }) => Uint8Array>([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
  ['zstd', zstdDecompressSync],
])

/** The chunks of a body put together; a body that is not chunked after all stays as it is. */
function withoutChunks(bytes: Uint8Array): Uint8Array {
  const body = Buffer.from(bytes)
  const chunks: Buffer[] = []
  for (let place = 0; ;) {
    const lineEnd = body.indexOf('\r\n', place)
    const size = /^[0-9a-f]{1,8}(?=;|$)/i.exec(body.toString('latin1', place, Math.max(place, lineEnd)))?.[0]
    if (lineEnd === -1 || size === undefined) return chunks.length === 0 ? bytes : Buffer.concat(chunks)
    const length = Number.parseInt(size, 16)
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(body.subarray(lineEnd + 2, lineEnd + 2 + length))
    place = lineEnd + 2 + length + 2
  }
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
