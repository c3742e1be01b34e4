import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betaQuantileLogOdds, shareOf } from '../../../src/core/stats/distributions/beta-quantile.ts'
import { chiSquareAbove } from '../../../src/core/stats/distributions/chi-square.ts'
import { gammaLowerQuantile, gammaUpperQuantile } from '../../../src/core/stats/distributions/gamma-quantile.ts'
import { betaTails } from '../../../src/core/stats/distributions/incomplete-beta.ts'
import { gammaTails } from '../../../src/core/stats/distributions/incomplete-gamma.ts'
import { logGamma } from '../../../src/core/stats/distributions/log-gamma.ts'
import { normalBelow, normalOutside, normalQuantile } from '../../../src/core/stats/distributions/normal.ts'
import { studentOutside, studentWithin } from '../../../src/core/stats/distributions/student-t.ts'

const near = (actual: number, expected: number, relative = 1e-11) => Math.abs(actual - expected) <= relative * Math.abs(expected)

test('quantiles that everybody knows', () => {
  expect(near(normalQuantile(0.975), 1.959963984540054)).toBe(true)
  // qt(0.975, 1) is tan of 0.475 pi; qt(0.975, 10) from tables.
  expect(near(studentWithin(0.95, 1), Math.tan(0.475 * Math.PI))).toBe(true)
  expect(near(studentWithin(0.95, 10), 2.2281388519649385)).toBe(true)
  // The exponential distribution is gamma of shape 1.
  expect(near(gammaUpperQuantile(1, 0.025), -Math.log(0.025))).toBe(true)
  // Beta(1, b) has 1 - (1 - x)^b below x.
  expect(near(shareOf(betaQuantileLogOdds(1, 5, 0.3)), 1 - 0.7 ** 0.2)).toBe(true)
})

test('upper tails are computed as such: they have digits far below 1e-16', () => {
  // Chi-square with two degrees of freedom is exponential.
  expect(near(chiSquareAbove(1000, 2), Math.exp(-500))).toBe(true)
  // 2 * pnorm(-20), from R: pnorm(-20) is 2.753624118606233e-89.
  expect(near(normalOutside(20), 2 * 2.753624118606233e-89)).toBe(true)
  expect(studentOutside(0, 5)).toBe(1)
  expect(studentOutside(Infinity, 5)).toBe(0)
})

test('log gamma is the logarithm of factorials', () => {
  expect(near(Math.exp(logGamma(11)), 3_628_800)).toBe(true)
  expect(near(logGamma(0.5), Math.log(Math.sqrt(Math.PI)))).toBe(true)
  expect(logGamma(0)).toBe(Infinity)
})

test('quantiles undo their distributions', () => {
  const shape = fc.double({ min: 0.05, max: 500, noNaN: true })
  const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true })
  fc.assert(
    fc.property(shape, shape, probability, (a, b, p) => {
      const share = betaQuantileLogOdds(a, b, p)
      expect(near(gammaTails(a, gammaLowerQuantile(a, p)).lower, p, 1e-8)).toBe(true)
      expect(near(gammaTails(a, gammaUpperQuantile(a, p)).upper, p, 1e-8)).toBe(true)
      expect(near(betaTails(a, b, { share: shareOf(share), rest: shareOf(-share) }).lower, p, 1e-8)).toBe(true)
      expect(near(normalBelow(normalQuantile(p)), p, 1e-10)).toBe(true)
    }),
    { numRuns: 200 },
  )
})
