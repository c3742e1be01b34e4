/** What a page may not exceed. Real pages stay far under: of 291 measured the worst had depth 49, 5 open formatting elements, a tag of 28 KiB and 9,200 tags. */
export const markupLimits = { depth: 256, openFormatting: 64, tagChars: 262_144, tags: 200_000, textChars: 5_000_000 } as const

/** What the scan says of a page. */
export type MarkupScan = FitMarkup | { readonly kind: 'over'; readonly limit: Exclude<keyof typeof markupLimits, 'tagChars'> }

export interface FitMarkup {
  readonly kind: 'fit'
  /** Too many unclosed `<b>`, `<font>` … for a parser that repeats them in every block, as the standard asks. */
  readonly formattingLeftOpen: boolean
  readonly oversized: readonly OversizedTag[]
  /** Characters that are text to some parser: those between tags, and those behind a comment that only the standard closes. */
  readonly textChars: number
}

/** A tag too long to be read: where its attributes begin, and where it ends. */
export interface OversizedTag {
  readonly attributes: number
  readonly end: number
}

/** Reads markup once, before any tree is built, and says whether a tree of it would stay small. Linear in the length of the page; builds nothing. */
export function scanMarkup(html: string): MarkupScan {
  const open: string[] = []
  const oversized: OversizedTag[] = []
  let tags = 0
  let textChars = 0
  let openFormatting = 0
  let formattingEver = 0
  let position = 0
  while (position < html.length) {
    const start = html.indexOf('<', position)
    textChars += (start === -1 ? html.length : start) - position
    if (textChars > markupLimits.textChars) return { kind: 'over', limit: 'textChars' }
    if (start === -1) break
    const tag = readTag(html, start)
    position = tag.end
    if (tag.kind === 'text') textChars += tag.end - start
    if (tag.kind === 'comment') textChars += charsBehindEarlyEnd(html, start, tag.end)
    if (tag.kind === 'text' || tag.kind === 'comment') continue
    tags += 1
    if (tags > markupLimits.tags) return { kind: 'over', limit: 'tags' }
    const { name } = tag
    if (tag.end - start > markupLimits.tagChars)
      oversized.push({ attributes: start + 1 + (tag.kind === 'close' ? 1 : 0) + name.length, end: tag.end })
    if (tag.kind === 'close') {
      const opened = open.lastIndexOf(name)
      if (formatting.has(name) && formattingEver > 0) formattingEver -= 1
      if (opened === -1) continue
      for (let index = open.length - 1; index >= opened; index--) if (formatting.has(open[index]!)) openFormatting -= 1
      open.length = opened
      continue
    }
    if (rawText.has(name)) {
      position = endOfRawText(html, tag.end, name)
      if (name === 'title' || name === 'textarea') textChars += position - tag.end
      continue
    }
    if (childless.has(name) || tag.selfClosed) continue
    open.push(name)
    if (open.length > markupLimits.depth) return { kind: 'over', limit: 'depth' }
    if (!formatting.has(name)) continue
    openFormatting += 1
    formattingEver += 1
    if (openFormatting > markupLimits.openFormatting) return { kind: 'over', limit: 'openFormatting' }
  }
  return { kind: 'fit', formattingLeftOpen: formattingEver > markupLimits.openFormatting, oversized, textChars }
}

/** The page with oversized tags cut down to their names: some sites keep a whole data set in one attribute. */
export function withoutAttributes(html: string, tags: readonly OversizedTag[]): string {
  const parts: string[] = []
  let from = 0
  for (const { attributes, end } of tags) {
    parts.push(html.slice(from, attributes), '>')
    from = end
  }
  return parts.join('') + html.slice(from)
}

/** Elements that never hold others, and those whose end tag may be left out: they do not add to the depth. */
const childless = new Set(
  'area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option optgroup thead tbody tfoot colgroup rt rp html head body'.split(
    ' ',
  ),
)
const formatting = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '))
const rawText = new Set('script style title textarea xmp iframe noembed noframes'.split(' '))

type Tag =
  | { readonly kind: 'open'; readonly name: string; readonly end: number; readonly selfClosed: boolean }
  | { readonly kind: 'close'; readonly name: string; readonly end: number }
  | { readonly kind: 'comment'; readonly end: number }
  | { readonly kind: 'text'; readonly end: number }

function readTag(html: string, start: number): Tag {
  const next = html.charCodeAt(start + 1)
  if (next === 0x21 || next === 0x3f) return { kind: 'comment', end: endOfComment(html, start) }
  const closes = next === 0x2f
  const nameStart = closes ? start + 2 : start + 1
  if (!isLetter(html.charCodeAt(nameStart))) return { kind: 'text', end: start + 1 }
  let nameEnd = nameStart + 1
  while (nameEnd < html.length && nameEnd - nameStart < 32 && !endsName(html.charCodeAt(nameEnd))) nameEnd++
  const name = html.slice(nameStart, nameEnd).toLowerCase()
  const end = endOfTag(html, nameEnd)
  return closes
    ? { kind: 'close', name, end }
    : { kind: 'open', name, end, selfClosed: html.charCodeAt(end - 2) === 0x2f && isForeign(name) }
}

/** Only foreign elements close themselves; `<div/>` opens a div. */
function isForeign(name: string): boolean {
  return (
    name === 'path' ||
    name === 'svg' ||
    name === 'use' ||
    name === 'circle' ||
    name === 'rect' ||
    name === 'g' ||
    name === 'line' ||
    name === 'polygon'
  )
}

function endOfComment(html: string, start: number): number {
  const isLong = html.startsWith('<!--', start)
  const found = isLong ? html.indexOf('-->', start + 2) : html.indexOf('>', start)
  if (found === -1) return html.length
  return isLong ? found + 3 : found + 1
}

/** The standard ends a comment at `--!>` too, other parsers read on. */
function charsBehindEarlyEnd(html: string, start: number, end: number): number {
  const early = html.slice(start, end).indexOf('--!>')
  return early === -1 ? 0 : end - start - early - '--!>'.length
}

/** The place after `>`; a quoted attribute value may hold one, and an unclosed quote takes the rest of the page. */
function endOfTag(html: string, from: number): number {
  let position = from
  let afterEquals = false
  while (position < html.length) {
    const code = html.charCodeAt(position)
    if (code === 0x3e) return position + 1
    if (afterEquals && (code === 0x22 || code === 0x27)) {
      const quote = html.indexOf(code === 0x22 ? '"' : "'", position + 1)
      if (quote === -1) return html.length
      position = quote
      afterEquals = false
    } else if (code === 0x3d) afterEquals = true
    else if (code > 0x20) afterEquals = false
    position++
  }
  return html.length
}

function endOfRawText(html: string, from: number, name: string): number {
  let position = from
  while (position < html.length) {
    const found = html.indexOf('</', position)
    if (found === -1) return html.length
    if (html.slice(found + 2, found + 2 + name.length).toLowerCase() === name) return found
    position = found + 2
  }
  return html.length
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

function endsName(code: number): boolean {
  return code <= 0x20 || code === 0x3e || code === 0x2f
}
