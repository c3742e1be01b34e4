/** A stream of numbers in [0, 1). */
export type Random = () => number

/**
 * A stream of random numbers that is the same in every run, on every machine: xoshiro128** (Blackman and Vigna 2018), its state filled from
 * the seed and the label. Streams of different labels are unrelated, so that adding one comparison to a report does not change the next.
 */
export function seededRandom(seed: number, label: string): Random {
  const fill = splitMix(hash(`${seed} ${label}`))
  let [a, b, c, d] = [fill(), fill(), fill(), fill()]
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotateLeft(d, 11)
    return result / 2 ** 32
  }
}

/** A whole number from 0 to `below` - 1. */
export function randomIndex(below: number, random: Random): number {
  return Math.floor(random() * below)
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let state = 0x811c9dc5
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193)
  return state >>> 0
}

/** Spreads 32 bits of seed over as many words as are asked for (Steele, Lea and Flood 2014). */
function splitMix(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x9e3779b9) | 0
    const once = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
    return (twice ^ (twice >>> 16)) | 0
  }
}

function rotateLeft(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by))
}
