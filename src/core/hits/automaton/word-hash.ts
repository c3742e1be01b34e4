import { characterOf } from '../characters.ts'

/** The hash of a word grows by a character at a time: two steps of the processor, and the same for a pattern and a text. */
export function nextHash(hash: number, character: number): number {
  return ((hash << 5) | (hash >>> 27)) ^ character
}

/** Spreads all bits over all bits, once the word is complete. */
export function mixed(hash: number): number {
  const spread = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return spread ^ (spread >>> 13)
}

/** The hash of a complete word. */
export function hashOf(folded: string): number {
  let hash = 0
  for (const character of folded) hash = nextHash(hash, characterOf(character.codePointAt(0) ?? 0))
  return mixed(hash)
}

/** Two words that stand side by side. */
export function pairOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) + second) | 0
}

/**
 * Tells in one look that something is not in a set: a Bloom filter of two bits in one number of 32. It may say yes too often, never no. Hot
 * loops look themselves: `(bits[placeOf(value) & last] & bitsOf(value)) === bitsOf(value)`.
 */
export interface Filter {
  readonly bits: Int32Array
  /** The last index. */
  readonly last: number
}

/** About one wrong yes in 3,000; never less than what is at hand anyway. */
const bitsPerValue = 64
const fewestNumbers = 1024

export function filterOf(values: readonly number[]): Filter {
  let size = fewestNumbers
  while (size * 32 < values.length * bitsPerValue) size *= 2
  const bits = new Int32Array(size)
  for (const value of values) bits[placeOf(value) & (size - 1)]! |= bitsOf(value)
  return { bits, last: size - 1 }
}

export function placeOf(value: number): number {
  return value >>> 10
}

export function bitsOf(value: number): number {
  return (1 << (value & 31)) | (1 << ((value >>> 5) & 31))
}
