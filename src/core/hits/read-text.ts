import { lineFeed } from './characters.ts'
import type { KnownWords, Word } from './automaton/known-words.ts'
import type { Sieved } from './automaton/sieve.ts'

/** A text as the search reads it: its tokens by their numbers, looked at only where a term may stand. */
export class ReadText {
  readonly text: string
  readonly tokenCount: number
  /** Offsets of the tokens. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly #hashes: Int32Array
  readonly #words: KnownWords

  constructor(text: string, { tokenCount, starts, ends, hashes }: Sieved, words: KnownWords) {
    this.text = text
    this.tokenCount = tokenCount
    this.starts = starts
    this.ends = ends
    this.#hashes = hashes
    this.#words = words
  }

  /** `undefined` in front of the first token and behind the last. */
  wordAt(token: number): Word | undefined {
    if (token < 0 || token >= this.tokenCount) return undefined
    return this.#words.at(this.text, this.starts[token]!, this.ends[token]!, this.#hashes[token]!)
  }

  /** Whether a blank line stands in front of a token, so that it begins a paragraph. */
  isAfterBlank(token: number): boolean {
    let lineEnds = 0
    for (let at = this.ends[token - 1] ?? 0; at < this.starts[token]!; at++) if (this.text.charCodeAt(at) === lineFeed) lineEnds++
    return lineEnds > 1
  }

  /** Whether nothing stands between a token and the next. */
  touchesNext(token: number): boolean {
    return token + 1 < this.tokenCount && this.ends[token] === this.starts[token + 1]
  }
}
