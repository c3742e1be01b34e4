import { chiSquareOfCells, g2OfCells } from './four-cells.ts'

export interface PairCount {
  /** How often the second word follows the first, and how often each stands in its place of any pair. */
  readonly pair: number
  readonly first: number
  readonly second: number
  /** All pairs of neighbouring words. */
  readonly bigrams: number
}

export interface Collocation {
  /** Pointwise mutual information in bits (Church and Hanks 1990): high for rare pairs. */
  readonly pmi: number
  /** PMI over its largest value, -1 to 1 (Bouma 2009). */
  readonly npmi: number
  /** Dunning's log-likelihood: high for frequent pairs. */
  readonly g2: number
  readonly chiSquare: number
  readonly tScore: number
  readonly dice: number
  /** 14 + log2 of Dice, at most 14; comparable across corpora (Rychly 2008). */
  readonly logDice: number
  /** How much likelier the second word is after the first than elsewhere, -1 to 1 (Gries 2013). */
  readonly deltaPForward: number
}

/**
 * Do two words stand together more often than chance would have it? Association measures of a pair, to suggest terms of several words. Takes
 * pairs as independent, which words in a text are not: they rank candidates and test nothing. `undefined` where the pair does not occur, or
 * its counts cannot be (a pair more frequent than its words).
 */
export function collocation({ pair, first, second, bigrams }: PairCount): Collocation | undefined {
  const neither = bigrams - first - second + pair
  if (pair <= 0 || pair > first || pair > second || neither < 0) return undefined
  const cells = { withA: pair, withoutA: first - pair, withB: second - pair, withoutB: neither }
  const expected = (first * second) / bigrams
  const pmi = Math.log2(pair / expected)
  const dice = (2 * pair) / (first + second)
  const elsewhere = bigrams > first ? (second - pair) / (bigrams - first) : 0
  return {
    pmi,
    npmi: pair === bigrams ? 1 : pmi / -Math.log2(pair / bigrams),
    g2: g2OfCells(cells),
    chiSquare: chiSquareOfCells(cells, { corrected: false }),
    tScore: (pair - expected) / Math.sqrt(pair),
    dice,
    logDice: 14 + Math.log2(dice),
    deltaPForward: pair / first - elsewhere,
  }
}
