import { eachWord, wordsOf } from '../words.ts'

export interface Overlaps {
  /** Words of the text. */
  readonly words: number
  /** For each of the clues two numbers: the share of the text's words that the clue has, and the share of the clue's words that the text has; -1 for a clue without words. Good until the next text. */
  readonly shares: Float64Array
}

/** What texts have in common with these clues, of which there are at most 30. Most words of a page are in none of them: they are passed over before they are cut out of their text. */
export function overlapsWith(clues: readonly string[]): (text: string) => Overlaps {
  const sizes = new Int32Array(clues.length)
  /** The clues that have a word, as bits. */
  const holders = new Map<string, number>()
  for (const [clue, text] of clues.entries()) {
    for (const word of wordsOf(text)) holders.set(word, (holders.get(word) ?? 0) | (1 << clue))
  }
  const maybe = new Uint8Array(signs)
  for (const [word, bits] of holders) {
    maybe[signOf(word, 0, word.length)] = 1
    for (let clue = 0; clue < clues.length; clue++) sizes[clue]! += (bits >> clue) & 1
  }
  const common = new Int32Array(clues.length)
  const distinct = new Int32Array(clues.length)
  const shares = new Float64Array(2 * clues.length)
  const seen = new Set<string>()
  const count = (lower: string, start: number, end: number): void => {
    if (maybe[signOf(lower, start, end)] === 0) return
    const word = lower.slice(start, end)
    const bits = holders.get(word)
    if (bits === undefined) return
    const isNew = !seen.has(word)
    if (isNew) seen.add(word)
    for (let clue = 0; clue < common.length; clue++) {
      const has = (bits >> clue) & 1
      common[clue]! += has
      if (isNew) distinct[clue]! += has
    }
  }
  return (text) => {
    common.fill(0)
    distinct.fill(0)
    seen.clear()
    const words = eachWord(text, count)
    for (let clue = 0; clue < common.length; clue++) {
      shares[2 * clue] = sizes[clue] === 0 ? -1 : common[clue]! / Math.max(1, words)
      shares[2 * clue + 1] = sizes[clue] === 0 ? -1 : distinct[clue]! / sizes[clue]!
    }
    return { words, shares }
  }
}

const signs = 4_096

/** A number that words share with few others: made of their length, their first letter and their last. */
function signOf(text: string, start: number, end: number): number {
  return (31 * (31 * text.charCodeAt(start) + text.charCodeAt(end - 1)) + end - start) % signs
}
