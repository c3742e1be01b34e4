import { sumOf } from './article-count.ts'

export interface JensenShannon {
  /** In bits: 0 for the same shares of the same words, 1 for texts without a word in common. */
  readonly divergence: number
  /** What each word adds to it; never negative. */
  readonly contributions: ReadonlyMap<string, number>
}

/**
 * Jensen-Shannon divergence of two texts by word (Lin 1991): how differently are the words used, and which words make it so? Grows with
 * vocabulary and shrinks with length, so texts of unlike length are not to be ranked by it; no test. `undefined` for an empty text.
 */
export function jensenShannon(first: ReadonlyMap<string, number>, second: ReadonlyMap<string, number>): JensenShannon | undefined {
  const [total1, total2] = [sumOf([...first.values()], (count) => count), sumOf([...second.values()], (count) => count)]
  if (total1 === 0 || total2 === 0) return undefined
  const words = [...new Set([...first.keys(), ...second.keys()])].toSorted()
  const contributions = new Map(
    words.map((word) => {
      const [share1, share2] = [(first.get(word) ?? 0) / total1, (second.get(word) ?? 0) / total2]
      const middle = (share1 + share2) / 2
      return [word, Math.max(0, (bits(share1, middle) + bits(share2, middle)) / 2)]
    }),
  )
  return { divergence: sumOf([...contributions.values()], (part) => part), contributions }
}

function bits(share: number, middle: number): number {
  return share > 0 ? share * Math.log2(share / middle) : 0
}
