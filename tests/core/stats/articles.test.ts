import { describe, expect, test } from 'vitest'
import { articleEffectSize } from '../../../src/core/stats/article-effect-size.ts'
import { bootstrapRate, drawResamples } from '../../../src/core/stats/bootstrap-rate.ts'
import { meanOfArticles } from '../../../src/core/stats/mean.ts'
import { median, quantile } from '../../../src/core/stats/quantile.ts'
import { quasiRate } from '../../../src/core/stats/rate-quasi.ts'
import { seededRandom } from '../../../src/core/stats/seeded-random.ts'
import { shrinkRates } from '../../../src/core/stats/shrinkage-gamma-poisson.ts'
import { termDispersion } from '../../../src/core/stats/term-dispersion.ts'

const level = { level: 0.95 }
const articles = (...hits: readonly number[]) => hits.map((count) => ({ hits: count, tokens: 1000 }))

describe('effect size', () => {
  test('groups that do not overlap are fully apart, ties count half', () => {
    expect(articleEffectSize(articles(5, 6), articles(1, 2, 3))).toMatchObject({
      mannWhitneyU: 6,
      probabilityOfSuperiority: 1,
      cliffsDelta: 1,
      medianA: 5.5,
    })
    expect(articleEffectSize(articles(2), articles(2))).toMatchObject({ probabilityOfSuperiority: 0.5, cliffsDelta: 0, hedgesG: undefined })
  })

  test('articles without words are left out, and nothing is left of a silent outlet', () => {
    const silent = { hits: 0, tokens: 0 }
    expect(articleEffectSize([...articles(5), silent], articles(1, 2))).toEqual(articleEffectSize(articles(5), articles(1, 2)))
    expect(articleEffectSize([silent], articles(1))).toBeUndefined()
  })
})

describe('article bootstrap', () => {
  const resamplesOf = (size: number, count: number) => drawResamples(size, count, seededRandom(1, 'bootstrap'))

  test('agrees with the interval over articles where there are many', () => {
    const many = articles(...Array.from({ length: 60 }, (_, index) => (index * 7) % 5))
    const [drawn, quasi] = [bootstrapRate(many, resamplesOf(60, 2000), level), quasiRate(many, level)]
    expect(Math.abs((drawn?.percentile.low ?? 0) - (quasi?.low ?? 9))).toBeLessThan(0.15)
    expect(Math.abs((drawn?.percentile.high ?? 0) - (quasi?.high ?? 9))).toBeLessThan(0.15)
  })

  test('has no accelerated limits where no replicate lies below the observed rate', () => {
    expect(bootstrapRate(articles(0, 0, 0), resamplesOf(3, 50), level)).toMatchObject({
      observed: 0,
      percentile: { low: 0, high: 0 },
      bca: undefined,
    })
  })

  test('is undefined for one article, for no words and for no resamples', () => {
    expect(bootstrapRate(articles(3), resamplesOf(1, 50), level)).toBeUndefined()
    expect(
      bootstrapRate(
        [
          { hits: 0, tokens: 0 },
          { hits: 0, tokens: 0 },
        ],
        resamplesOf(2, 50),
        level,
      ),
    ).toBeUndefined()
    expect(bootstrapRate(articles(3, 4), [], level)).toBeUndefined()
  })

  test('resamples are as long as the list and name places in it', () => {
    const drawn = resamplesOf(4, 30)
    expect(drawn).toHaveLength(30)
    expect(drawn.every((places) => places.length === 4 && places.every((place) => place >= 0 && place < 4))).toBe(true)
  })
})

describe('shrinkage', () => {
  const outlets = [
    { hits: 1, tokens: 200 },
    { hits: 90, tokens: 20_000 },
    { hits: 10, tokens: 12_000 },
    { hits: 40, tokens: 10_000 },
  ]

  test('draws small outlets to the mean and leaves large ones nearly alone', () => {
    const rates = shrinkRates(outlets, level)
    const [small, large] = rates?.outlets ?? []
    expect(small?.ownWeight).toBeLessThan(0.5)
    expect(large?.ownWeight).toBeGreaterThan(0.9)
    expect(small?.value).toBeGreaterThan(Math.min(5, rates?.mean ?? 0))
    expect(small?.value).toBeLessThan(Math.max(5, rates?.mean ?? 0))
    expect(Math.abs((large?.value ?? 0) - 4.5)).toBeLessThan(0.2)
  })

  test('takes the pooled rate where outlets vary no more than chance, and says so by having no shape', () => {
    const alike = shrinkRates(
      [
        { hits: 10, tokens: 1000 },
        { hits: 11, tokens: 1000 },
        { hits: 9, tokens: 1000 },
      ],
      level,
    )
    expect(alike).toMatchObject({ shape: undefined, mean: 10 })
    expect(alike?.outlets.every(({ value, limits }) => value === 10 && limits === undefined)).toBe(true)
  })

  test('needs two outlets, hits and words', () => {
    expect(shrinkRates(outlets.slice(0, 1), level)).toBeUndefined()
    expect(
      shrinkRates(
        [
          { hits: 0, tokens: 10 },
          { hits: 0, tokens: 10 },
        ],
        level,
      ),
    ).toBeUndefined()
    expect(
      shrinkRates(
        [
          { hits: 0, tokens: 0 },
          { hits: 3, tokens: 10 },
        ],
        level,
      ),
    ).toBeUndefined()
  })
})

describe('dispersion of a term', () => {
  test('is 0 for even use and 1 for all in one article, and says in how many it stands', () => {
    expect(termDispersion(articles(2, 2, 2))).toMatchObject({ range: 3, dp: 0, dpNorm: 0, juillandD: 1, divergenceBits: 0 })
    expect(termDispersion(articles(6, 0, 0))).toMatchObject({ range: 1, dpNorm: expect.closeTo(1, 12) })
    expect(termDispersion(articles(6))).toMatchObject({ range: 1, dpNorm: 0, juillandD: undefined })
  })

  test('is undefined without a hit; articles without words take no part', () => {
    expect(termDispersion(articles(0, 0))).toBeUndefined()
    expect(termDispersion([...articles(2, 1), { hits: 0, tokens: 0 }])).toEqual(termDispersion(articles(2, 1)))
  })
})

test('quantiles interpolate between values', () => {
  // R: quantile(c(1, 2, 4, 8), 0.4) is 2.4.
  expect(quantile([8, 1, 4, 2], 0.4)).toBeCloseTo(2.4, 12)
  expect(median([3, 1])).toBe(2)
  expect(quantile([7], 0.9)).toBe(7)
  expect(median([])).toBeNaN()
})

test('a mean of equal or single scores is not taken for certain, and limits stay within the range', () => {
  const options = { level: 0.95, range: { low: -1, high: 1 } }
  expect(meanOfArticles([], options)).toBeUndefined()
  expect(meanOfArticles([0.5], options)).toMatchObject({ value: 0.5, low: -1, high: 1, n: 1, method: 'hoeffding' })
  expect(meanOfArticles([0.5, 0.5], options)?.low).toBeLessThan(0)
  expect(meanOfArticles([-0.9, 0.9, 0.8], options)).toMatchObject({ low: -1, high: 1, method: 'article-t' })
})
