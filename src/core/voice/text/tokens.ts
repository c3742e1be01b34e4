import type { Span } from '../../../model.ts'
import { apostrophe, classesOf, foldWord, folds, lower, space, upper } from './character-classes.ts'
import { codeAt, endOfSpace, endOfStops, endOfWord, fullStop, widthOf, wordStart } from './word-ends.ts'

export interface Token extends Span {
  /** `break` ends a paragraph. */
  readonly kind: 'word' | 'mark' | 'break'
  /** Lower case, with straight apostrophes and е for ё; the mark itself for marks. */
  readonly lower: string
  /** Begins with a capital letter; never in scripts without capitals. */
  readonly capital: boolean
}

export interface TokenRules {
  /** Lower case, with the full stop that belongs to them. */
  readonly abbreviations: ReadonlySet<string>
  /** Endings split off a word, with straight apostrophe: 's. */
  readonly possessives: ReadonlySet<string>
  /** Beginnings split off a word, with straight apostrophe: l'. */
  readonly elisions: ReadonlySet<string>
}

/**
 * Words, punctuation marks and paragraph breaks, in order. Scripts without spaces give one token a character, so that cues are found
 * without knowing where words end. A lone newline in front of a lower-case letter is a wrapped line, not a break. Linear in the text.
 */
export function tokenize(text: string, rules: TokenRules): readonly Token[] {
  const tokenizer = new Tokenizer(text, rules)
  for (let start = 0; start < text.length;) start = tokenizer.read(start)
  return tokenizer.tokens
}

const lineFeed = 0x0a

class Tokenizer {
  readonly tokens: Token[] = []
  readonly #text: string
  readonly #rules: TokenRules

  constructor(text: string, rules: TokenRules) {
    this.#text = text
    this.#rules = rules
  }

  /** Reads what begins at a place, and returns where it ends. */
  read(start: number): number {
    const text = this.#text
    const code = codeAt(text, start)
    const classes = classesOf(code)
    if (classes & space) {
      const end = endOfSpace(text, start)
      if (this.#isBreak(start, end)) this.tokens.push({ kind: 'break', start, end, lower: '\n', capital: false })
      return end
    }
    if (classes & wordStart) {
      const end = endOfWord(text, start)
      this.#pushWord(start, end)
      return end
    }
    const end = code === fullStop ? endOfStops(text, start) : start + widthOf(code)
    this.#pushMark(start, end)
    return end
  }

  #isBreak(start: number, end: number): boolean {
    let lineEnds = 0
    for (let at = start; at < end; at++) if (this.#text.charCodeAt(at) === lineFeed) lineEnds++
    const isWrappedLine = lineEnds === 1 && (classesOf(codeAt(this.#text, end)) & lower) !== 0
    return lineEnds > 0 && !isWrappedLine
  }

  #pushWord(start: number, end: number): void {
    let classes = 0
    for (let at = start; at < end; at++) classes |= classesOf(this.#text.charCodeAt(at))
    if (classes & apostrophe) this.#pushParts(start, end)
    else this.tokens.push(this.#word(start, end, (classes & folds) !== 0))
  }

  /** Splits off the beginnings and the ending that the rules tell of. */
  #pushParts(start: number, end: number): void {
    const { elisions, possessives } = this.#rules
    const folded = this.#text.slice(start, end).replaceAll('’', "'")
    const first = folded.indexOf("'")
    if (first > 0 && elisions.has(folded.slice(0, first + 1).toLowerCase())) {
      this.tokens.push(this.#word(start, start + first + 1, true))
      this.#pushParts(start + first + 1, end)
      return
    }
    const last = folded.lastIndexOf("'")
    if (last > 0 && possessives.has(folded.slice(last).toLowerCase()))
      this.tokens.push(this.#word(start, start + last, true), this.#word(start + last, end, true))
    else this.tokens.push(this.#word(start, end, true))
  }

  /** A full stop that belongs to the abbreviation or initial in front of it is made part of that word. */
  #pushMark(start: number, end: number): void {
    const { tokens } = this
    const printed = this.#text.slice(start, end)
    const last = tokens.at(-1)
    if (printed === '.' && last !== undefined && last.kind === 'word' && last.end === start) {
      const withStop = `${last.lower}.`
      if ((last.capital && last.lower.length === 1) || this.#rules.abbreviations.has(withStop)) {
        tokens[tokens.length - 1] = { kind: 'word', start: last.start, end, lower: withStop, capital: last.capital }
        return
      }
    }
    tokens.push({ kind: 'mark', start, end, lower: printed, capital: false })
  }

  #word(start: number, end: number, mustFold: boolean): Token {
    const printed = this.#text.slice(start, end)
    const capital = (classesOf(codeAt(this.#text, start)) & upper) !== 0
    return { kind: 'word', start, end, lower: mustFold ? foldWord(printed) : printed, capital }
  }
}
