import { expect, test } from 'vitest'
import { labelOf, predictTone, softmax, targetCardSchema } from '../../../src/core/sentiment/target-model.ts'

const figures = { rows: 1, macroF1: 1, f1PosNeg: 1, accuracy: 1, calibrationError: 0, surerHalfAccuracy: 1 }
const card = targetCardSchema.parse({
  language: 'en',
  licence: 'MIT',
  trainedOn: [],
  method: 'made by hand',
  buckets: 2,
  weightsSha256: '0'.repeat(64),
  step: 0.5,
  temperature: 2,
  labelWeights: { negative: 2, neutral: 1, positive: 1 },
  abstainBelow: 0.4,
  crossValidated: figures,
  reported: {},
})

test('predictTone sums weights times values, times the step, over the temperature', () => {
  const weights = new Int8Array([4, 0, -4, 0, 0, 8])
  const { negative, neutral, positive } = predictTone({ card, weights }, { buckets: [0, 1], values: [1, 0.5] })
  // Sums 4, 0, 0 become 1, 0, 0.
  expect(negative).toBeCloseTo(Math.E / (Math.E + 2))
  expect(neutral).toBeCloseTo(1 / (Math.E + 2))
  expect(positive).toBeCloseTo(1 / (Math.E + 2))
})

test('softmax of numbers that have no power as a double is finite', () => {
  expect(softmax([5000, 5000])).toEqual([0.5, 0.5])
})

test('labelOf weighs rare tones up, and calls a tie neutral', () => {
  expect(labelOf({ negative: 0.3, neutral: 0.5, positive: 0.2 }, card.labelWeights)).toBe('negative')
  expect(labelOf({ negative: 0.2, neutral: 0.4, positive: 0.4 }, card.labelWeights)).toBe('neutral')
})
