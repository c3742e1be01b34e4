import { gammaTails } from './incomplete-gamma.ts'

/** Probability that a chi-square variable exceeds `value`; small probabilities keep their digits. */
export function chiSquareAbove(value: number, degreesOfFreedom: number): number {
  return gammaTails(degreesOfFreedom / 2, Math.max(0, value) / 2).upper
}
