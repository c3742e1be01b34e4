import { expect, test } from 'vitest'
import { randomIndex, seededRandom } from '../../../src/core/stats/seeded-random.ts'

const first = (seed: number, label: string, count = 5) => {
  const random = seededRandom(seed, label)
  return Array.from({ length: count }, random)
}

test('a seed and a label give the same stream in every run', () => {
  expect(first(7, 'betrayal')).toEqual(first(7, 'betrayal'))
  expect(first(8, 'betrayal')).not.toEqual(first(7, 'betrayal'))
  expect(first(7, 'economy')).not.toEqual(first(7, 'betrayal'))
})

test('numbers fill [0, 1) evenly', () => {
  const drawn = first(1, 'even', 20_000)
  expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true)
  const tenths = Array.from({ length: 10 }, (_, tenth) => drawn.filter((value) => Math.floor(value * 10) === tenth).length)
  // 2,000 in each, give or take five standard deviations of 42.
  expect(tenths.every((count) => Math.abs(count - 2000) < 212)).toBe(true)
})

test('an index is a whole number below its bound', () => {
  const random = seededRandom(3, 'index')
  const drawn = new Set(Array.from({ length: 200 }, () => randomIndex(3, random)))
  expect(drawn).toEqual(new Set([0, 1, 2]))
})
