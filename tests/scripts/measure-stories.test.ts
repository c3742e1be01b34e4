import { expect, test } from 'vitest'
import { bCubed } from '../../scripts/measure-stories/b-cubed.ts'
import { chooseElsewhere, meanOverTopics } from '../../scripts/measure-stories/by-topic.ts'
import { scoreRanking } from '../../scripts/measure-stories/ranking-score.ts'
import { seededRandom } from '../../src/core/stats/seeded-random.ts'

test('a ranking is scored as one works it out by hand', () => {
  // Related: 7, 8 and one that was not ranked. Places 1 and 6.
  const score = scoreRanking([7, 1, 2, 3, 4, 8], (item) => item >= 7, 3)
  expect(score).toEqual({ at5: 1 / 3, at10: 2 / 3, at20: 2 / 3, averagePrecision: (1 + 2 / 6) / 3, first: 1 })
  expect(scoreRanking([1], (item) => item >= 7, 2)).toEqual({ at5: 0, at10: 0, at20: 0, averagePrecision: 0, first: 0 })
})

test('B-cubed weighs each item by its group and its event', () => {
  // One group of all: precision is the share of one's own event, recall is whole.
  const scores = bCubed(['g', 'g', 'g'], ['a', 'a', 'b'])
  expect(scores).toEqual([
    { precision: 2 / 3, recall: 1 },
    { precision: 2 / 3, recall: 1 },
    { precision: 1 / 3, recall: 1 },
  ])
  expect(bCubed(['g', 'h'], ['a', 'a'])).toEqual([
    { precision: 1, recall: 0.5 },
    { precision: 1, recall: 0.5 },
  ])
})

test('a topic has no say in what is chosen for it', () => {
  const of = (a: number, b: number, c: number) => Object.entries({ a, b, c }).map(([topic, value]) => ({ topic, value }))
  // The second choice wins by topic c alone; seen from a and b, and not from c, it is the better one.
  const chosen = chooseElsewhere([of(0.5, 0.5, 0.1), of(0.4, 0.4, 0.9)])
  expect(Object.fromEntries(chosen)).toEqual({ a: 1, b: 1, c: 0 })
})

test('an interval over topics is wide where each topic has one value for all its articles', () => {
  const options = { resamples: 500, level: 0.95, random: seededRandom(1, 'test') }
  const points = ['a', 'b'].flatMap((topic, value) => Array.from({ length: 50 }, () => ({ topic, value })))
  expect(meanOverTopics(points, options)).toEqual({ value: 0.5, low: 0, high: 1 })
})
