import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cohensKappa, type Judgement } from '../../../src/core/stats/kappa.ts'
import { krippendorffAlpha, scales } from '../../../src/core/stats/krippendorff.ts'
import { stratifiedPrecision } from '../../../src/core/stats/precision-stratified.ts'
import { proportion } from '../../../src/core/stats/proportion.ts'

test('kappa by hand: 7 of 10 agree where habits alone give half', () => {
  const judgements: readonly Judgement[] = [
    ...Array.from({ length: 4 }, () => [1, 1] as const),
    ...Array.from({ length: 3 }, () => [2, 2] as const),
    [1, 2],
    [2, 1],
    [2, 1],
  ]
  // Rows 5 and 5, columns 6 and 4: chance 0.5 x 0.6 + 0.5 x 0.4.
  expect(cohensKappa(judgements, { categories: 2 })?.kappa).toBeCloseTo((0.7 - 0.5) / 0.5, 12)
})

test('full agreement is 1 without error; one category throughout is no agreement to speak of', () => {
  expect(
    cohensKappa(
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      { categories: 3 },
    ),
  ).toMatchObject({ observed: 1, standardError: 0, quadraticKappa: 1 })
  expect(
    cohensKappa(
      [
        [1, 1],
        [1, 1],
      ],
      { categories: 2 },
    ),
  ).toBeUndefined()
  expect(cohensKappa([], { categories: 2 })).toBeUndefined()
  expect(() => cohensKappa([[1, 4]], { categories: 3 })).toThrow('Categories run from 1 to 3, found 1 and 4')
})

test('near disagreements cost less than far ones under quadratic weights', () => {
  const near = cohensKappa(
    [
      [1, 2],
      [2, 2],
      [3, 3],
      [1, 1],
    ],
    { categories: 3 },
  )
  const far = cohensKappa(
    [
      [1, 3],
      [2, 2],
      [3, 3],
      [1, 1],
    ],
    { categories: 3 },
  )
  expect(near?.quadraticKappa).toBeGreaterThan(far?.quadraticKappa ?? 1)
})

test.each(scales)('%s alpha is 1 where all agree, undefined where nothing varies, and drops units judged once', (scale) => {
  expect(
    krippendorffAlpha(
      [
        [1, 1],
        [2, 2, 2],
        [3, 3],
      ],
      scale,
    ),
  ).toBe(1)
  expect(
    krippendorffAlpha(
      [
        [1, 1],
        [1, 1],
      ],
      scale,
    ),
  ).toBeUndefined()
  expect(krippendorffAlpha([[1], [2], []], scale)).toBeUndefined()
  expect(krippendorffAlpha([[1, 1], [2, 3], [7]], scale)).toBe(
    krippendorffAlpha(
      [
        [1, 1],
        [2, 3],
      ],
      scale,
    ),
  )
})

test('the order of annotators and of units changes no alpha', () => {
  const units = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }), { minLength: 2, maxLength: 8 })
  fc.assert(
    fc.property(units, fc.constantFrom(...scales), (given, scale) => {
      const turned = given.map((values) => values.toReversed()).toReversed()
      const [alpha, again] = [krippendorffAlpha(given, scale), krippendorffAlpha(turned, scale)]
      expect(again === alpha || Math.abs((again ?? 2) - (alpha ?? -2)) < 1e-12).toBe(true)
    }),
  )
})

const level = { level: 0.95 }

test('a large stratum weighs by its size, however few of it were judged', () => {
  // 0.9 x 0.5 + 0.1 x 1.
  const found = stratifiedPrecision(
    [
      { size: 900, sampled: 10, correct: 5 },
      { size: 100, sampled: 50, correct: 50 },
    ],
    level,
  )
  expect(found?.value).toBeCloseTo(0.55, 12)
  expect(found).toMatchObject({ n: 60, coveredShare: 1 })
  expect(found?.limits?.kornGraubard.low).toBeLessThan(found?.limits?.wilson.low ?? 0)
})

test('one stratum is nearly a plain proportion of the judged hits', () => {
  const found = stratifiedPrecision([{ size: 1e9, sampled: 80, correct: 60 }], level)
  expect(found?.limits?.effectiveN).toBeCloseTo(79, 4)
  expect(found?.limits?.wilson.low).toBeCloseTo(proportion({ successes: 60, trials: 80, level: 0.95 })?.low ?? 0, 2)
})

test('a stratum that nobody judged is not spoken for; where judged hits all agree there are no limits', () => {
  expect(
    stratifiedPrecision(
      [
        { size: 30, sampled: 3, correct: 2 },
        { size: 70, sampled: 0, correct: 0 },
      ],
      level,
    )?.coveredShare,
  ).toBeCloseTo(0.3, 12)
  expect(stratifiedPrecision([{ size: 30, sampled: 3, correct: 3 }], level)).toMatchObject({
    value: 1,
    standardError: 0,
    limits: undefined,
  })
  expect(stratifiedPrecision([{ size: 30, sampled: 0, correct: 0 }], level)).toBeUndefined()
})

test('a stratum with one judged hit adds uncertainty, not certainty', () => {
  const other = { size: 50, sampled: 10, correct: 6 }
  const once = stratifiedPrecision([other, { size: 50, sampled: 1, correct: 1 }], level)
  const often = stratifiedPrecision([other, { size: 50, sampled: 10, correct: 6 }], level)
  expect(once?.standardError).toBeGreaterThan(often?.standardError ?? 1)
})
