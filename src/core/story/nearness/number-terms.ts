import type { PackedTerms } from './packed-terms.ts'
import { TermIds } from './term-ids.ts'

/** The number of every term that only one article has. */
export const unshared = 0

/**
 * Puts numbers in the place of hashes: from 1 on for terms that more than one article has, `unshared` for the others, of which there are more than of
 * all that is shared. Gives by number how many articles have the term; a few have it once, as whether a hash was seen before is remembered by
 * fewer bits than it has.
 *
 * A table of all terms of a large pool is many times the processor's caches, and each look into it waits for memory. So the lists are gone
 * through several times, each time for one part of all hashes, with tables that fit; into how many parts changes nothing but the numbers.
 */
export function numberTerms(counts: PackedTerms, entriesOfPart: number): Int32Array {
  const all = [...counts.hashes()]
  const entries = all.reduce((sum, { length }) => sum + length, 0)
  let bits = 0
  while (entries >> bits > entriesOfPart && bits < mostPartBits) bits++
  const frequencies = new Frequencies()
  const seen = new Uint32Array(1 << (seenBits - 5))
  // Numbers stay below the hashes of all parts but the first: what has been numbered is met by no later part.
  for (let part = 0; part < 1 << bits; part++) numberPart(all, { part, bits, seen, frequencies })
  return frequencies.toArray()
}

/** Of terms of articles: what the caches of a processor hold. */
export const usualEntriesOfPart = 1_500_000
const mostPartBits = 4
/** Of what is remembered of the hashes of one part: two megabytes. */
const seenBits = 24

interface Part {
  readonly part: number
  /** The first so many bits of a hash tell its part. */
  readonly bits: number
  readonly seen: Uint32Array
  readonly frequencies: Frequencies
}

function numberPart(all: readonly Int32Array[], { part, bits, seen, frequencies }: Part): void {
  seen.fill(0)
  const ids = new TermIds()
  const isOwn = (hash: number) => bits === 0 || hash >>> (32 - bits) === part
  for (const hashes of all) {
    for (let place = 0; place < hashes.length; place++) {
      const hash = hashes[place] ?? 0
      if (!isOwn(hash)) continue
      const bit = Math.imul(hash, 0x9e3779b1) >>> (32 - seenBits)
      const known = seen[bit >>> 5] ?? 0
      const mask = 1 << (bit & 31)
      if ((known & mask) !== 0) ids.idOf(hash >>> 0)
      else seen[bit >>> 5] = known | mask
    }
  }
  const first = frequencies.grow(ids.size)
  for (const hashes of all) {
    for (let place = 0; place < hashes.length; place++) {
      const hash = hashes[place] ?? 0
      if (!isOwn(hash)) continue
      const id = ids.find(hash >>> 0)
      hashes[place] = id < 0 ? unshared : first + id
      if (id >= 0) frequencies.count(first + id)
    }
  }
}

/** How many articles have each term, by its number. */
class Frequencies {
  #counts = new Int32Array(1024)
  #size = 1

  constructor() {
    this.#counts[unshared] = 1
  }

  /** Makes room for more numbers, and gives the first of them. */
  grow(more: number): number {
    const first = this.#size
    this.#size += more
    if (this.#size > this.#counts.length) {
      const larger = new Int32Array(2 * this.#size)
      larger.set(this.#counts)
      this.#counts = larger
    }
    return first
  }

  count(number: number): void {
    this.#counts[number] = (this.#counts[number] ?? 0) + 1
  }

  toArray(): Int32Array {
    return this.#counts.slice(0, this.#size)
  }
}
