import { sumOf, totalHits, totalTokens, type ArticleCount } from './article-count.ts'
import { mean, sumOfSquares } from './mean.ts'

export interface TermDispersion {
  /** Articles with at least one hit. 1 means "all in one article", whatever the other figures say. */
  readonly range: number
  /** Gries' deviation of proportions, 0 (even) to nearly 1 (clumped). */
  readonly dp: number
  /** DP over its largest value, 0 to 1: the one to show. */
  readonly dpNorm: number
  /** Juilland's D, 1 (even) to 0; `undefined` for a single article. */
  readonly juillandD: number | undefined
  /** Rosengren's S, 1 (even) down to the share of words of the smallest article. */
  readonly rosengrenS: number
  /** Kullback-Leibler divergence of the spread of hits from that of words, in bits. */
  readonly divergenceBits: number
  /** Standard deviation of the hits of articles over their mean. */
  readonly variationCoefficient: number
}

/**
 * Spread of a term over the articles of an outlet: does everybody there say it, or one article? Compares each article's share of the hits with
 * its share of the words (Gries 2008, 2019; Juilland 1970; Rosengren 1971). Describes and tests nothing. Articles without words are left out;
 * `undefined` without a hit.
 */
export function termDispersion(articles: readonly ArticleCount[]): TermDispersion | undefined {
  const parts = articles.filter(({ tokens }) => tokens > 0)
  const [hits, tokens] = [totalHits(parts), totalTokens(parts)]
  if (hits === 0) return undefined
  const shares = parts.map((part) => ({ ofHits: part.hits / hits, ofTokens: part.tokens / tokens }))
  const dp = sumOf(shares, ({ ofHits, ofTokens }) => Math.abs(ofHits - ofTokens)) / 2
  const smallest = shares.reduce((least, { ofTokens }) => Math.min(least, ofTokens), 1)
  const counts = parts.map((part) => part.hits)
  return {
    range: counts.filter((count) => count > 0).length,
    dp,
    dpNorm: smallest < 1 ? dp / (1 - smallest) : 0,
    juillandD: parts.length < 2 ? undefined : 1 - variation(parts.map((part) => part.hits / part.tokens)) / Math.sqrt(parts.length - 1),
    rosengrenS: sumOf(parts, (part) => Math.sqrt((part.hits * part.tokens) / tokens)) ** 2 / hits,
    divergenceBits: sumOf(shares, ({ ofHits, ofTokens }) => (ofHits > 0 ? ofHits * Math.log2(ofHits / ofTokens) : 0)),
    variationCoefficient: variation(counts),
  }
}

/** Population standard deviation over the mean. */
function variation(values: readonly number[]): number {
  return Math.sqrt(sumOfSquares(values) / values.length) / mean(values)
}
