import { expect, test } from 'vitest'
import { frameAxis } from '../../../src/core/stats/frame-axis.ts'
import { jensenShannon } from '../../../src/core/stats/jensen-shannon.ts'
import { wordShift } from '../../../src/core/stats/word-shift.ts'

const words = (record: Readonly<Record<string, number>>) => new Map(Object.entries(record))
const options = { reference: 0, normalization: 'variation' } as const

test('a word shifts the mean by being used more, or by scoring higher', () => {
  const scores = words({ good: 1, bad: -1 })
  const shift = wordShift({ counts: words({ good: 1, bad: 1 }), scores }, { counts: words({ good: 3, bad: 1 }), scores }, options)
  // Means 0 and 0.5: half of it for more good, half for less bad.
  expect(shift?.difference).toBe(0.5)
  expect([shift?.words.get('good')?.shift, shift?.words.get('bad')?.shift]).toEqual([0.5, 0.5])
})

test('the average reference is the mean of the first text, and a word scored once has that score in both', () => {
  const [first, second] = [
    { counts: words({ constructor: 1, toString: 3 }), scores: words({ constructor: 1, toString: 0 }) },
    { counts: words({ constructor: 2 }), scores: words({}) },
  ]
  expect(wordShift(first, second, { reference: 'average', normalization: 'trajectory' })).toMatchObject({
    reference: 0.25,
    difference: 0.75,
    norm: 0.75,
  })
})

test('nothing that scores, or nothing that shifts, has no word shift', () => {
  const text = { counts: words({ a: 1, b: 2 }), scores: words({ a: 1, b: 2 }) }
  expect(wordShift(text, text, options)).toBeUndefined()
  expect(wordShift(text, { counts: words({ c: 1 }), scores: words({}) }, options)).toBeUndefined()
})

test('divergence is 0 for the same shares, 1 bit for texts without a word in common, and the sum of its parts', () => {
  expect(jensenShannon(words({ a: 1, b: 2 }), words({ a: 10, b: 20 }))?.divergence).toBe(0)
  expect(jensenShannon(words({ a: 4 }), words({ b: 9 }))).toEqual({ divergence: 1, contributions: words({ a: 0.5, b: 0.5 }) })
  expect(jensenShannon(words({}), words({ a: 1 }))).toBeUndefined()
})

test('a text of one pole leans fully to it; unknown words and words without direction are left out', () => {
  const embedding = new Map([
    ['loyal', [1, 0]],
    ['false', [-1, 0]],
    ['table', [0, 1]],
    ['nil', [0, 0]],
  ])
  const found = frameAxis([['loyal', 'loyal', 'unheard', 'nil'], ['false', 'table'], ['unheard']], {
    embedding,
    positivePole: ['loyal'],
    negativePole: ['false'],
  })
  // Cosines 1, 1, -1, 0: baseline 0.25.
  expect(found).toMatchObject({ axis: [2, 0], baselineBias: 0.25 })
  expect(found?.documents).toEqual([{ bias: 1, intensity: 0.5625 }, { bias: -0.5, intensity: (1.5625 + 0.0625) / 2 }, undefined])
  expect(frameAxis([['loyal']], { embedding, positivePole: ['loyal'], negativePole: ['loyal'] })).toBeUndefined()
  expect(frameAxis([['loyal']], { embedding, positivePole: ['loyal'], negativePole: ['unheard'] })).toBeUndefined()
})
