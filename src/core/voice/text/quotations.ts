import type { Span } from '../../../model.ts'
import type { LanguageData } from '../language-data.ts'
import type { Token } from './tokens.ts'

export type QuotePair = LanguageData['quotes'][number]

/** A stretch between quotation marks, or one paragraph of a quotation that runs over several. */
export interface Quotation extends Span {
  /** Tokens between the marks, half open. */
  readonly firstToken: number
  readonly lastToken: number
  /** The first token after the closing mark. */
  readonly nextToken: number
  readonly use: QuotePair['use']
  /** Goes on from the paragraph before, which did not close it. */
  readonly continues: boolean
  readonly words: number
}

export interface Quotations {
  /** In order of their opening marks; an outer one stands before those inside it. */
  readonly all: readonly Quotation[]
  /** From an opening mark that nothing closes to the end of its paragraph: nobody can tell whose words these are. */
  readonly unclosed: readonly Span[]
}

/** Marks in use anywhere: outlets mix styles, and a page whose language has no data file is still read by them. */
export const commonQuotePairs: readonly QuotePair[] = [
  { open: '"', close: '"', use: 'speech' },
  { open: '“', close: '”', use: 'speech' },
  { open: '„', close: '“', use: 'speech' },
  { open: '„', close: '”', use: 'speech' },
  { open: '«', close: '»', use: 'speech' },
  { open: '‘', close: '’', use: 'speech' },
  { open: '‹', close: '›', use: 'speech' },
  { open: '「', close: '」', use: 'speech' },
  { open: '『', close: '』', use: 'speech' },
  { open: "'", close: "'", use: 'speech' },
  { open: '《', close: '》', use: 'title' },
  { open: '〈', close: '〉', use: 'title' },
]

/**
 * Pairs the quotation marks of a text. A quotation ends with its paragraph unless the next paragraph opens with the same mark, which
 * carries it on. Marks that pair with nothing (inches, apostrophes, typing errors) are no quotation. One pass over the tokens.
 */
export function findQuotations(text: string, tokens: readonly Token[], pairs: readonly QuotePair[]): Quotations {
  const reader = new QuotationReader(text, tokens, pairs)
  tokens.forEach((token, index) => reader.read(token, index))
  return reader.finish()
}

interface Opened {
  readonly mark: string
  readonly index: number
  readonly continues: boolean
}

/** Deeper nesting than in any real text; more marks are taken as stray. */
const deepest = 6

class QuotationReader {
  readonly #text: string
  readonly #tokens: readonly Token[]
  readonly #closesOf = new Map<string, Set<string>>()
  readonly #titles = new Set<string>()
  #stack: Opened[] = []
  #carried: string | undefined
  #paragraphStart = 0
  readonly #all: Quotation[] = []
  readonly #unclosed: Span[] = []

  constructor(text: string, tokens: readonly Token[], pairs: readonly QuotePair[]) {
    this.#text = text
    this.#tokens = tokens
    for (const pair of pairs) {
      const closes = this.#closesOf.get(pair.open) ?? new Set()
      this.#closesOf.set(pair.open, closes.add(pair.close))
      if (pair.use === 'title') this.#titles.add(pair.open)
    }
  }

  read(token: Token, index: number): void {
    if (token.kind === 'break') this.#endParagraph(index)
    else if (token.kind === 'mark') this.#readMark(token, index)
  }

  finish(): Quotations {
    this.#endParagraph(this.#tokens.length)
    return {
      all: this.#all.toSorted((a, b) => a.start - b.start || b.end - a.end),
      unclosed: this.#unclosed,
    }
  }

  #readMark(token: Token, index: number): void {
    const mark = token.lower
    const level = this.#stack.findLastIndex((opened) => this.#closesOf.get(opened.mark)?.has(mark))
    const opened = this.#stack[level]
    if (opened !== undefined && this.#mayClose(token, mark, opened)) {
      this.#stack.length = level
      this.#add(opened, index, token.end, index + 1)
      return
    }
    if (!this.#closesOf.has(mark) || this.#stack.length >= deepest || !this.#mayOpen(token, mark)) return
    // The same straight mark cannot open inside itself: the earlier one was never closed.
    if (level !== -1) this.#stack.length = level
    this.#stack.push({ mark, index, continues: index === this.#paragraphStart && this.#carried === mark })
  }

  #mayOpen(token: Token, mark: string): boolean {
    if (!isStraight(mark) && mark !== '‘') return true
    const before = this.#text[token.start - 1]
    const after = this.#text[token.end]
    if (after === undefined) return false
    // A double mark may be badly spaced (`said," He`); a lone single mark before a space is an apostrophe.
    if (isSpace(after)) return mark === '"' && before !== undefined && !isWordCharacter(before)
    return before === undefined || !isWordCharacter(before) || isUnspaced(before)
  }

  #mayClose(token: Token, mark: string, opened: Opened): boolean {
    if (token.start === this.#tokens[opened.index]?.end) return false
    const before = this.#text[token.start - 1]
    const after = this.#text[token.end]
    if (mark === '"') return !(before !== undefined && isSpace(before) && after !== undefined && isWordCharacter(after))
    if (mark === "'" || mark === '’') return after === undefined || !isWordCharacter(after) || isUnspaced(after)
    return true
  }

  #add(opened: Opened, lastToken: number, end: number, nextToken: number): void {
    const mark = this.#tokens[opened.index]
    if (mark === undefined) return
    this.#all.push({
      start: mark.start,
      end,
      firstToken: opened.index + 1,
      lastToken,
      nextToken,
      use: this.#titles.has(opened.mark) ? 'title' : 'speech',
      continues: opened.continues,
      words: countWords(this.#tokens, opened.index + 1, lastToken),
    })
  }

  /** Looks whether the next paragraph carries an open quotation on. */
  #endParagraph(index: number): void {
    const outermost = this.#stack[0]
    const next = this.#tokens[index + 1]
    this.#carried = undefined
    if (outermost !== undefined) {
      const end = this.#tokens[index - 1]?.end ?? 0
      if (next?.lower === outermost.mark && !isApostrophe(outermost.mark)) {
        this.#carried = outermost.mark
        this.#add(outermost, index, end, index)
      } else if (!isStraight(outermost.mark)) {
        this.#unclosed.push({ start: this.#tokens[outermost.index]?.start ?? end, end })
      }
    }
    this.#stack = []
    this.#paragraphStart = index + 1
  }
}

/** Characters of scripts without spaces count half a word each. */
function countWords(tokens: readonly Token[], from: number, to: number): number {
  let words = 0
  for (let index = from; index < to; index++) {
    const token = tokens[index]!
    if (token.kind === 'word') words += isUnspaced(token.lower) ? 0.5 : 1
  }
  return words
}

function isStraight(mark: string): boolean {
  return mark === '"' || mark === "'"
}

function isApostrophe(mark: string): boolean {
  return mark === "'" || mark === '‘'
}

function isSpace(character: string): boolean {
  return /\s/u.test(character)
}

function isWordCharacter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character)
}

function isUnspaced(text: string): boolean {
  return /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(text)
}
