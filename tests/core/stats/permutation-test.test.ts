import fc from 'fast-check'
import { expect, test } from 'vitest'
import { permutationTest, permutationTestInSteps, smallestPermutationP, splitCount } from '../../../src/core/stats/permutation-test.ts'
import { midranks, permuteMeans, permutePooledRates, permuteRanks } from '../../../src/core/stats/permute-rates.ts'
import { seededRandom } from '../../../src/core/stats/seeded-random.ts'

const all = { maxSplits: 20_000, draws: 0, random: () => 0 }

test('the p of two against eight is the share of the 45 splits that are as far apart', () => {
  // Only {9, 10} is as far above the mean of the rest, and {1, 2} as far below.
  expect(permuteMeans([9, 10], [1, 2, 3, 4, 5, 6, 7, 8], all)).toMatchObject({
    splits: 45,
    method: 'exact',
    twoSided: 2 / 45,
    greater: 1 / 45,
    less: 1,
  })
})

test('three against three cannot come below 0.1', () => {
  expect(permuteMeans([4, 5, 6], [1, 2, 3], all)?.twoSided).toBe(smallestPermutationP(3, 3))
  expect(smallestPermutationP(3, 3)).toBeCloseTo(0.1, 15)
  expect(smallestPermutationP(1, 1)).toBe(1)
})

test('ties count as far apart: equal articles give p = 1', () => {
  const equal = Array.from({ length: 6 }, () => ({ hits: 1, tokens: 3 }))
  expect(permutePooledRates(equal.slice(0, 2), equal.slice(2), all)?.twoSided).toBe(1)
})

test('an empty group gives no test', () => {
  expect(permuteMeans([], [1, 2], all)).toBeUndefined()
  expect(permuteRanks([1], [2, 3], all)).toBeUndefined()
})

test('drawn splits count the observed one, so p is never 0, and come near to all splits', () => {
  const [a, b] = [
    [3, 0, 2, 5, 1, 0, 4],
    [1, 0, 2, 1, 0, 1, 3],
  ]
  const drawn = permuteMeans(a, b, { maxSplits: 10, draws: 9999, random: seededRandom(1, 'test') })
  expect(drawn).toMatchObject({ splits: 10_000, method: 'sampled' })
  // Four standard errors of 9,999 draws are 0.02 at most.
  expect(Math.abs((drawn?.twoSided ?? 0) - (permuteMeans(a, b, all)?.twoSided ?? 1))).toBeLessThan(0.02)
  const apart = permuteMeans([90, 91, 92, 93, 94, 95, 96, 97, 98, 99], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], {
    maxSplits: 10,
    draws: 99,
    random: seededRandom(1, 'x'),
  })
  expect(apart?.twoSided).toBe(0.01)
})

test('exchanging the groups mirrors the test, and the order of values changes nothing', () => {
  const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(values, values, (a, b) => {
      const [forth, back] = [permuteMeans(a, b, all), permuteMeans(b.toReversed(), a.toReversed(), all)]
      expect(back).toMatchObject({ twoSided: forth?.twoSided, greater: forth?.less, less: forth?.greater, splits: forth?.splits })
    }),
  )
})

test('splits are counted exactly, and are infinite beyond doubles', () => {
  expect(splitCount(5, 5)).toBe(252)
  expect(splitCount(3, 14)).toBe(680)
  expect(splitCount(2000, 2000)).toBe(Infinity)
  expect(smallestPermutationP(2000, 2000)).toBe(0)
})

test('equal values share the mean of their ranks', () => {
  expect(midranks([10, 20, 10, 30])).toEqual([1.5, 3, 1.5, 4])
})

test('a test of 300 articles in steps draws for at most 1,000 splits between two of them, and comes to the same', () => {
  const units = (size: number, first: number) => Array.from({ length: size }, (_, index) => [(first + 7 * index) % 5, 400])
  const groups = {
    a: units(40, 1),
    b: units(260, 2),
    statistic: ([hits = 0]: readonly number[], [others = 0]: readonly number[]) => hits - others,
  }
  let [drawn, most] = [0, 0]
  const random = seededRandom(1, 'steps')
  const counted = () => {
    drawn++
    return random()
  }
  const steps = permutationTestInSteps(groups, { maxSplits: 100, draws: 9999, random: counted })
  let step = steps.next()
  for (; step.done !== true; step = steps.next()) {
    most = Math.max(most, drawn)
    drawn = 0
  }
  expect(most).toBe(1000 * 40)
  expect(step.value).toEqual(permutationTest(groups, { maxSplits: 100, draws: 9999, random: seededRandom(1, 'steps') }))
})
