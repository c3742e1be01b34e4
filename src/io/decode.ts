import { analyse } from 'chardet'

export interface DecodedPage {
  readonly text: string
  /** The name of the WHATWG encoding that was used; `replacement` where the standard says that nothing may be read. */
  readonly encoding: string
}

/** How far into the page a declaration is looked for. The standard says 1,024; real pages put scripts before it. */
const declarationBytes = 4_096
/** How much of the page the detector sees. */
const detectionBytes = 65_536

/**
 * Bytes to text. In this order: a byte order mark; bytes that are valid multi-byte UTF-8, whatever the header says; the header; a `meta` tag
 * in the first 4,096 bytes; detection; windows-1252. Labels mean what the WHATWG list says (iso-8859-1 is windows-1252). UTF-7 is never read.
 */
export function decodePage(bytes: Uint8Array, contentType: string | undefined): DecodedPage {
  const encoding = chooseEncoding(bytes, contentType)
  if (encoding === 'replacement') return { text: '\ufffd', encoding }
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

function chooseEncoding(bytes: Uint8Array, contentType: string | undefined): string {
  const mark = byteOrderMark(bytes)
  if (mark) return mark
  const header = encodingOf(charsetOfHeader(contentType))
  // UTF-16 and ISO-2022 are ASCII to a UTF-8 check, so only the header can tell.
  if (header === 'replacement' || header?.startsWith('utf-16') || header === 'iso-2022-jp') return header
  const unicode = utf8Evidence(bytes)
  if (unicode === 'multi-byte') return 'utf-8'
  const declared = metaEncoding(bytes)
  if (header && (header !== 'utf-8' || unicode === 'ascii')) return header
  if (header === 'utf-8') return declared && declared !== 'utf-8' ? declared : utf8Unless(bytes)
  if (declared && (declared !== 'utf-8' || unicode === 'ascii')) return declared
  if (declared === 'utf-8') return utf8Unless(bytes)
  if (unicode === 'ascii') return 'utf-8'
  return detected(bytes) ?? 'windows-1252'
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** The first `charset` parameter of a header, unquoted. */
function charsetOfHeader(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType?.slice(0, 1_000) ?? '')?.[1]
}

/** Labels that are met in the wild and missing from the standard's list. */
const moreLabels = new Map([
  ['cp1252', 'windows-1252'],
  ['x-user-defined', 'windows-1252'],
  ['utf8mb4', 'utf-8'],
  ['win-1251', 'windows-1251'],
  ['cp936', 'gbk'],
  ['cp932', 'shift_jis'],
])

function encodingOf(label: string | undefined): string | undefined {
  if (label === undefined) return undefined
  const name = label.trim().toLowerCase()
  if (replaced.has(name)) return 'replacement'
  const known = moreLabels.get(name)
  if (known) return known
  try {
    return new TextDecoder(name).encoding
  } catch {
    return undefined
  }
}

/** Encodings that the standard decodes to a single U+FFFD, because they can hide markup. */
const replaced = new Set(['csiso2022kr', 'hz-gb-2312', 'iso-2022-cn', 'iso-2022-cn-ext', 'iso-2022-kr', 'replacement'])

function metaEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, declarationBytes))
  for (const [tag] of head.matchAll(/<meta\s[^>]{0,500}>/gi)) {
    const label = /charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(tag)?.[1]
    const encoding = encodingOf(label)
    // A page whose meta tag can be read as ASCII is not UTF-16, whatever the tag says.
    if (encoding) return encoding.startsWith('utf-16') ? 'utf-8' : encoding
  }
  const xml = /^\s*<\?xml\s[^>]{0,200}encoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1]
  const encoding = encodingOf(xml)
  // Programs that write UTF-8 declare what they hold their text in.
  return encoding?.startsWith('utf-16') ? 'utf-8' : encoding
}

/** Bytes that claim UTF-8 but are not quite: a cut or damaged page stays UTF-8, a page in another encoding does not. */
function utf8Unless(bytes: Uint8Array): string {
  let sequences = 0
  let faults = 0
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]!
    if (byte < 0x80) continue
    const length = sequenceLength(bytes, index)
    if (length === 0) faults += 1
    else {
      sequences += 1
      index += length - 1
    }
  }
  if (faults < 8 || sequences > faults) return 'utf-8'
  return detected(bytes) ?? 'utf-8'
}

function utf8Evidence(bytes: Uint8Array): 'ascii' | 'multi-byte' | 'invalid' {
  let found: 'ascii' | 'multi-byte' = 'ascii'
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index]! < 0x80) continue
    const length = sequenceLength(bytes, index)
    if (length === 0) return found === 'multi-byte' && isCutShort(bytes, index) ? found : 'invalid'
    found = 'multi-byte'
    index += length - 1
  }
  return found
}

/** Whether the bytes end inside a sequence that begins here: a download that broke off, or was as large as is read. */
function isCutShort(bytes: Uint8Array, at: number): boolean {
  if (bytes.length - at > 3) return false
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at), { stream: true }) === ''
  } catch {
    return false
  }
}

/** Length of the well-formed UTF-8 sequence that starts here (2 to 4), or 0: no overlong forms, no surrogates. */
function sequenceLength(bytes: Uint8Array, at: number): 0 | 2 | 3 | 4 {
  const lead = bytes[at]!
  const second = bytes[at + 1] ?? 0
  const follows = (offset: number): boolean => ((bytes[at + offset] ?? 0) & 0xc0) === 0x80
  if (lead >= 0xc2 && lead <= 0xdf) return follows(1) ? 2 : 0
  if (lead >= 0xe0 && lead <= 0xef) {
    if (lead === 0xe0 && second < 0xa0) return 0
    if (lead === 0xed && second > 0x9f) return 0
    return follows(1) && follows(2) ? 3 : 0
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    if (lead === 0xf0 && second < 0x90) return 0
    if (lead === 0xf4 && second > 0x8f) return 0
    return follows(1) && follows(2) && follows(3) ? 4 : 0
  }
  return 0
}

/** The detector's best guess that the standard knows. Markup is left out of what it sees: tags are ASCII and say nothing. */
function detected(bytes: Uint8Array): string | undefined {
  const seen = withoutMarkup(bytes.subarray(0, detectionBytes * 4)).subarray(0, detectionBytes)
  for (const { name, confidence } of analyse(seen)) {
    if (confidence < 10) break
    const encoding = encodingOf(name)
    if (encoding && encoding !== 'replacement' && !encoding.startsWith('utf')) return encoding
  }
  return undefined
}

function withoutMarkup(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length)
  let length = 0
  let inTag = false
  for (const byte of bytes) {
    if (byte === 0x3c) inTag = true
    else if (byte === 0x3e && inTag) inTag = false
    else if (!inTag) kept[length++] = byte
  }
  return kept.subarray(0, length)
}
