import { expect, test } from 'vitest'
import { captureRecapture } from '../../../src/core/stats/capture-recapture.ts'
import { seededRandom } from '../../../src/core/stats/seeded-random.ts'

// The value by the formula of the R package recapr, the limits by inverting scipy.stats.hypergeom (1.17.1) one number after the other.
test.each([
  { first: 100, second: 100, both: 20, low: 360, high: 762 },
  { first: 30, second: 25, both: 15, low: 42, high: 70 },
  { first: 40, second: 9, both: 7, low: 42, high: 96 },
  { first: 12, second: 9, both: 8, low: 13, high: 19 },
  { first: 12, second: 12, both: 12, low: 12, high: 13 },
])('$first and $second with $both on both lists', ({ low, high, ...lists }) => {
  const value = ((lists.first + 1) * (lists.second + 1)) / (lists.both + 1) - 1
  const estimate = captureRecapture(lists, { level: 0.95 })
  expect(estimate).toMatchObject({ low, high, n: lists.first + lists.second - lists.both })
  expect(estimate?.value).toBeCloseTo(value, 10)
})

test('the limits hold the truth at least as often as they say', () => {
  const truth = 60
  const random = seededRandom(11, 'two lists')
  const draw = (chance: number) => Array.from({ length: truth }, () => random() < chance)
  const estimates = Array.from({ length: 1000 }, () => {
    const [first, second] = [draw(0.6), draw(0.5)]
    const count = (list: readonly boolean[]) => list.filter(Boolean).length
    return captureRecapture(
      { first: count(first), second: count(second), both: count(first.map((on, index) => on && second[index]!)) },
      { level: 0.95 },
    )
  }).filter((estimate) => estimate !== undefined)
  expect(estimates.length).toBeGreaterThan(950)
  const covered = estimates.filter(({ low, high }) => low <= truth && truth <= high).length / estimates.length
  expect(covered).toBeGreaterThan(0.94)
  expect(covered).toBeLessThan(0.995)
})

test('too few on both lists say nothing', () => {
  expect(captureRecapture({ first: 40, second: 30, both: 6 }, { level: 0.95 })).toBeUndefined()
})
