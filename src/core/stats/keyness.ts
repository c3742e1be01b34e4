import type { ArticleCount } from './article-count.ts'
import { chiSquareAbove } from './distributions/chi-square.ts'
import { binomialWeight } from './distributions/incomplete-beta.ts'
import { likelihoodP } from './distributions/likelihood-p.ts'
import { chiSquareOfCells, g2OfCells, surprise } from './four-cells.ts'
import { exactRateRatio } from './rate-ratio-exact.ts'

/** Hits of a term in all text of a side. */
export type SideCount = ArticleCount

export interface Keyness {
  /** 1 where A says it more often, -1 where B does, 0 for equal rates. */
  readonly sign: number
  /** Dunning's log-likelihood over four cells. */
  readonly g2FourCells: number
  /** Rayson and Garside's over the two counts. The two differ: name the one used. */
  readonly g2TwoTerms: number
  readonly pOfFourCells: number
  readonly pOfTwoTerms: number
  readonly chiSquare: number
  /** Fisher's exact test, two-sided by the minimum-likelihood rule. */
  readonly fisherP: number
  /** Binary logarithm of the ratio of rates, a count of 0 taken as 0.5 (Hardie 2014). */
  readonly logRatio: number
  /** 100 times the relative difference (Gabrielatos and Marchi 2012); `undefined` when B has no hit. */
  readonly percentDifference: number | undefined
  /** G2 of four cells less the logarithm of all words (Wilson 2013): below 0 the term tells nothing. */
  readonly bic: number
  /** Natural logarithm of the odds ratio, half a count added to each cell (Haldane 1956). */
  readonly logOddsRatio: number
  readonly standardErrorOfLogOdds: number
  /** Conservative log ratio (Evert 2022): the limit of the log ratio nearer to 0; 0 where the interval holds 0. What to rank by. */
  readonly conservativeLogRatio: number
}

/**
 * Keyness: which terms mark the text of A against that of B, as candidates for a lexicon? Every measure here takes hits as independent, though
 * they cluster inside articles, and calls about one term in three "significant" where nothing differs: they rank and decide nothing.
 * `undefined` where a side has no words, or neither has a hit.
 */
export function keyness(a: SideCount, b: SideCount, { level }: { readonly level: number }): Keyness | undefined {
  const ratio = exactRateRatio([a], [b], { level })
  const [hits, tokens] = [a.hits + b.hits, a.tokens + b.tokens]
  if (!ratio || hits === 0) return undefined
  const cells = { withA: a.hits, withoutA: a.tokens - a.hits, withB: b.hits, withoutB: b.tokens - b.hits }
  const [rateA, rateB] = [a.hits / a.tokens, b.hits / b.tokens]
  const g2FourCells = g2OfCells(cells)
  const g2TwoTerms = 2 * (surprise(a.hits, (a.tokens * hits) / tokens) + surprise(b.hits, (b.tokens * hits) / tokens))
  const [withA, withoutA, withB, withoutB] = [cells.withA + 0.5, cells.withoutA + 0.5, cells.withB + 0.5, cells.withoutB + 0.5]
  return {
    sign: Math.sign(rateA - rateB),
    g2FourCells,
    g2TwoTerms,
    pOfFourCells: chiSquareAbove(g2FourCells, 1),
    pOfTwoTerms: chiSquareAbove(g2TwoTerms, 1),
    chiSquare: chiSquareOfCells(cells, { corrected: false }),
    fisherP: fisherP(a, b),
    logRatio: Math.log2((a.hits || 0.5) / a.tokens / ((b.hits || 0.5) / b.tokens)),
    percentDifference: b.hits === 0 ? undefined : (100 * (rateA - rateB)) / rateB,
    bic: g2FourCells - Math.log(tokens),
    logOddsRatio: Math.log((withA * withoutB) / (withoutA * withB)),
    standardErrorOfLogOdds: Math.sqrt(1 / withA + 1 / withoutA + 1 / withB + 1 / withoutB),
    conservativeLogRatio: nearerLimit(ratio),
  }
}

function nearerLimit({ low, high }: { readonly low: number; readonly high: number }): number {
  if (low > 1) return Math.log2(low)
  return high < 1 ? Math.log2(high) : 0
}

/** The hypergeometric weight of k hits in A, by way of binomial ones, which keep their digits in large texts (Loader 2000). */
function fisherP(a: SideCount, b: SideCount): number {
  const [hits, tokens] = [a.hits + b.hits, a.tokens + b.tokens]
  if (hits === tokens) return 1
  const split = { share: hits / tokens, rest: (tokens - hits) / tokens }
  const all = binomialWeight(hits, tokens, split)
  const weightAt = (k: number) => (binomialWeight(k, a.tokens, split) * binomialWeight(hits - k, b.tokens, split)) / all
  return likelihoodP(a.hits, { first: Math.max(0, hits - b.tokens), last: Math.min(hits, a.tokens) }, weightAt)
}
