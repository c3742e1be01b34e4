import fc from 'fast-check'
import { expect, test } from 'vitest'
import { adjustments, adjustP } from '../../../src/core/stats/adjust-p.ts'

test('Benjamini-Hochberg by hand: each p times the count over its rank, never falling', () => {
  // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), 'BH')
  const adjusted = adjustP([0.01, 0.04, 0.03, 0.005], 'benjamini-hochberg')
  for (const [index, p] of [0.02, 0.04, 0.04, 0.02].entries()) expect(adjusted[index]).toBeCloseTo(p, 12)
})

test('what was not tested does not count', () => {
  expect(adjustP([0.02, undefined, 0.04], 'bonferroni')).toEqual([0.04, undefined, 0.08])
  expect(adjustP([], 'holm')).toEqual([])
  expect(adjustP([undefined], 'holm')).toEqual([undefined])
})

test.each(adjustments)('%s never lowers a p, keeps their order and stays within 1', (method) => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (ps) => {
      const adjusted = adjustP(ps, method).map((p) => p ?? Number.NaN)
      expect(adjusted.every((p, index) => p >= (ps[index] ?? 2) * (1 - 1e-12) && p <= 1)).toBe(true)
      expect(ps.every((p, i) => ps.every((q, j) => p > q || (adjusted[i] ?? 2) <= (adjusted[j] ?? -1)))).toBe(true)
    }),
  )
})

test('a test that is asked twice is adjusted as if asked once', () => {
  const once = adjustP([0.01, 0.03, 0.5], 'benjamini-hochberg')
  const twice = adjustP([0.01, 0.01, 0.03, 0.03, 0.5, 0.5], 'benjamini-hochberg')
  expect(twice).toEqual([once[0], once[0], once[1], once[1], once[2], once[2]])
})
