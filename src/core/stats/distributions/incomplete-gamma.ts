import { devianceTerm, logGamma, stirlingError } from './log-gamma.ts'
import type { Tails } from './tails.ts'

/**
 * Regularised incomplete gamma functions P and Q of a shape > 0 at x >= 0: series below the mean, continued fraction (modified Lentz) above.
 */
export function gammaTails(shape: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  if (x < shape + 1) {
    const lower = Math.min(1, poissonWeight(shape, x) * lowerSeries(shape, x))
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, poissonWeight(shape, x) * shape * upperFraction(shape, x))
  return { lower: 1 - upper, upper }
}

/** x^k e^-x / k! for a real k >= 0: the Poisson probability of k at mean x > 0, continued to real k. */
export function poissonWeight(k: number, x: number): number {
  if (k === 0) return Math.exp(-x)
  if (k < 15) return Math.exp(k * Math.log(x) - x - logGamma(k + 1))
  return Math.exp(-stirlingError(k) - devianceTerm(k, x)) / Math.sqrt(2 * Math.PI * k)
}

const maxSteps = 1_000_000
const tiny = 1e-300

function lowerSeries(shape: number, x: number): number {
  let term = 1
  let sum = 1
  for (let step = 1; step < maxSteps && term > sum * 1e-17; step++) {
    term *= x / (shape + step)
    sum += term
  }
  return sum
}

function upperFraction(shape: number, x: number): number {
  let b = x + 1 - shape
  let c = 1 / tiny
  let d = 1 / (Math.abs(b) < tiny ? tiny : b)
  let value = d
  for (let step = 1; step < maxSteps; step++) {
    const a = -step * (step - shape)
    b += 2
    d = 1 / nonZero(a * d + b)
    c = nonZero(b + a / c)
    const factor = c * d
    value *= factor
    if (Math.abs(factor - 1) < 1e-16) break
  }
  return value
}

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value
}
