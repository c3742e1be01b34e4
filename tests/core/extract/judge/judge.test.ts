import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blend } from '../../../../src/core/extract/judge/judge.ts'

const chance = fc.double({ min: 0, max: 1, noNaN: true })

test('a blended verdict lies between those of the two forests, as far as either is let be sure', () => {
  fc.assert(
    fc.property(chance, chance, (first, second) => {
      const verdict = blend(Float64Array.of(first), Float64Array.of(second))[0]!
      expect(verdict).toBeGreaterThanOrEqual(Math.min(first, second, 0.9995) - 1e-9)
      expect(verdict).toBeLessThanOrEqual(Math.max(first, second, 0.0005) + 1e-9)
    }),
  )
})

test('both forests have an equal say', () => {
  const verdicts = blend(Float64Array.of(0.2, 0.8, 0.3, 0.9), Float64Array.of(0.8, 0.2, 0.9, 0.3))
  expect(verdicts[0]).toBeCloseTo(0.5, 12)
  expect(verdicts[1]).toBeCloseTo(0.5, 12)
  expect(verdicts[2]).toBeGreaterThan(0.5)
  expect(verdicts[2]).toBeCloseTo(verdicts[3]!, 12)
})
