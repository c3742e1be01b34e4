import { expect, test } from 'vitest'
import { compareFigures, figuresOf } from '../../scripts/score-extraction/figures.ts'
import { scoreMetadata } from '../../scripts/score-extraction/metadata-score.ts'
import { scoreText } from '../../scripts/score-extraction/text-score.ts'
import { seededRandom } from '../../src/core/stats/seeded-random.ts'

test('text is scored by runs of four words: five words make two runs, and one more at the end a third', () => {
  const score = scoreText('a b c d e', 'a b c d e f')
  expect(score.precision).toBeCloseTo(2 / 3)
  expect(score.recall).toBe(1)
  expect(score.pageF1).toBeCloseTo(0.8)
  expect(score.wordF1).toBeCloseTo(10 / 11)
})

test('an empty text has no precision, so it does not lower the mean, but counts 0 as a page', () => {
  const figures = figuresOf([scoreText('a b c d', 'a b c d'), scoreText('a b c d', '')])
  expect(figures).toMatchObject({ precision: 1, recall: 0.5, pageF1: 0.5, emptyShare: 0.5 })
})

test('a Chinese letter is a word, and a text shorter than four words is one run', () => {
  expect(scoreText('新的经济措施', '新的经济措')).toMatchObject({ precision: 1 })
  expect(scoreText('one two', 'one two').pageF1).toBe(1)
})

test('a difference that all pages share has an interval of its own size, whatever the spread of the pages', () => {
  const words = (count: number): string => Array.from({ length: count }, (_, index) => `w${index}`).join(' ')
  const ours = [4, 40, 400].map((count) => scoreText(words(count), words(count)))
  const peer = [4, 40, 400].map((count) => scoreText(words(count), ''))
  const { difference } = compareFigures(ours, peer, { figure: 'pageF1', resamples: 200, level: 0.95, random: seededRandom(1, 'x') })
  expect(difference).toEqual({ value: 1, low: 1, high: 1 })
})

test('metadata: titles up to case and quotes, names as a set, days as written or in UTC', () => {
  const truth = { title: 'Vote “postponed”', authors: ['Ann Lee', 'Bo Chan'], dates: ['2026-03-14'] }
  const found = { title: 'vote "postponed"', authors: ['Bo Chan'], dates: ['2026-03-15T00:30:00+01:00'] }
  expect(scoreMetadata([{ truth, found }])).toEqual({ titleExact: 1, authorF1: (2 * 1 * 0.5) / 1.5, datePrecision: 1, dateRecall: 1 })
})
