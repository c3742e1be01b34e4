import { pooledRate, sumOf, totalHits, type ArticleCount } from './article-count.ts'
import { gammaLowerQuantile, gammaUpperQuantile } from './distributions/gamma-quantile.ts'
import { increasingRoot } from './distributions/increasing-root.ts'
import { logGamma } from './distributions/log-gamma.ts'
import type { Limits } from './proportion.ts'

export interface ShrunkenRates {
  /** Mean of the rates that outlets are taken to be drawn from, per 1,000 words. */
  readonly mean: number
  /** Shape of their gamma distribution: large when outlets are alike. `undefined` where they vary no more than chance: take the pooled rate. */
  readonly shape: number | undefined
  /** Negative logarithm of the likelihood at its best; `undefined` with the shape. */
  readonly negativeLogLikelihood: number | undefined
  /** In the order given. */
  readonly outlets: readonly ShrunkenRate[]
}

export interface ShrunkenRate {
  /** Hits per 1,000 words, drawn towards the mean; the less text, the more. */
  readonly value: number
  /** Posterior limits with mean and shape held fixed, so a little too narrow; `undefined` where no shape was found. */
  readonly limits: Limits | undefined
  /** 0 to 1: how much of the value is the outlet's own rate. */
  readonly ownWeight: number
}

/** Beyond this, outlets differ too little for their spread to be told from none. */
const largestShape = 1e7

/**
 * Empirical-Bayes rates, Gamma-Poisson (Clayton and Kaldor 1987): what is the rate of a small outlet likely to be, given what outlets are like?
 * Hits are Poisson at the outlet's rate, rates are gamma with a mean and shape fitted by maximum marginal (negative binomial) likelihood. For
 * lists and maps, where extremes would else be the outlets with least text; not for comparing two. `undefined` without a hit, below two
 * outlets, and for an outlet without words.
 */
export function shrinkRates(outlets: readonly ArticleCount[], { level }: { readonly level: number }): ShrunkenRates | undefined {
  if (outlets.length < 2 || totalHits(outlets) === 0 || outlets.some(({ tokens }) => tokens <= 0)) return undefined
  const shape = bestShape(outlets)
  if (shape === undefined) {
    const pooled = 1000 * pooledRate(outlets)
    const all = outlets.map(() => ({ value: pooled, limits: undefined, ownWeight: 0 }))
    return { mean: pooled, shape, negativeLogLikelihood: undefined, outlets: all }
  }
  const mean = bestMean(outlets, shape)
  return {
    mean: 1000 * mean,
    shape,
    negativeLogLikelihood: -sumOf(outlets, (outlet) => logLikelihood(outlet, { shape, mean })),
    outlets: outlets.map(({ hits, tokens }) => {
      const [posteriorShape, exposure, tail] = [shape + hits, shape / mean + tokens, (1 - level) / 2]
      const low = (1000 * gammaLowerQuantile(posteriorShape, tail)) / exposure
      const high = (1000 * gammaUpperQuantile(posteriorShape, tail)) / exposure
      return { value: (1000 * posteriorShape) / exposure, limits: { low, high }, ownWeight: tokens / exposure }
    }),
  }
}

/** Where the likelihood, at the best mean for each shape, stops rising. `undefined` where it rises for ever: no more spread than chance. */
function bestShape(outlets: readonly ArticleCount[]): number | undefined {
  const pooled = pooledRate(outlets)
  const excess = sumOf(outlets, ({ hits, tokens }) => (hits - pooled * tokens) ** 2 - hits)
  if (excess <= 0) return undefined
  let [low, high] = [Math.log(1e-6), Math.log(largestShape)]
  if (slopeAt(outlets, largestShape) > 0) return undefined
  for (let halving = 0; halving < 100 && high - low > 1e-13; halving++) {
    const middle = (low + high) / 2
    if (slopeAt(outlets, Math.exp(middle)) > 0) low = middle
    else high = middle
  }
  return Math.exp((low + high) / 2)
}

/** Derivative of the log likelihood by the shape. The digamma difference of whole hits is a sum of fractions. */
function slopeAt(outlets: readonly ArticleCount[], shape: number): number {
  const mean = bestMean(outlets, shape)
  return sumOf(outlets, ({ hits, tokens }) => {
    let fractions = 0
    for (let hit = 0; hit < hits; hit++) fractions += 1 / (shape + hit)
    const expected = mean * tokens
    return fractions - Math.log1p(expected / shape) + (expected - hits) / (shape + expected)
  })
}

/** The mean that makes the counts likeliest for a shape, in hits per word. */
function bestMean(outlets: readonly ArticleCount[], shape: number): number {
  const heightAt = (logMean: number) => {
    const mean = Math.exp(logMean)
    const terms = outlets.map(({ hits, tokens }) => ({ hits, expected: mean * tokens }))
    return {
      value: sumOf(terms, ({ hits, expected }) => ((expected - hits) * shape) / (shape + expected)),
      slope: sumOf(terms, ({ hits, expected }) => ((shape + hits) * shape * expected) / (shape + expected) ** 2),
    }
  }
  const start = Math.log(pooledRate(outlets))
  return Math.exp(increasingRoot(heightAt, { low: start - 20, high: start + 20, start }))
}

function logLikelihood({ hits, tokens }: ArticleCount, { shape, mean }: { readonly shape: number; readonly mean: number }): number {
  const expected = mean * tokens
  const ways = logGamma(shape + hits) - logGamma(shape) - logGamma(hits + 1)
  return ways - shape * Math.log1p(expected / shape) + (hits === 0 ? 0 : hits * Math.log(expected / (shape + expected)))
}
