/** What a body that is not HTML begins with, in the order looked for. */
const signatures: readonly (readonly [string, RegExp])[] = [
  ['a PDF', /^%PDF-/],
  ['a PNG image', /^.PNG\r?\n/s],
  ['a GIF image', /^GIF8[79]a/],
  ['a JPEG image', /^(?:\u00ff\u00d8\u00ff|ÿØÿ|\ufffd\ufffd\ufffd.{0,4}(?:JFIF|Exif))/s],
  ['a WebP image', /^RIFF.{4}WEBP/s],
  ['a zip archive', /^PK\u0003\u0004/],
  ['a gzip file', /^\u001f[\u008b\ufffd‹]/],
  ['an RTF document', /^\{\\rtf\d/],
  ['an MP3 recording', /^ID3[\u0002-\u0004]/],
  ['a video', /^.{4}ftyp[a-z0-9]{3}/s],
  ['a font', /^wOF[F2]/],
  ['a feed', /^<(?:rss|feed|rdf:RDF)[\s>]/i],
  ['a sitemap', /^<(?:urlset|sitemapindex)[\s>]/i],
]

const sniffedChars = 4_096

/** What bytes are when their first ones say so, whatever encoding they would be read in. */
export function sniffBytes(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 32))
  return signatures.find(([, pattern]) => pattern.test(head))?.[0]
}

/** What a text really is when it is not HTML, in plain words; `undefined` for HTML and for anything that could be. */
export function sniffForeign(text: string): string | undefined {
  const head = text.slice(0, sniffedChars)
  const start = head.replace(/^\ufeff?\s+/, '').replace(/^<\?xml[^>]{0,300}\?>\s*/, '')
  for (const [name, pattern] of signatures) if (pattern.test(start)) return name
  if (/^[{[]/.test(start) && isJson(text.trim())) return 'JSON'
  const controls = head.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0
  return controls > 16 && controls > head.length / 100 && !/<(?:html|body|p|div|head)[\s>]/i.test(head) ? 'binary data' : undefined
}

/** Without parsing megabytes: JSON begins with a key or a value and ends with its bracket. */
function isJson(text: string): boolean {
  return (
    /^(?:\{\s*(?:"|\}$)|\[\s*(?:[{"[\d\]-]|true|false|null))/.test(text) &&
    /[}\]]$/.test(text.slice(-20)) &&
    !/<(?:p|div|html|body)[\s>]/i.test(text.slice(0, 2_000))
  )
}
