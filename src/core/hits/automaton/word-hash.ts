import { foldedOf } from '../characters.ts'

/** FNV-1a over the folded UTF-16 units of a word: cheap, and the same for a pattern and a text. */
export const seed = 0x811c9dc5 | 0

export function nextHash(hash: number, folded: number): number {
  return Math.imul(hash ^ folded, 0x01000193)
}

/** Spreads the last characters over all bits; never 0, which marks an empty place. */
export function mixed(hash: number): number {
  const spread = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (spread ^ (spread >>> 12)) | 1
}

export function hashOf(word: string): number {
  let hash = seed
  for (let at = 0; at < word.length; at++) hash = nextHash(hash, foldedOf(word.charCodeAt(at)))
  return mixed(hash)
}

/** Small numbers by hash, with open addressing: one probe for most words that are not in it. */
export class HashMap {
  #hashes = new Int32Array(64)
  #values = new Uint8Array(64)
  #size = 0

  /** 0 where the hash is not in it. */
  get(hash: number): number {
    const hashes = this.#hashes
    const last = hashes.length - 1
    for (let at = (hash >>> 1) & last; ; at = (at + 1) & last) {
      const there = hashes[at]
      if (there === 0) return 0
      if (there === hash) return this.#values[at]!
    }
  }

  set(hash: number, value: number): void {
    if ((this.#size + 1) * 4 > this.#hashes.length) {
      const [hashes, values] = [this.#hashes, this.#values]
      this.#hashes = new Int32Array(hashes.length * 2)
      this.#values = new Uint8Array(hashes.length * 2)
      this.#size = 0
      hashes.forEach((known, at) => {
        if (known !== 0) this.set(known, values[at]!)
      })
    }
    const last = this.#hashes.length - 1
    let at = (hash >>> 1) & last
    while (this.#hashes[at] !== 0 && this.#hashes[at] !== hash) at = (at + 1) & last
    if (this.#hashes[at] === 0) this.#size++
    this.#hashes[at] = hash
    this.#values[at] = value
  }
}

/** Pairs of words that stand side by side in a pattern, as a Bloom filter of two bits a pair: it may say yes too often, never no. */
export class PairSet {
  #bits = new Int32Array(1)
  #pairs: number[] = []

  add(first: number, second: number): void {
    this.#pairs.push(pairOf(first, second))
  }

  /** Called once, when all pairs are known. */
  build(): void {
    let bits = 256
    while (bits < this.#pairs.length * bitsPerPair) bits *= 2
    this.#bits = new Int32Array(bits / 32)
    for (const pair of this.#pairs) {
      this.#set(pair)
      this.#set(secondOf(pair))
    }
    this.#pairs = []
  }

  has(first: number, second: number): boolean {
    const pair = pairOf(first, second)
    return this.#isSet(pair) && this.#isSet(secondOf(pair))
  }

  #set(value: number): void {
    const at = value & (this.#bits.length * 32 - 1)
    this.#bits[at >>> 5] = (this.#bits[at >>> 5] ?? 0) | (1 << (at & 31))
  }

  #isSet(value: number): boolean {
    const at = value & (this.#bits.length * 32 - 1)
    return ((this.#bits[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0
  }
}

/** About one wrong yes in 2,500. */
const bitsPerPair = 48

function pairOf(first: number, second: number): number {
  const pair = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
  return pair ^ (pair >>> 15)
}

function secondOf(pair: number): number {
  const second = Math.imul(pair, 0xc2b2ae35)
  return second ^ (second >>> 16)
}
