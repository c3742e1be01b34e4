import type { Wanted } from '../../../stages/read-address.ts'

/** What a caller is after: decides what is asked for and which types are read. */
export type Accept = Wanted | 'json'

/** Value of the `Accept` header. */
export const acceptHeaders: Readonly<Record<Accept, string>> = {
  page: 'text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1',
  feed: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1',
  sitemap: 'application/xml, text/xml, text/plain;q=0.8, application/gzip;q=0.8, */*;q=0.1',
  robots: 'text/plain, */*;q=0.1',
  search: 'application/json, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1',
  json: 'application/json',
}

/** Whether a type is worth downloading. A missing one is: the bytes will tell. A robots.txt is read whatever it calls itself. */
export function isReadableType(contentType: string | undefined, accept: Accept): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === '' || accept === 'robots' || textTypes.has(type)) return true
  if (/^(?:application|text)\/[a-z0-9.-]+\+(?:xml|json)$/.test(type)) return true
  if (accept === 'json') return type === 'application/json'
  return accept === 'sitemap' && packedTypes.has(type)
}

const textTypes: ReadonlySet<string> = new Set([
  'text/html',
  'text/plain',
  'text/xml',
  'text/json',
  'application/xml',
  'application/json',
  'application/rss',
  'application/atom',
  'application/feed',
])

/** Sitemaps are often stored packed, and then sent as what they are. */
const packedTypes: ReadonlySet<string> = new Set([
  'application/gzip',
  'application/x-gzip',
  'application/octet-stream',
  'binary/octet-stream',
])

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** Whether the bytes are no text, whatever the server calls them: packed, or too many control characters near the start. UTF-16 is text. */
export function looksBinary(bytes: Uint8Array, contentType: string | undefined): boolean {
  if (isGzip(bytes)) return true
  const hasWideMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (hasWideMark || /charset\s*=\s*["']?utf-?(?:16|32)/i.test(contentType ?? '')) return false
  const start = bytes.subarray(0, 1445)
  const controls = start.filter(isControl).length
  return controls > start.length * 0.02
}

/** "Binary data byte" of the MIME Sniffing standard. */
function isControl(byte: number): boolean {
  return byte <= 0x08 || byte === 0x0b || (byte >= 0x0e && byte <= 0x1a) || (byte >= 0x1c && byte <= 0x1f)
}
