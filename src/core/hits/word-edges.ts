import type { Span } from '../../model.ts'
import { words } from '../text/words.ts'
import { isUnspaced, touch, type Token } from './tokens.ts'

/**
 * Tells chance neighbours from words in scripts without spaces. Two characters side by side are often the end of one word and the beginning
 * of the next: `和平` (peace) stands in `人和平均`, where `平均` (average) is the word. Longer terms are rarely met by chance.
 */
export class WordEdges {
  readonly #text: string
  readonly #tokens: readonly Token[]
  readonly #language: string
  #block: Block = { start: 0, end: 0, words: [] }

  constructor(text: string, tokens: readonly Token[], language: string) {
    this.#text = text
    this.#tokens = tokens
    this.#language = language
  }

  /** Whether a word of the dictionary holds one of two characters, the one at an index or the next, and stands half outside of them. */
  cuts(first: number): boolean {
    const [left, right] = [this.#tokens[first], this.#tokens[first + 1]]
    if (!left || !right || !touch(left, right) || !isUnspaced(left) || !isUnspaced(right)) return false
    if (left.start < this.#block.start || right.end > this.#block.end) this.#block = this.#blockAt(first)
    const { words: spans } = this.#block
    for (let at = firstEndingAfter(spans, left.start); at < spans.length; at++) {
      const word = spans[at]
      if (!word || word.start >= right.end) return false
      const holdsBoth = word.start <= left.start && word.end >= right.end
      if (!holdsBoth && (word.start < left.start || word.end > right.end)) return true
    }
    return false
  }

  /** The words of a stretch round a place. Only such stretches are cut, as most of a text is never asked about. */
  #blockAt(first: number): Block {
    const from = this.#runEnd(first, -1, blockMargin)
    const to = this.#runEnd(first + 1, 1, blockLength)
    const start = this.#tokens[from]?.start ?? 0
    const end = this.#tokens[to]?.end ?? 0
    const spans = words(this.#text.slice(start, end), this.#language).map((span) => ({ start: span.start + start, end: span.end + start }))
    // The last characters of a long run are cut without knowing what follows, and are asked about in the next block.
    const known = to - first > blockLength ? (this.#tokens[to - blockMargin]?.end ?? end) : end
    return { start, end: known, words: spans }
  }

  /** The last token in a direction that still belongs to the same run of characters. */
  #runEnd(from: number, step: 1 | -1, most: number): number {
    let index = from
    for (let walked = 0; walked < most; walked++) {
      const [here, next] = [this.#tokens[index], this.#tokens[index + step]]
      if (!here || !next || !isUnspaced(next) || !(step === 1 ? touch(here, next) : touch(next, here))) return index
      index += step
    }
    return index
  }
}

/** `words` are known from `start` to `end`. */
interface Block extends Span {
  readonly words: readonly Span[]
}

const blockMargin = 20
const blockLength = 400

function firstEndingAfter(spans: readonly Span[], place: number): number {
  let from = 0
  let to = spans.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((spans[middle]?.end ?? 0) <= place) from = middle + 1
    else to = middle
  }
  return from
}
