import { tokenize, type Token, type TokenRules } from '../voice/text/tokens.ts'

const plainRules: TokenRules = { abbreviations: new Set(), possessives: new Set(["'s"]), elisions: new Set() }

/** Words and marks of a text as the tables below know them: no language's abbreviations, `'s` apart from its word. */
export function plainTokens(text: string): readonly Token[] {
  return tokenize(text, plainRules)
}

/** What a listed phrase stands for, and how many tokens it takes. */
export interface FoundPhrase<Value> {
  readonly value: Value
  readonly length: number
}

/**
 * Finds listed words and phrases in a token sequence, the longest first. A last `*` in an entry of one word stands for any ending. In
 * scripts without spaces a token is a character, so that entries are found without knowing where words end.
 */
export class PhraseTable<Value> {
  readonly #phrases = new Map<string, Value>()
  readonly #beginnings = new Map<string, Value>()
  /** Length in tokens of the longest phrase, by its first token. */
  readonly #longest = new Map<string, number>()
  #shortestBeginning = Infinity
  #longestBeginning = 0

  /** Of entries that stand in the list twice, the first counts. */
  constructor(entries: Iterable<readonly [entry: string, value: Value]>) {
    for (const [entry, value] of entries) {
      if (entry.endsWith('*')) this.#addBeginning(entry.slice(0, -1).toLowerCase(), value)
      else this.#addPhrase(entry, value)
    }
  }

  find(tokens: readonly Token[], at: number): FoundPhrase<Value> | undefined {
    const first = tokens[at]
    if (first === undefined || first.kind !== 'word') return undefined
    return this.#phraseAt(tokens, at, first.lower) ?? this.#beginningOf(first.lower)
  }

  #addBeginning(beginning: string, value: Value): void {
    if (!this.#beginnings.has(beginning)) this.#beginnings.set(beginning, value)
    this.#shortestBeginning = Math.min(this.#shortestBeginning, beginning.length)
    this.#longestBeginning = Math.max(this.#longestBeginning, beginning.length)
  }

  #addPhrase(entry: string, value: Value): void {
    const words = plainTokens(entry).map(({ lower }) => lower)
    const [first] = words
    if (first === undefined) return
    const key = words.join(' ')
    if (!this.#phrases.has(key)) this.#phrases.set(key, value)
    this.#longest.set(first, Math.max(this.#longest.get(first) ?? 0, words.length))
  }

  #phraseAt(tokens: readonly Token[], at: number, first: string): FoundPhrase<Value> | undefined {
    const longest = this.#longest.get(first) ?? 0
    let key = first
    let found: FoundPhrase<Value> | undefined
    for (let length = 1; length <= longest; length++) {
      const value = this.#phrases.get(key)
      if (value !== undefined) found = { value, length }
      if (length === longest) break
      const next = tokens[at + length]
      if (next === undefined || next.kind === 'break') break
      key += ` ${next.lower}`
    }
    return found
  }

  #beginningOf(word: string): FoundPhrase<Value> | undefined {
    for (let length = Math.min(word.length, this.#longestBeginning); length >= this.#shortestBeginning; length--) {
      const value = this.#beginnings.get(word.slice(0, length))
      if (value !== undefined) return { value, length: 1 }
    }
    return undefined
  }
}
