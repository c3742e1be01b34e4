import { touch, type Token } from './tokens.ts'

/** Most words that a lone `*` stands for. */
export const widestGap = 3

/** What it costs a lone `*` to pass a token: nothing, one of its words, or it cannot. */
export const passes = { free: 0, asWord: 1, never: 2 } as const

/**
 * The cost of every token. Marks that end no sentence or clause are free, and so is the rest of a word behind an apostrophe, a hyphen or a
 * decimal point: `nation's`, `mother-in-law` and `1.5` are one word. At most four free tokens stand in a row, so that a gap stays short.
 */
export function gapCosts(text: string, tokens: readonly Token[]): Uint8Array {
  const costs = new Uint8Array(tokens.length)
  let freeInRow = 0
  for (const [index, token] of tokens.entries()) {
    const isFree = freeInRow < mostFree && (token.kind === 'mark' ? isFreeMark(text, tokens, index) : isJoined(text, tokens, index))
    const dear = token.kind === 'mark' ? passes.never : passes.asWord
    costs[index] = isFree ? passes.free : dear
    freeInRow = isFree ? freeInRow + 1 : 0
  }
  return costs
}

const mostFree = 4

/** Most tokens that a lone `*` can pass: its words, and free tokens in front of, between and behind them. */
export const widestGapTokens = widestGap + (widestGap + 1) * mostFree

/** As they are once folded. Commas, brackets, colons and dashes end a clause and are not among them. */
const freeMarks = new Set(`'"%&/#@§°$€£¥₽₴₸₺+「」『』《》〈〉`)

function isFreeMark(text: string, tokens: readonly Token[], index: number): boolean {
  return freeMarks.has(tokens[index]?.text ?? '') || isJoiner(text, tokens, index)
}

/** The rest of a word: what a joiner stands in front of. */
function isJoined(text: string, tokens: readonly Token[], index: number): boolean {
  return index >= 2 && isJoiner(text, tokens, index - 1)
}

/** A mark inside a word, without a space on either side. Dashes are folded to hyphens, so the text is asked which it was. */
function isJoiner(text: string, tokens: readonly Token[], index: number): boolean {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]]
  if (token?.kind !== 'mark' || before?.kind !== 'word' || after?.kind !== 'word') return false
  if (!touch(before, token) || !touch(token, after)) return false
  if (token.text === "'") return true
  if (token.text === '-') return hyphens.has(text.charAt(token.start))
  return (token.text === '.' || token.text === ',') && /\d$/.test(before.text.slice(-1)) && /^\d/.test(after.text)
}

const hyphens = new Set(['-', '\u2010', '\u2011'])
