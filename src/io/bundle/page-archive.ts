import { createHash } from 'node:crypto'
import { createGunzip } from 'node:zlib'
import type { WARCRecord, WARCSerializer } from 'warcio'
import { PipelineError } from '../../errors.ts'
import type { Page } from '../../model.ts'

/** A stored page and where its record stands in the archive, in bytes. */
export interface ArchivedRecord {
  readonly page: Page
  readonly offset: number
  readonly length: number
}

export interface PageArchive {
  readonly bytes: Uint8Array
  readonly records: readonly ArchivedRecord[]
}

/**
 * Stored pages as one WARC 1.1 file: a record each, packed by itself, with the headers that were kept and SHA-256 digests. The same pages
 * give the same bytes on every machine: ids are made of the content, times are those of the fetch, and the packing is done in JavaScript.
 * Pages are asked for one by one, so that no more than one of them is unpacked at a time.
 */
export async function writePageArchive(pages: AsyncIterable<{ readonly page: Page; readonly bytes: Uint8Array }>): Promise<PageArchive> {
  const { WARCRecord: records, WARCSerializer: serializer } = await import('warcio')
  const parts: Uint8Array[] = []
  const written: ArchivedRecord[] = []
  let offset = 0
  for await (const { page, bytes } of pages) {
    const part = await serializer.serialize(digested(recordOf(page, bytes, records), bytes), serialized)
    parts.push(part)
    written.push({ page, offset, length: part.length })
    offset += part.length
  }
  return { bytes: Buffer.concat(parts), records: written }
}

const serialized: Parameters<typeof WARCSerializer.serialize>[1] = { gzip: true, preferPako: true }

/** The record with its digests. The package would make them too, in a WebAssembly module that it starts twice for every record. */
function digested(record: WARCRecord, bytes: Uint8Array): WARCRecord {
  const block = createHash('sha256')
  if (record.httpHeaders) block.update(`${record.httpHeaders.toString()}\r\n`)
  const { headers } = record.warcHeaders
  headers.set('WARC-Payload-Digest', `sha256:${createHash('sha256').update(bytes).digest('hex')}`)
  headers.set('WARC-Block-Digest', `sha256:${block.update(bytes).digest('hex')}`)
  return record
}

/** An answer of a server, or a file that was named: files have no headers. */
function recordOf(page: Page, bytes: Uint8Array, records: typeof WARCRecord): WARCRecord {
  const common = { date: page.fetchedAt, warcVersion: 'WARC/1.1' as const, warcHeaders: { 'WARC-Record-ID': `<${recordId(page)}>` } }
  if (!isWebAddress(page.finalUrl)) {
    const headers = { ...common.warcHeaders, 'Content-Type': page.contentType ?? 'text/html' }
    return records.create({ ...common, type: 'resource', url: `file:${encodeURI(page.finalUrl)}`, warcHeaders: headers }, [bytes])
  }
  const said = [
    ['Content-Type', page.contentType],
    ['ETag', page.etag],
    ['Last-Modified', page.lastModified],
  ] as const
  const httpHeaders = Object.fromEntries(said.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  return records.create({ ...common, type: 'response', url: page.finalUrl, statusline: 'HTTP/1.1 200 OK', httpHeaders }, [bytes])
}

/** A name-based UUID: the same page, the same id. */
function recordId({ hash, url, fetchedAt }: Page): string {
  const digest = createHash('sha256').update(`${hash} ${url} ${fetchedAt}`).digest('hex')
  const parts = [digest.slice(0, 8), digest.slice(8, 12), `8${digest.slice(13, 16)}`, `a${digest.slice(17, 20)}`, digest.slice(20, 32)]
  return `urn:uuid:${parts.join('-')}`
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url)
}

/**
 * The bytes of these pages by hash, as far as the archive still holds them: each is read at its place and checked, so that one damaged record
 * costs only itself; what is not at its place is looked for in the whole file. An archive may come from a stranger: throws `archive-too-large`
 * where more comes out of it than pages ever shrink, and unpacks no further.
 */
export async function readPageArchive(archive: Uint8Array, records: readonly ArchivedRecord[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = new Set<string>(records.map(({ page }) => page.hash))
  const found = new Map<string, Uint8Array>()
  const limit = Math.max(leastLimitBytes, mostTimes * archive.length)
  const left: Allowance = { limit, bytes: limit }
  for (const { page, offset, length } of records)
    if (!found.has(page.hash)) await keep(await unpacked(archive.subarray(offset, offset + length), left))
  if (found.size < wanted.size) {
    left.bytes = limit
    const starts = [...memberStarts(archive).take(startsPerRecord * records.length + startsBesides), archive.length]
    for (const [index, start] of starts.slice(0, -1).entries()) {
      // What looks like a beginning may lie inside a member: then it ends at the next but one.
      for (const end of starts.slice(index + 1, index + 3)) if (await keep(await unpacked(archive.subarray(start, end), left))) break
    }
  }
  return found

  /** Whether there was anything to be read. */
  async function keep(record: Uint8Array | undefined): Promise<boolean> {
    if (record === undefined) return false
    for await (const bytes of payloads(record)) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      if (wanted.has(hash)) found.set(hash, bytes)
    }
    return true
  }
}

/** What an archive may unpack to, in times of its own size; real pages shrink to a fifth or a tenth. */
const mostTimes = 100
/** A small archive may hold pages that repeat themselves. */
const leastLimitBytes = 64 * 1024 * 1024

/** Beginnings that are tried where records are not at their places: of a real archive as many as there are members, and a few that only look like one. */
const startsPerRecord = 4
const startsBesides = 1000

interface Allowance {
  readonly limit: number
  /** What of it is left. */
  bytes: number
}

/** What the gzip members hold; `undefined` where they are damaged or end early. Takes from `left` also what is thrown away. Throws `archive-too-large`. */
async function unpacked(members: Uint8Array, left: Allowance): Promise<Uint8Array | undefined> {
  const gunzip = createGunzip()
  const chunks: Buffer[] = []
  gunzip.end(members)
  try {
    for await (const chunk of gunzip) {
      left.bytes -= chunk.length
      if (left.bytes < 0) throw tooLarge(left)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch (error) {
    if (error instanceof PipelineError) throw error
    return undefined
  }
}

function tooLarge({ limit }: Allowance): PipelineError {
  const message = `unpacks to more than ${Math.round(limit / 1024 / 1024)} MB, as no archive of pages of its size does: it was not read on`
  return new PipelineError('archive-too-large', message, { retry: 'never' })
}

/** Where gzip members may begin. */
function* memberStarts(archive: Uint8Array): Generator<number> {
  const magic = Buffer.from([0x1f, 0x8b, 0x08])
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength)
  for (let at = bytes.indexOf(magic); at !== -1; at = bytes.indexOf(magic, at + 1)) yield at
}

/** What can be read; records that are damaged end it. */
async function* payloads(unpackedRecords: Uint8Array): AsyncGenerator<Uint8Array> {
  const { WARCParser } = await import('warcio')
  try {
    for await (const record of new WARCParser([unpackedRecords])) {
      if (record.warcType === 'response' || record.warcType === 'resource') yield await record.readFully(false)
    }
  } catch {
    // Whoever asked sees which pages are not among those that came.
  }
}
