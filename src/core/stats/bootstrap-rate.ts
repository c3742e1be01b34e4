import { pooledRate, totalTokens, type ArticleCount } from './article-count.ts'
import { normalBelow, normalQuantile } from './distributions/normal.ts'
import { mean, sumOfSquares } from './mean.ts'
import type { Limits } from './proportion.ts'
import { quantile } from './quantile.ts'
import { randomIndex, type Random } from './seeded-random.ts'

/** Places of articles in a list, as many as it has; the same article may come more than once. */
export type Resample = readonly number[]

export interface BootstrappedRate {
  /** Hits per 1,000 words, as all that follows. */
  readonly observed: number
  readonly replicates: readonly number[]
  readonly standardError: number
  readonly percentile: Limits
  readonly basic: Limits
  /** `undefined` where all replicates lie on one side of the observed rate, or leaving out an article changes nothing. */
  readonly bca: AcceleratedLimits | undefined
}

/** Bias-corrected and accelerated. */
export interface AcceleratedLimits extends Limits {
  readonly bias: number
  readonly acceleration: number
  /** The probabilities at which the replicates are cut. */
  readonly levels: Limits
}

/**
 * Article bootstrap of a pooled rate per 1,000 words (Efron and Tibshirani 1993): how would the rate vary had the outlet published other
 * articles of the same kind? Redraws whole articles, so hits that cluster inside articles stay together. Assumes that articles are alike and
 * drawn apart; with fewer than about ten it covers too rarely. A check on `quasiRate`. Resamples without a word are left out. `undefined`
 * below two articles, without words, and below two resamples.
 */
export function bootstrapRate(
  articles: readonly ArticleCount[],
  resamples: readonly Resample[],
  { level }: { readonly level: number },
): BootstrappedRate | undefined {
  if (articles.length < 2 || totalTokens(articles) <= 0) return undefined
  const observed = 1000 * pooledRate(articles)
  const replicates = resamples.map((places) => 1000 * pooledRate(pick(articles, places))).filter((rate) => !Number.isNaN(rate))
  if (replicates.length < 2) return undefined
  const tails = { low: (1 - level) / 2, high: (1 + level) / 2 }
  const percentile = cut(replicates, tails)
  return {
    observed,
    replicates,
    standardError: Math.sqrt(sumOfSquares(replicates) / (replicates.length - 1)),
    percentile,
    basic: { low: 2 * observed - percentile.high, high: 2 * observed - percentile.low },
    bca: accelerated(replicates, { observed, articles, tails }),
  }
}

/** Draws `count` resamples of a list of `size` articles, with replacement. */
export function drawResamples(size: number, count: number, random: Random): readonly Resample[] {
  return Array.from({ length: count }, () => Array.from({ length: size }, () => randomIndex(size, random)))
}

interface Observed {
  readonly observed: number
  readonly articles: readonly ArticleCount[]
  readonly tails: Limits
}

function accelerated(replicates: readonly number[], { observed, articles, tails }: Observed): AcceleratedLimits | undefined {
  const bias = normalQuantile(replicates.filter((rate) => rate < observed).length / replicates.length)
  const acceleration = accelerationOf(articles)
  if (!Number.isFinite(bias) || acceleration === undefined) return undefined
  const levelAt = (tail: number) => {
    const shifted = bias + normalQuantile(tail)
    return normalBelow(bias + shifted / (1 - acceleration * shifted))
  }
  const levels = { low: levelAt(tails.low), high: levelAt(tails.high) }
  return { ...cut(replicates, levels), bias, acceleration, levels }
}

/** From the rates without one article each, about their own mean: about the observed rate, the third moment would be biased. */
function accelerationOf(articles: readonly ArticleCount[]): number | undefined {
  const without = articles.map((_, index) => 1000 * pooledRate(articles.filter((_, other) => other !== index)))
  const centre = mean(without)
  let [squares, cubes] = [0, 0]
  for (const rate of without) {
    squares += (centre - rate) ** 2
    cubes += (centre - rate) ** 3
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : undefined
}

function cut(replicates: readonly number[], { low, high }: Limits): Limits {
  return { low: quantile(replicates, low), high: quantile(replicates, high) }
}

function pick(articles: readonly ArticleCount[], places: Resample): readonly ArticleCount[] {
  return places.flatMap((place) => articles[place] ?? [])
}
