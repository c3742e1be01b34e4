import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rateDispersion } from '../../../src/core/stats/rate-dispersion.ts'
import { rate } from '../../../src/core/stats/rate.ts'
import { rateHomogeneity } from '../../../src/core/stats/rate-homogeneity.ts'
import { rateRatio } from '../../../src/core/stats/rate-ratio.ts'
import { withinStoryRatio } from '../../../src/core/stats/rate-ratio-within-story.ts'
import { clusterRobustRate } from '../../../src/core/stats/rate-cluster-robust.ts'

const level = { level: 0.95 }
const articles = (...hits: readonly number[]) => hits.map((count) => ({ hits: count, tokens: 1000 }))

test('a rate takes its interval from articles, and from Poisson counts where one article or no hit shows no spread', () => {
  expect(rate(articles(2, 4), level)).toMatchObject({ value: 3, n: 2, method: 'quasi-poisson-t' })
  expect(rate(articles(3), level)).toMatchObject({ value: 3, n: 1, method: 'exact-poisson' })
  // The rule of three: -ln(0.025) = 3.689 in 3,000 words.
  expect(rate(articles(0, 0, 0), level)).toMatchObject({ value: 0, low: 0, n: 3, method: 'exact-poisson' })
  expect(rate(articles(0, 0, 0), level)?.high).toBeCloseTo(-Math.log(0.025) / 3, 12)
})

test('without words there is no rate, no ratio and no screen', () => {
  const silent = [{ hits: 0, tokens: 0 }]
  expect([rate([], level), rate(silent, level), clusterRobustRate(silent, level)]).toEqual([undefined, undefined, undefined])
  expect([rateRatio(silent, articles(1), level), rateRatio(articles(0), articles(0), level)]).toEqual([undefined, undefined])
  expect([rateHomogeneity(articles(1)), rateHomogeneity(articles(0, 0)), withinStoryRatio([], level)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('dispersion is near 1 for Poisson counts and needs more articles than groups', () => {
  expect(rateDispersion([articles(1), articles(2)])).toBeUndefined()
  expect(rateDispersion([articles(0, 0)])).toBeUndefined()
  // Pearson: ((2 - 4)^2 + (6 - 4)^2) / 4 over 1.
  expect(rateDispersion([articles(2, 6)])).toBeCloseTo(2, 12)
})

test('clumped articles widen the interval of the same rate', () => {
  const [even, clumped] = [rate(articles(4, 4, 4, 4), level), rate(articles(16, 0, 0, 0), level)]
  expect(clumped?.value).toBe(even?.value)
  expect((clumped?.high ?? 0) / (clumped?.low ?? 1)).toBeGreaterThan((even?.high ?? 0) / (even?.low ?? 1))
})

test('a ratio turned round is its inverse, limits exchanged', () => {
  const group = fc.array(fc.record({ hits: fc.nat(9), tokens: fc.integer({ min: 50, max: 900 }) }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(group, group, (a, b) => {
      const [forth, back] = [rateRatio(a, b, level), rateRatio(b, a, level)]
      expect(back === undefined).toBe(forth === undefined)
      if (!forth || !back) return
      expect(isInverse(back.value, forth.value)).toBe(true)
      expect(isInverse(back.low, forth.high) && isInverse(back.high, forth.low)).toBe(true)
    }),
  )
})

function isInverse(x: number, y: number): boolean {
  if (x === 0 || y === 0) return x + y === Infinity
  return Math.abs(Math.log(x) + Math.log(y)) < 1e-8
}

test('stories that one outlet did not cover tell nothing about the ratio inside stories', () => {
  const both = { hitsA: 4, tokensA: 1000, hitsB: 2, tokensB: 1000 }
  const alone = { hitsA: 50, tokensA: 1000, hitsB: 0, tokensB: 0 }
  expect(withinStoryRatio([both, alone], level)).toEqual(withinStoryRatio([both], level))
  expect(withinStoryRatio([both], level)).toMatchObject({ value: 2, n: 1 })
})
