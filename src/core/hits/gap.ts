import type { ReadText } from './read-text.ts'

/** Most words that a lone `*` stands for. */
export const widestGap = 3

/** What it costs a lone `*` to pass a token: nothing, one of its words, or it cannot. */
export const passes = { free: 0, asWord: 1, never: 2 } as const

/**
 * What one token costs. Marks that end no sentence or clause are free, and so is the rest of a word behind an apostrophe, a hyphen or a decimal
 * point: `nation's`, `mother-in-law` and `1.5` are one word. At most four free tokens stand in a row, so that a gap stays short.
 */
export function gapCost(read: ReadText, token: number): number {
  if (isFree(read, token) && !followsFree(read, token)) return passes.free
  return read.wordAt(token)?.isWord === true ? passes.asWord : passes.never
}

const mostFree = 4

/** Most tokens that a lone `*` can pass: its words, and free tokens in front of, between and behind them. */
export const widestGapTokens = widestGap + (widestGap + 1) * mostFree

function followsFree(read: ReadText, token: number): boolean {
  for (let before = 1; before <= mostFree; before++) if (!isFree(read, token - before)) return false
  return true
}

/** As they are once folded. Commas, brackets, colons and dashes end a clause and are not among them. */
const freeMarks = new Set(`'"%&/#@§°$€£¥₽₴₸₺+「」『』《》〈〉`)

function isFree(read: ReadText, token: number): boolean {
  const word = read.wordAt(token)
  if (!word) return false
  // The rest of a word is what a joiner stands in front of.
  return word.isWord ? isJoiner(read, token - 1) : freeMarks.has(word.text) || isJoiner(read, token)
}

/** A mark inside a word, without a space on either side. Dashes are folded to hyphens, so the text is asked which it was. */
function isJoiner(read: ReadText, token: number): boolean {
  const [before, mark, after] = [read.wordAt(token - 1), read.wordAt(token), read.wordAt(token + 1)]
  if (!before?.isWord || mark?.isWord !== false || !after?.isWord) return false
  if (!read.touchesNext(token - 1) || !read.touchesNext(token)) return false
  if (mark.text === "'") return true
  if (mark.text === '-') return hyphens.has(read.text.charAt(read.starts[token]!))
  return (mark.text === '.' || mark.text === ',') && /\d$/.test(before.text.slice(-1)) && /^\d/.test(after.text)
}

const hyphens = new Set(['-', '\u2010', '\u2011'])
