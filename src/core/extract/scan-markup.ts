/** What a page may not exceed. Real pages stay far under: of 291 measured the worst had depth 49, 5 open formatting elements, a tag of 28 KiB and 9,200 tags. */
export const markupLimits = {
  depth: 256,
  openFormatting: 64,
  tagChars: 262_144,
  tags: 200_000,
  textChars: 5_000_000,
  unclosed: 20_000,
} as const

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

/** Reads markup before any tree is built, and says whether a tree of it would stay small. Linear in the length of the page; builds nothing. */
export function scanMarkup(html: string): MarkupScan {
  // A page of fewer tags than may be open at once needs nobody to keep count of those that are: next to all pages.
  return scan(html, undefined) ?? scan(html, new NestedElements()) ?? { kind: 'over', limit: 'unclosed' }
}

/** `undefined` as soon as more elements may be open than are allowed, where they are not counted. */
function scan(html: string, nested: NestedElements | undefined): MarkupScan | undefined {
  const open = new OpenElements()
  const oversized: OversizedTag[] = []
  let tags = 0
  let textChars = 0
  let position = 0
  while (position < html.length) {
    const start = html.indexOf('<', position)
    textChars += (start === -1 ? html.length : start) - position
    if (textChars > markupLimits.textChars) return { kind: 'over', limit: 'textChars' }
    if (start === -1) break
    const next = html.charCodeAt(start + 1)
    if (next === 0x21 || next === 0x3f) {
      position = endOfComment(html, start)
      textChars += charsBehindEarlyEnd(html, start, position)
      continue
    }
    const closes = next === 0x2f
    const nameStart = closes ? start + 2 : start + 1
    if (!isLetter(html.charCodeAt(nameStart))) {
      textChars += 1
      position = start + 1
      continue
    }
    tags += 1
    if (tags > markupLimits.tags) return { kind: 'over', limit: 'tags' }
    if (tags > markupLimits.unclosed && nested === undefined) return undefined
    const nameEnd = endOfName(html, nameStart)
    const name = html.slice(nameStart, nameEnd).toLowerCase()
    const end = endOfTag(html, nameEnd)
    position = end
    if (end - start > markupLimits.tagChars) oversized.push({ attributes: nameEnd, end })
    if (closes) {
      open.close(name)
      nested?.close(name)
    } else if (rawText.has(name)) {
      position = endOfRawText(html, end, name)
      if (name === 'title' || name === 'textarea') textChars += position - end
    } else if (!voidElements.has(name) && !(html.charCodeAt(end - 2) === 0x2f && closesItself.has(name))) {
      if (nested !== undefined && nested.add(name) > markupLimits.unclosed) return { kind: 'over', limit: 'unclosed' }
      const limit = endTagOptional.has(name) ? undefined : open.add(name)
      if (limit !== undefined) return { kind: 'over', limit }
    }
  }
  return { kind: 'fit', formattingLeftOpen: open.formattingLeft > markupLimits.openFormatting, oversized, textChars }
}

/** The elements that are open at a place of the page, but for those whose end tag may be left out. */
class OpenElements {
  /** Formatting elements that were opened less those that were closed, whatever lay between. */
  formattingLeft = 0
  readonly #names: string[] = []
  #formatting = 0

  /** The limit that one more goes over, if it does. */
  add(name: string): 'depth' | 'openFormatting' | undefined {
    this.#names.push(name)
    if (this.#names.length > markupLimits.depth) return 'depth'
    if (!formatting.has(name)) return undefined
    this.#formatting += 1
    this.formattingLeft += 1
    return this.#formatting > markupLimits.openFormatting ? 'openFormatting' : undefined
  }

  /** Closes the innermost of this name with all that is in it. */
  close(name: string): void {
    if (this.formattingLeft > 0 && formatting.has(name)) this.formattingLeft -= 1
    const opened = this.#names.lastIndexOf(name)
    if (opened === -1) return
    if (this.#formatting > 0) this.#formatting -= this.#names.slice(opened).filter((inner) => formatting.has(inner)).length
    this.#names.length = opened
  }
}

/** All that a parser has open, those elements included whose end tag may be left out. */
class NestedElements {
  readonly #names: string[] = []
  /** How many of each name. */
  readonly #counts = new Map<string, number>()

  /** Opens one more, and says how many are open then. */
  add(name: string): number {
    const ended = endedBy.get(name)
    while (ended?.has(this.#names.at(-1) ?? '')) this.#pop()
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
    return this.#names.push(name)
  }

  /** Closes the innermost of this name with all that is in it. */
  close(name: string): void {
    if ((this.#counts.get(name) ?? 0) > 0) while (this.#pop() !== name);
  }

  #pop(): string | undefined {
    const name = this.#names.pop()
    if (name !== undefined) this.#counts.set(name, (this.#counts.get(name) ?? 0) - 1)
    return name
  }
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

/** Elements that never hold others. */
const voidElements = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** Elements whose end tag may be left out: they do not add to the depth. */
const endTagOptional = new Set('p li td th tr dt dd option optgroup thead tbody tfoot colgroup rt rp html head body'.split(' '))
/** What a tag ends that is open right round it: as the fast parser does, so what it would nest is counted as nested. */
const endedBy = new Map<string, ReadonlySet<string>>(
  'p p,li li,td td th thead,th th,tr tr td th,dt dt dd,dd dt dd,option option,optgroup optgroup option,tbody thead tbody,tfoot thead tbody,rt rt rp,rp rt rp,div p,table p,ul p,ol p,h2 p,h3 p,section p'
    .split(',')
    .map((entry) => {
      const [name = '', ...ended] = entry.split(' ')
      return [name, new Set(ended)]
    }),
)
const formatting = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '))
const rawText = new Set('script style title textarea xmp iframe noembed noframes'.split(' '))

/** Only foreign elements close themselves; `<div/>` opens a div. */
const closesItself = new Set('path svg use circle rect g line polygon'.split(' '))

const maxNameChars = 32

function endOfName(html: string, start: number): number {
  const last = Math.min(html.length, start + maxNameChars)
  let end = start + 1
  while (end < last && !endsName(html.charCodeAt(end))) end++
  return end
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
