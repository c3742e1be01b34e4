import { createHash } from 'node:crypto'
import type { WARCParser, WARCRecord, WARCSerializer } from 'warcio'
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
 * costs only itself; what is not at its place is looked for in the whole file.
 */
export async function readPageArchive(archive: Uint8Array, records: readonly ArchivedRecord[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const { WARCParser: parser } = await import('warcio')
  const found = new Map<string, Uint8Array>()
  for (const { page, offset, length } of records) {
    if (found.has(page.hash)) continue
    for await (const bytes of payloads(archive.subarray(offset, offset + length), parser)) keep(bytes)
  }
  if (records.some(({ page }) => !found.has(page.hash))) for await (const bytes of payloads(archive, parser)) keep(bytes)
  return found

  function keep(bytes: Uint8Array): void {
    found.set(createHash('sha256').update(bytes).digest('hex'), bytes)
  }
}

/** What can be read; an archive that is damaged ends where the damage begins. */
async function* payloads(archive: Uint8Array, parser: typeof WARCParser): AsyncGenerator<Uint8Array> {
  try {
    for await (const record of new parser([archive])) {
      if (record.warcType === 'response' || record.warcType === 'resource') yield await record.readFully(false)
    }
  } catch {
    // Whoever asked sees which pages are not among those that came.
  }
}
