import { betaQuantileLogOdds } from './beta-quantile.ts'
import { betaTails } from './incomplete-beta.ts'

/** Two-sided p of a t statistic: probability of being at least as far from 0. */
export function studentOutside(t: number, degreesOfFreedom: number): number {
  const total = degreesOfFreedom + t * t
  if (total === Infinity) return 0
  return betaTails(degreesOfFreedom / 2, 0.5, { share: degreesOfFreedom / total, rest: (t * t) / total }).lower
}

/** The t with the middle `level` of the distribution between -t and t: 0.95 gives the 97.5% quantile. */
export function studentWithin(level: number, degreesOfFreedom: number): number {
  return Math.sqrt(degreesOfFreedom) * Math.exp(-betaQuantileLogOdds(degreesOfFreedom / 2, 0.5, 1 - level) / 2)
}
