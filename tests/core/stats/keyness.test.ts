import { expect, test } from 'vitest'
import { chiSquareOfCells, g2OfCells } from '../../../src/core/stats/four-cells.ts'
import { keyness } from '../../../src/core/stats/keyness.ts'
import { backgroundPriors, logOdds } from '../../../src/core/stats/log-odds.ts'
import { scaledFScore } from '../../../src/core/stats/scaled-f-score.ts'
import { collocation } from '../../../src/core/stats/collocation.ts'

const level = { level: 0.95 }

test('a term said as often by both sides marks neither', () => {
  expect(keyness({ hits: 5, tokens: 1000 }, { hits: 10, tokens: 2000 }, level)).toMatchObject({
    sign: 0,
    logRatio: 0,
    percentDifference: 0,
    conservativeLogRatio: 0,
    fisherP: 1,
  })
})

test('keyness turned round changes its sign and nothing else', () => {
  const [a, b] = [
    { hits: 40, tokens: 4000 },
    { hits: 9, tokens: 5200 },
  ]
  const [forth, back] = [keyness(a, b, level), keyness(b, a, level)]
  expect(back?.sign).toBe(-1)
  expect(back?.g2FourCells).toBeCloseTo(forth?.g2FourCells ?? 0, 10)
  expect(back?.conservativeLogRatio).toBeCloseTo(-(forth?.conservativeLogRatio ?? 0), 10)
  expect(back?.fisherP).toBeCloseTo(forth?.fisherP ?? 0, 14)
})

test('the conservative log ratio is nearer to 0 than the log ratio, and 0 for few hits', () => {
  const many = keyness({ hits: 40, tokens: 4000 }, { hits: 9, tokens: 5200 }, level)
  expect(many?.conservativeLogRatio).toBeGreaterThan(0)
  expect(many?.conservativeLogRatio).toBeLessThan(many?.logRatio ?? 0)
  expect(keyness({ hits: 2, tokens: 4000 }, { hits: 1, tokens: 5200 }, level)?.conservativeLogRatio).toBe(0)
})

test('no hit, or no words on a side, has no keyness', () => {
  expect(keyness({ hits: 0, tokens: 10 }, { hits: 0, tokens: 10 }, level)).toBeUndefined()
  expect(keyness({ hits: 1, tokens: 10 }, { hits: 0, tokens: 0 }, level)).toBeUndefined()
})

test('chi-square of a table by hand, with and without correction', () => {
  // 10 of 20 against 4 of 20: 14 of 40 in all, deviation 3 from 7 and 13.
  const cells = { withA: 10, withoutA: 10, withB: 4, withoutB: 16 }
  expect(chiSquareOfCells(cells, { corrected: false })).toBeCloseTo(2 * (9 / 7 + 9 / 13), 12)
  expect(chiSquareOfCells(cells, { corrected: true })).toBeCloseTo(2 * (6.25 / 7 + 6.25 / 13), 12)
  expect(g2OfCells({ withA: 3, withoutA: 3, withB: 3, withoutB: 3 })).toBe(0)
})

test('a stronger prior draws log-odds towards 0, rare words more than frequent ones', () => {
  const words = (prior: number) =>
    logOdds([
      { a: 3, b: 0, prior },
      { a: 60, b: 20, prior },
      { a: 400, b: 500, prior },
    ])
  const [weak, strong] = [words(0.1), words(10)]
  expect(strong[0]?.delta).toBeLessThan((weak[0]?.delta ?? 0) / 5)
  expect(strong[1]?.delta).toBeGreaterThan((weak[1]?.delta ?? 0) / 2)
  expect(strong[1]?.z).toBeGreaterThan(strong[0]?.z ?? 99)
})

test('a word that a side does not write needs a prior, and priors a background', () => {
  expect(
    logOdds([
      { a: 3, b: 0, prior: 0 },
      { a: 1, b: 1, prior: 0 },
    ])[0],
  ).toBeUndefined()
  expect(backgroundPriors([30, 10], 500)).toEqual([375, 125])
  expect(backgroundPriors([0, 0], 500)).toBeUndefined()
})

test('the scaled F-score runs from 0 to 1 and mirrors when sides are exchanged', () => {
  const words = [
    { a: 9, b: 1 },
    { a: 5, b: 5 },
    { a: 1, b: 9 },
    { a: 30, b: 2 },
    { a: 2, b: 30 },
  ]
  const scores = scaledFScore(words, { beta: 2 })
  const mirrored = scaledFScore(
    words.map(({ a, b }) => ({ a: b, b: a })),
    { beta: 2 },
  )
  expect(scores[3]).toBe(1)
  expect(scores[4]).toBe(0)
  for (const [index, score] of scores.entries()) expect(mirrored[index]).toBeCloseTo(1 - (score ?? 2), 12)
  expect(
    scaledFScore(
      [
        { a: 0, b: 0 },
        { a: 1, b: 1 },
      ],
      { beta: 1 },
    ),
  ).toEqual([undefined, 0.5])
})

test('words that stand together as often as chance has it are no collocation', () => {
  const chance = collocation({ pair: 10, first: 100, second: 100, bigrams: 1000 })
  expect(chance).toMatchObject({ pmi: 0, npmi: 0, g2: 0, chiSquare: 0, tScore: 0 })
  expect(chance?.deltaPForward).toBeCloseTo(0, 12)
  expect(collocation({ pair: 10, first: 10, second: 10, bigrams: 1000 })).toMatchObject({ npmi: 1, dice: 1, logDice: 14, deltaPForward: 1 })
})

test('a pair that does not occur, or cannot, has no association', () => {
  expect(collocation({ pair: 0, first: 5, second: 5, bigrams: 100 })).toBeUndefined()
  expect(collocation({ pair: 6, first: 5, second: 9, bigrams: 100 })).toBeUndefined()
  expect(collocation({ pair: 1, first: 60, second: 60, bigrams: 100 })).toBeUndefined()
})
