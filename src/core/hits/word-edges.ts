import type { Span } from '../../model.ts'
import { words } from '../text/words.ts'
import { kindOf, unspaced, widthOf } from './characters.ts'

/**
 * Tells chance neighbours from words in scripts without spaces. Two characters side by side are often the end of one word and the beginning
 * of the next: `和平` (peace) stands in `人和平均`, where `平均` (average) is the word. Longer terms are rarely met by chance.
 */
export class WordEdges {
  readonly #text: string
  readonly #language: string
  #block: Block = { start: 0, end: 0, words: [] }

  constructor(text: string, language: string) {
    this.#text = text
    this.#language = language
  }

  /** Whether a stretch is two characters of such a script, and a word of the dictionary holds one of them and stands half outside. */
  cut(start: number, end: number): boolean {
    const width = this.#unspacedWidth(start)
    if (width === 0 || width + this.#unspacedWidth(start + width) !== end - start) return false
    if (start < this.#block.start || end > this.#block.end) this.#block = this.#blockAt(start, end)
    const { words: spans } = this.#block
    for (let at = firstEndingAfter(spans, start); at < spans.length; at++) {
      const word = spans[at]
      if (!word || word.start >= end) return false
      const holdsBoth = word.start <= start && word.end >= end
      if (!holdsBoth && (word.start < start || word.end > end)) return true
    }
    return false
  }

  /** The words of a stretch round a place. Only such stretches are cut, as most of a text is never asked about. */
  #blockAt(start: number, end: number): Block {
    let from = start
    for (let walked = 0; walked < blockMargin && this.#unspacedWidth(from - 1) > 0; walked++) from--
    let to = end
    let walked = 0
    for (; walked < blockLength && this.#unspacedWidth(to) > 0; walked++) to += this.#unspacedWidth(to)
    const spans = words(this.#text.slice(from, to), this.#language).map((span) => ({ start: span.start + from, end: span.end + from }))
    // The last characters of a long run are cut without knowing what follows, and are asked about in the next block.
    return { start: from, end: walked === blockLength ? Math.max(end, to - blockMargin) : to, words: spans }
  }

  /** Units of the character at a place, 0 where it is none of such a script. */
  #unspacedWidth(at: number): number {
    const code = this.#text.codePointAt(at)
    return code !== undefined && kindOf(code) === unspaced ? widthOf(code) : 0
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
