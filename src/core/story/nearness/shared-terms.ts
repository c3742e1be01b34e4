import { TermIds } from './term-ids.ts'

/**
 * Numbers the terms that more than one article may have, and no others: most terms stand in one article only, and a table of them all would be
 * larger than the articles. Some that are seen once are taken for seen before, one in dozens in a very large pool.
 */
export class SharedTerms {
  #ids = new TermIds()
  /** A bit for each of 2^28 remainders of hashes: whether one was seen. Memory that is not written is not taken. */
  #seen = new Uint32Array(1 << 23)

  get size(): number {
    return this.#ids.size
  }

  /** Each article calls this once for each of its terms. */
  see(hash: number): void {
    const bit = Math.imul(hash, 0x9e3779b1) >>> 4
    const word = bit >>> 5
    const mask = 1 << (bit & 31)
    const known = this.#seen[word] ?? 0
    if ((known & mask) !== 0) this.#ids.idOf(hash >>> 0)
    else this.#seen[word] = known | mask
  }

  /** Lets go of what only `see` needs, once all are seen. */
  close(): void {
    this.#seen = new Uint32Array()
  }

  /** Lets go of the numbers as well. */
  clear(): void {
    this.close()
    this.#ids = new TermIds()
  }

  /** -1 for a term that only one article has. */
  idOf(hash: number): number {
    return this.#ids.find(hash >>> 0)
  }
}
