import { QuoteType, Tokenizer, type ParserOptions, type TokenizerCallbacks } from 'htmlparser2'

/**
 * Cuts HTML into the tokens that htmlparser2's own tokenizer finds with `decodeEntities: false`, for its parser to make elements of. That one goes
 * by a state for every character; this one takes a whole page at once and searches it for the next mark that matters, so that scripts, styles,
 * comments and values cost next to nothing. Two texts in a row are one text of the page. What ends within a tag has no such tag.
 */
export class JumpingTokenizer extends Tokenizer {
  readonly #tell: TokenizerCallbacks
  #html = ''

  constructor(options: ParserOptions, callbacks: TokenizerCallbacks) {
    super(options, callbacks)
    this.#tell = callbacks
  }

  override write(html: string): void {
    this.#html = html
    let position = 0
    while (position < html.length) {
      const mark = nextMarkup(html, position)
      if (mark > position) this.#tell.ontext(position, mark)
      position = mark === html.length ? mark : this.#markup(mark)
    }
  }

  override end(): void {
    this.#tell.onend()
  }

  /** Reads what opens with `<` there; gives the place behind it, and behind the text of an element whose text holds no tags. */
  #markup(mark: number): number {
    const html = this.#html
    const next = html.charCodeAt(mark + 1)
    if (next === slash) return this.#closingTag(mark)
    if (next === exclamation || next === question) return this.#declaration(mark)
    const isForeign = this.#tell.isInForeignContext?.() === true
    const nameEnd = endOfName(html, mark + 1)
    if (nameEnd === html.length) return nameEnd
    this.#tell.onopentagname(mark + 1, nameEnd)
    const end = this.#attributes(nameEnd)
    const name = isForeign || !maybeRaw(next) ? '' : html.slice(mark + 1, nameEnd).toLowerCase()
    if (!rawText.has(name)) return end
    const textEnd = name === 'plaintext' ? html.length : endOfRawText(html, end, name)
    if (textEnd > end) this.#tell.ontext(end, textEnd)
    return textEnd === html.length ? textEnd : this.#closingTag(textEnd)
  }

  #closingTag(mark: number): number {
    const html = this.#html
    const start = mark + 2
    const close = html.indexOf('>', start)
    const isName = isLetter(html.charCodeAt(start))
    if (isName) {
      const nameEnd = endOfName(html, start)
      if (nameEnd < html.length) this.#tell.onclosetag(start, nameEnd)
    } else if (close !== start) this.#tell.oncomment(start, close === -1 ? html.length : close, 0)
    return close === -1 ? html.length : close + 1
  }

  #declaration(mark: number): number {
    const html = this.#html
    const [start, end, next] = html.startsWith('<!--', mark) ? comment(html, mark + 4) : until(html, mark)
    if (html.startsWith('<![CDATA[', mark) && next < html.length) this.#tell.oncdata(start, end, 0)
    else if (html.slice(mark, mark + 9).toLowerCase() === '<!doctype') this.#tell.ondeclaration(start, end)
    else this.#tell.oncomment(start, end, 0)
    return next
  }

  /** Reads what stands between a tag's name and its end; gives the place behind it. */
  #attributes(from: number): number {
    const html = this.#html
    let position = from
    for (;;) {
      position = afterSpace(html, position)
      if (position === html.length) return position
      const code = html.charCodeAt(position)
      if (code === greater) {
        this.#tell.onopentagend(position)
        return position + 1
      }
      if (code === slash) {
        position = afterSpace(html, position + 1)
        if (html.charCodeAt(position) !== greater) continue
        this.#tell.onselfclosingtag(position)
        return position + 1
      }
      position = this.#attribute(position)
    }
  }

  #attribute(start: number): number {
    const html = this.#html
    let nameEnd = start + 1
    while (nameEnd < html.length && html.charCodeAt(nameEnd) !== equals && !endsName(html.charCodeAt(nameEnd))) nameEnd++
    if (nameEnd === html.length) return nameEnd
    this.#tell.onattribname(start, nameEnd)
    const sign = afterSpace(html, nameEnd)
    if (html.charCodeAt(sign) !== equals) {
      if (sign < html.length) this.#tell.onattribend(QuoteType.NoValue, nameEnd)
      return sign
    }
    const value = afterSpace(html, sign + 1)
    const quote = html.charCodeAt(value)
    if (quote === doubleQuote || quote === singleQuote) {
      const end = html.indexOf(quote === doubleQuote ? '"' : "'", value + 1)
      if (end === -1) return html.length
      this.#tell.onattribdata(value + 1, end)
      this.#tell.onattribend(quote === doubleQuote ? QuoteType.Double : QuoteType.Single, end + 1)
      return end + 1
    }
    let end = value
    while (end < html.length && html.charCodeAt(end) !== greater && !isSpace(html.charCodeAt(end))) end++
    if (end === html.length) return end
    this.#tell.onattribdata(value, end)
    this.#tell.onattribend(QuoteType.Unquoted, end)
    return end
  }
}

