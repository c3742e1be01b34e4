import { expect, test } from 'vitest'
import type { ArticleCount } from '../../../src/core/stats/article-count.ts'
import { permuteWithinStrata, permuteWithinStrataInSteps } from '../../../src/core/stats/permute-within-strata.ts'
import { exactRateRatio } from '../../../src/core/stats/rate-ratio-exact.ts'
import { quasiRateRatio } from '../../../src/core/stats/rate-ratio-quasi.ts'
import { withinStoryRatio } from '../../../src/core/stats/rate-ratio-within-story.ts'
import { seededRandom, type Random } from '../../../src/core/stats/seeded-random.ts'
import { strataRatio, type Stratum } from '../../../src/core/stats/strata-ratio.ts'

const level = 0.95
const all = { maxSplits: 20_000, draws: 0, random: () => 0 }
const of = (...pairs: readonly (readonly [number, number])[]): readonly ArticleCount[] => pairs.map(([hits, tokens]) => ({ hits, tokens }))
const one: Stratum = { a: of([3, 400], [0, 520], [5, 610]), b: of([1, 480], [2, 505], [0, 390], [1, 700]) }

test('with one story the ratio is that of the story report', () => {
  const expected = quasiRateRatio(one.a, one.b, { level })
  expect(strataRatio([one], { level })?.value).toBeCloseTo(expected?.value ?? Number.NaN, 12)
  expect(strataRatio([one], { level })?.low).toBeCloseTo(expected?.low ?? Number.NaN, 12)
  expect(strataRatio([one], { level })?.high).toBeCloseTo(expected?.high ?? Number.NaN, 10)
})

test('with one story and no hit on a side, the limit is that of Clopper and Pearson', () => {
  const none = of([0, 410], [0, 380])
  expect(strataRatio([{ a: none, b: one.b }], { level })?.high).toBeCloseTo(exactRateRatio(none, one.b, { level })?.high ?? 0, 9)
  expect(strataRatio([{ a: one.a, b: none }], { level })?.low).toBeCloseTo(exactRateRatio(one.a, none, { level })?.low ?? 0, 9)
  expect(strataRatio([{ a: none, b: none }], { level })).toBeUndefined()
})

test('over stories the value is that of Mantel and Haenszel, and its interval is never narrower', () => {
  const strata = [one, { a: of([9, 500]), b: of([2, 450], [6, 380]) }, { a: of([0, 300], [7, 320]), b: of([1, 600]) }]
  const counts = strata.map(({ a, b }) => ({
    hitsA: a.reduce((sum, { hits }) => sum + hits, 0),
    tokensA: a.reduce((sum, { tokens }) => sum + tokens, 0),
    hitsB: b.reduce((sum, { hits }) => sum + hits, 0),
    tokensB: b.reduce((sum, { tokens }) => sum + tokens, 0),
  }))
  const plain = withinStoryRatio(counts, { level })
  const ours = strataRatio(strata, { level })
  expect(ours?.value).toBeCloseTo(plain?.value ?? Number.NaN, 12)
  expect(ours?.low).toBeLessThan(plain?.low ?? 0)
  expect(ours?.high).toBeGreaterThan(plain?.high ?? Infinity)
  expect(ours?.n).toBe(13)
})

test('a story that one side did not tell changes neither the ratio nor p', () => {
  const lonely: Stratum = { a: of([40, 200]), b: [] }
  expect(strataRatio([one, lonely], { level })).toEqual(strataRatio([one], { level }))
  expect(permuteWithinStrata([one, lonely], all)).toEqual(permuteWithinStrata([one], all))
  expect(permuteWithinStrata([lonely], all)).toBeUndefined()
})

test('p counts the splits inside stories: two stories of two articles have four', () => {
  const strata = [
    { a: of([5, 100]), b: of([1, 100]) },
    { a: of([4, 100]), b: of([2, 100]) },
  ]
  // Excesses of A: ±2 and ±1; only +3 and −3 are as far from 0.
  expect(permuteWithinStrata(strata, all)).toMatchObject({ splits: 4, method: 'exact', twoSided: 2 / 4, greater: 1 / 4 })
})

test('drawn splits come near to all splits', () => {
  const strata = [one, { a: of([9, 500], [3, 420]), b: of([2, 450], [6, 380]) }]
  const exact = permuteWithinStrata(strata, all)?.twoSided ?? 0
  const drawn = permuteWithinStrata(strata, { maxSplits: 1, draws: 9999, random: seededRandom(1, 'strata') })?.twoSided ?? 1
  expect(Math.abs(drawn - exact)).toBeLessThan(0.02)
})

test('draws over many stories come in steps, so that nobody waits for all of them', () => {
  const strata = Array.from({ length: 40 }, () => ({ a: of([9, 500], [3, 420]), b: of([2, 450], [6, 380]) }))
  const steps = permuteWithinStrataInSteps(strata, { maxSplits: 1, draws: 9999, random: seededRandom(1, 'strata') })
  let pauses = 0
  while (steps.next().done !== true) pauses++
  expect(pauses).toBeGreaterThan(2)
})

test('when stories differ and outlets do not, p under 0.05 comes about one time in twenty, and intervals cover', () => {
  const random = seededRandom(7, 'null series')
  const rounds = 400
  let called = 0
  let covered = 0
  for (let round = 0; round < rounds; round++) {
    const strata = Array.from({ length: 8 }, () => {
      const rate = 0.002 + 0.01 * random()
      return { a: clustered(3, rate, random), b: clustered(5, rate, random) }
    })
    const p = permuteWithinStrata(strata, { maxSplits: 1, draws: 199, random })?.twoSided ?? 1
    const ratio = strataRatio(strata, { level })
    if (p <= 0.05) called++
    if (ratio && ratio.low <= 1 && ratio.high >= 1) covered++
  }
  expect(called / rounds).toBeLessThan(0.08)
  expect(called / rounds).toBeGreaterThan(0.02)
  expect(covered / rounds).toBeGreaterThan(0.9)
})

/** Articles of some 500 words whose own rates vary threefold and more about one rate. */
function clustered(count: number, rate: number, random: Random): readonly ArticleCount[] {
  return Array.from({ length: count }, () => {
    const tokens = 350 + Math.floor(300 * random())
    const own = -rate * Math.log(1 - random())
    let hits = 0
    for (let left = Math.exp(-own * tokens), product = random(); product > left; product *= random()) hits++
    return { hits, tokens }
  })
}
