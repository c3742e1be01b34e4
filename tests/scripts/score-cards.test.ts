import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { figuresOf, type Judged } from '../../scripts/score-cards/figures.ts'
import { scoreCardPage } from '../../scripts/score-cards/page.ts'
import { readScoreCards } from '../../src/io/config/score-cards.ts'

const cards = await readScoreCards(['config'])

test('figures of a handful of rows are what one works out by hand', () => {
  const sure = (negative: number, neutral: number, positive: number) => ({ negative, neutral, positive })
  const rows: readonly Judged[] = [
    { answer: 'negative', guess: 'negative', probabilities: sure(0.9, 0.1, 0) },
    { answer: 'negative', guess: 'positive', probabilities: sure(0.3, 0.1, 0.6) },
    { answer: 'positive', guess: 'positive', probabilities: sure(0, 0.2, 0.8) },
    { answer: 'neutral', guess: undefined, probabilities: undefined },
  ]
  // F1: negative 2 of 3, neutral 0, positive 2 of 3. Surest two are right. Gaps: 0.1 at 0.9, 0.2 at 0.8, 0.6 at 0.6.
  expect(figuresOf(rows)).toMatchObject({
    rows: 4,
    answered: 0.75,
    macroF1: 0.4444,
    f1PosNeg: 0.6667,
    accuracy: 0.5,
    calibrationError: 0.3,
    surerHalfAccuracy: 1,
  })
})

test('a model without probabilities has no calibration', () => {
  const figures = figuresOf([{ answer: 'neutral', guess: 'neutral', probabilities: undefined }])
  expect(figures).toMatchObject({ calibrationError: null, surerHalfAccuracy: null })
})

test('no figure stands alone that a model was fitted on: the same rows are there cross-validated', () => {
  for (const { model, language, set } of cards.filter(({ split }) => split === 'in-sample')) {
    expect(cards).toContainEqual(expect.objectContaining({ model, language, set, split: 'cross-validated' }))
  }
})

test('the page says what the cards say, split by split', () => {
  const page = readFileSync('docs/score-cards.md', 'utf8')
  const table = (text: string) => text.split('\n').filter((line) => line.startsWith('| '))
  expect(table(page)).toEqual(table(scoreCardPage(cards, [])))
})

test('the model that comes with the project keeps its promises on rows it never saw', () => {
  const held = cards.filter(({ model, split }) => model === 'target' && split === 'held-out')
  expect(held.length).toBeGreaterThan(0)
  for (const card of held) {
    expect(card.macroF1).toBeGreaterThanOrEqual(0.6)
    expect(card.calibrationError).toBeLessThanOrEqual(0.08)
    expect(card.surerHalfAccuracy).toBeGreaterThanOrEqual(0.8)
  }
})
