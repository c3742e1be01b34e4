import { copyFloor } from './copies.ts'
import { TermIds } from '../nearness/term-ids.ts'

/** Which texts, of those added so far, hold a sequence. Of sequences only every n-th is kept, the same in all texts. */
export class SequenceIndex {
  readonly #ids = new TermIds()
  /** Chains of texts by sequence: of each sequence the first and the last link, and how many there are; of each link the text and the next link. */
  #first = new Int32Array(1024)
  #last = new Int32Array(1024)
  #held = new Uint8Array(1024)
  #texts = new Int32Array(1024)
  #next = new Int32Array(1024)
  #links = 0
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
      const known = this.#ids.size
      const id = this.#ids.idOf(sequence)
      if (id >= this.#first.length) this.#growSequences()
      if (id < known) {
        let link = this.#first[id] ?? -1
        for (let left = this.#held[id] ?? 0; left > 0; left--) {
          const earlier = this.#texts[link] ?? 0
          shared.set(earlier, (shared.get(earlier) ?? 0) + 1)
          link = this.#next[link] ?? -1
        }
      }
      // A text that many carry is met by its earliest holders.
      if ((this.#held[id] ?? 0) < mostHolders) this.#link(id, place)
    }
    this.#kept.push(kept)
    const enough = (earlier: number, count: number) => count >= likelyShare * Math.min(kept, this.#kept[earlier] ?? 0)
    return [...shared].flatMap(([earlier, count]) => (enough(earlier, count) ? [earlier] : [])).toSorted((a, b) => a - b)
  }

  #link(id: number, text: number): void {
    const link = this.#links++
    if (link >= this.#texts.length) {
      this.#texts = doubled(this.#texts)
      this.#next = doubled(this.#next)
    }
    this.#texts[link] = text
    const held = this.#held[id] ?? 0
    if (held === 0) this.#first[id] = link
    else this.#next[this.#last[id] ?? 0] = link
    this.#last[id] = link
    this.#held[id] = held + 1
  }

  #growSequences(): void {
    this.#first = doubled(this.#first)
    this.#last = doubled(this.#last)
    const held = new Uint8Array(2 * this.#held.length)
    held.set(this.#held)
    this.#held = held
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length)
  larger.set(array)
  return larger
}

const mostHolders = 50

/** Half of what a copy shares, as a sample may hold less of it. */
const likelyShare = copyFloor / 2
