import { gammaUpperQuantile } from './gamma-quantile.ts'
import { gammaTails } from './incomplete-gamma.ts'

/** Probability that a standard normal variable is at most z. */
export function normalBelow(z: number): number {
  const { lower, upper } = gammaTails(0.5, (z * z) / 2)
  return z < 0 ? upper / 2 : (1 + lower) / 2
}

/** Probability that a standard normal variable is at least `z` away from 0, on either side. */
export function normalOutside(z: number): number {
  return gammaTails(0.5, (z * z) / 2).upper
}

/** The z with `probability` below it; infinite at 0 and 1. */
export function normalQuantile(probability: number): number {
  if (probability > 0.5) return Math.sqrt(2 * gammaUpperQuantile(0.5, 2 * (1 - probability)))
  return -Math.sqrt(2 * gammaUpperQuantile(0.5, 2 * probability))
}
