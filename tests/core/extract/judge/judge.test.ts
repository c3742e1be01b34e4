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

test('the second forest has the greater say', () => {
  expect(blend(Float64Array.of(0.2), Float64Array.of(0.8))[0]).toBeGreaterThan(0.5)
  expect(blend(Float64Array.of(0.8), Float64Array.of(0.2))[0]).toBeLessThan(0.5)
})
