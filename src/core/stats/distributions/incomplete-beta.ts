import { devianceTerm, stirlingError } from './log-gamma.ts'
import type { Tails } from './tails.ts'

/** A share and its complement. Both are given, because 1 - share has lost its digits when the share is near 1. */
export interface Share {
  readonly share: number
  readonly rest: number
}

/** Distribution function of Beta(a, b), a > 0 and b > 0, and its complement: continued fraction (modified Lentz), each tail from its own side. */
export function betaTails(a: number, b: number, { share, rest }: Share): Tails {
  if (share <= 0) return { lower: 0, upper: 1 }
  if (rest <= 0) return { lower: 1, upper: 0 }
  if (share < (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, tailBelow(a, b, { share, rest }))
    return { lower, upper: 1 - lower }
  }
  const upper = Math.min(1, tailBelow(b, a, { share: rest, rest: share }))
  return { lower: 1 - upper, upper }
}

/** Gamma(n + 1) / (Gamma(k + 1) Gamma(n - k + 1)) share^k rest^(n - k): the binomial probability, continued to real k and n (Loader 2000). */
export function binomialWeight(k: number, n: number, { share, rest }: Share): number {
  if (k < 0 || k > n) return 0
  if (share <= 0) return k === 0 ? 1 : 0
  if (rest <= 0) return k === n ? 1 : 0
  if (k === 0) return Math.exp(n * logOfRest(share, rest))
  if (k === n) return Math.exp(n * logOfRest(rest, share))
  const exponent = stirlingError(n) - stirlingError(k) - stirlingError(n - k) - devianceTerm(k, n * share) - devianceTerm(n - k, n * rest)
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)))
}

const maxSteps = 1_000_000
const tiny = 1e-300

/** ln(rest), from the side that keeps the digits. */
function logOfRest(share: number, rest: number): number {
  return share < 0.5 ? Math.log1p(-share) : Math.log(rest)
}

function tailBelow(a: number, b: number, at: Share): number {
  return ((binomialWeight(a, a + b, at) * b) / (a + b)) * fraction(a, b, at.share)
}

function fraction(a: number, b: number, share: number): number {
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * share) / (a + 1))
  let value = d
  for (let step = 1; step < maxSteps; step++) {
    const even = (step * (b - step) * share) / ((a + 2 * step - 1) * (a + 2 * step))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    value *= c * d
    const odd = (-(a + step) * (a + b + step) * share) / ((a + 2 * step) * (a + 2 * step + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    const factor = c * d
    value *= factor
    if (Math.abs(factor - 1) < 1e-16) break
  }
  return value
}

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value
}
