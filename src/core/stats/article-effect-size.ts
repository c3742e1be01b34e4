import type { ArticleCount } from './article-count.ts'
import { logGamma } from './distributions/log-gamma.ts'
import { mean, sumOfSquares } from './mean.ts'
import { midranks } from './permute-rates.ts'
import { median } from './quantile.ts'

export interface ArticleEffectSize {
  /** Pairs of articles, one of each group, in which the one of A has the higher rate; ties count half. */
  readonly mannWhitneyU: number
  /** 0 to 1: probability that an article of A has a higher rate than one of B, plus half of that of a tie. */
  readonly probabilityOfSuperiority: number
  /** -1 to 1: twice the probability of superiority, less 1. */
  readonly cliffsDelta: number
  /** Difference of mean rates in pooled standard deviations; `undefined` where articles do not vary. */
  readonly hedgesG: number | undefined
  /** Hits per 1,000 words. */
  readonly medianA: number
  readonly medianB: number
}

/**
 * Effect sizes on article rates: how far apart are the articles of two outlets, whatever their number? The probability of superiority (McGraw
 * and Wong 1992) and Cliff's delta (1993) see only the order of rates; Hedges' g (1981, exact correction) assumes that both groups spread
 * alike. Long and short articles weigh the same. Articles without words are left out; `undefined` when a group has none left.
 */
export function articleEffectSize(a: readonly ArticleCount[], b: readonly ArticleCount[]): ArticleEffectSize | undefined {
  const [ratesA, ratesB] = [ratesOf(a), ratesOf(b)]
  const [sizeA, sizeB] = [ratesA.length, ratesB.length]
  if (sizeA === 0 || sizeB === 0) return undefined
  let rankSum = 0
  for (const rank of midranks([...ratesA, ...ratesB]).slice(0, sizeA)) rankSum += rank
  const mannWhitneyU = rankSum - (sizeA * (sizeA + 1)) / 2
  const probabilityOfSuperiority = mannWhitneyU / (sizeA * sizeB)
  const cliffsDelta = 2 * probabilityOfSuperiority - 1
  return {
    mannWhitneyU,
    probabilityOfSuperiority,
    cliffsDelta,
    hedgesG: hedgesG(ratesA, ratesB),
    medianA: median(ratesA),
    medianB: median(ratesB),
  }
}

function ratesOf(articles: readonly ArticleCount[]): readonly number[] {
  return articles.filter(({ tokens }) => tokens > 0).map(({ hits, tokens }) => (1000 * hits) / tokens)
}

function hedgesG(a: readonly number[], b: readonly number[]): number | undefined {
  const degreesOfFreedom = a.length + b.length - 2
  const spread = Math.sqrt((sumOfSquares(a) + sumOfSquares(b)) / degreesOfFreedom)
  if (!(spread > 0)) return undefined
  const half = degreesOfFreedom / 2
  // With one degree of freedom the correction is 1 / infinity: nothing is left of the difference.
  const correction = Math.exp(logGamma(half) - logGamma(half - 0.5)) / Math.sqrt(half)
  return (correction * (mean(a) - mean(b))) / spread
}
