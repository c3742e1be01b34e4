import { copyFloor } from './copies.ts'
import { TermIds } from './term-ids.ts'

/** Which texts, of those added so far, hold a sequence. Of sequences only every n-th is kept, the same in all texts. */
export class SequenceIndex {
  readonly #ids = new TermIds()
  readonly #holders: number[][] = []
  readonly #kept: number[] = []
  readonly #every: number

  constructor(every: number) {
    this.#every = every
  }

  /** Adds the next text, and gives the earlier ones that share enough of the smaller of the two for a copy, in order. Texts are numbered from 0 as they come. */
  add(sequences: Iterable<number>): readonly number[] {
    const place = this.#kept.length
    const shared = new Map<number, number>()
    let kept = 0
    for (const sequence of sequences) {
      if (sequence % this.#every !== 0) continue
      kept++
      const id = this.#ids.idOf(sequence)
      const list = this.#holders[id]
      for (const earlier of list ?? []) shared.set(earlier, (shared.get(earlier) ?? 0) + 1)
      // A text that many carry is met by its earliest holders.
      if (!list) this.#holders[id] = [place]
      else if (list.length < mostHolders) list.push(place)
    }
    this.#kept.push(kept)
    const enough = (earlier: number, count: number) => count >= likelyShare * Math.min(kept, this.#kept[earlier] ?? 0)
    return [...shared].flatMap(([earlier, count]) => (enough(earlier, count) ? [earlier] : [])).toSorted((a, b) => a - b)
  }
}

const mostHolders = 50

/** Half of what a copy shares, as a sample may hold less of it. */
const likelyShare = copyFloor / 2
