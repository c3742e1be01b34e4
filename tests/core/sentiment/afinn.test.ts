import { expect, test } from 'vitest'
import { createAfinnScorer } from '../../../src/core/sentiment/afinn.ts'

const scorer = createAfinnScorer()

function hear(text: string, target?: string, language = 'en') {
  const start = target === undefined ? -1 : text.indexOf(target)
  const span = target === undefined ? undefined : { start, end: start + target.length }
  return scorer.score({ text, target: span, language, words: undefined })
}

test('the AFINN scorer hears English, Spanish and Portuguese, and abstains elsewhere', () => {
  expect(hear('A wonderful success.')?.label).toBe('positive')
  expect(hear('A terrible disaster.')?.label).toBe('negative')
  expect(hear('The table has four legs.')).toEqual({ label: 'neutral', score: 0 })
  expect(hear('Un desastre terrible.', undefined, 'es')?.label).toBe('negative')
  expect(hear('Ужасная катастрофа.', undefined, 'ru')).toBeUndefined()
})

test('the AFINN scorer leaves the target out, and abstains where nothing else stands', () => {
  expect(hear('The betrayal was discussed.', 'betrayal')?.score).toBe(0)
  expect(hear('Betrayal!', 'Betrayal')).toBeUndefined()
})

test('the AFINN scorer lets a negator turn its clause only', () => {
  expect(hear('It was not good.')?.label).toBe('negative')
  expect(hear('They did not come, good news for the town.')?.label).toBe('positive')
})