const exclamation = 0x21
const doubleQuote = 0x22
const singleQuote = 0x27
const slash = 0x2f
const equals = 0x3d
const greater = 0x3e
const question = 0x3f

/** The next `<` that opens a tag, a comment or the like; the end of the page where there is none. */
function nextMarkup(html: string, from: number): number {
  for (let mark = html.indexOf('<', from); mark !== -1; mark = html.indexOf('<', mark + 1)) {
    const next = html.charCodeAt(mark + 1)
    if (isLetter(next) || next === exclamation || next === question || (next === slash && mark + 2 < html.length)) return mark
  }
  return html.length
}

/** Elements whose text holds no tags. */
const rawText = new Set(['iframe', 'noembed', 'noframes', 'plaintext', 'script', 'style', 'textarea', 'title', 'xmp'])

/** Whether one of these begins with this letter, so that most names need not be cut out. */
function maybeRaw(letter: number): boolean {
  return 'inpstx'.includes(String.fromCharCode(letter | 0x20))
}

function endOfRawText(html: string, from: number, name: string): number {
  for (let mark = html.indexOf('</', from); mark !== -1; mark = html.indexOf('</', mark + 2)) {
    const end = mark + 2 + name.length
    if (end < html.length && endsName(html.charCodeAt(end)) && html.slice(mark + 2, end).toLowerCase() === name) return mark
  }
  return html.length
}

type Range = readonly [start: number, end: number, next: number]

/** A comment ends at `-->` or `--!>`, and at once where it opens with `>` or `->`. */
function comment(html: string, start: number): Range {
  if (html.charCodeAt(start) === greater) return [start, start, start + 1]
  if (html.startsWith('->', start)) return [start, start, start + 2]
  for (let dashes = html.indexOf('--', start); dashes !== -1; dashes = html.indexOf('--', dashes + 1)) {
    if (html.charCodeAt(dashes + 2) === greater) return [start, dashes, dashes + 3]
    if (html.startsWith('!>', dashes + 2)) return [start, dashes, dashes + 4]
  }
  return [start, html.length, html.length]
}

/** `<!…>`, `<?…>`, `<![CDATA[…]]>`. */
function until(html: string, mark: number): Range {
  const isData = html.startsWith('<![CDATA[', mark)
  const start = isData ? mark + 9 : mark + (html.charCodeAt(mark + 1) === question ? 1 : 2)
  const end = html.indexOf(isData ? ']]>' : '>', start)
  return end === -1 ? [isData ? mark + 2 : start, html.length, html.length] : [start, end, end + (isData ? 3 : 1)]
}

function endOfName(html: string, start: number): number {
  let end = start
  while (end < html.length && !endsName(html.charCodeAt(end))) end++
  return end
}

function afterSpace(html: string, from: number): number {
  let position = from
  while (position < html.length && isSpace(html.charCodeAt(position))) position++
  return position
}

function endsName(code: number): boolean {
  return code === slash || code === greater || isSpace(code)
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b)
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}
