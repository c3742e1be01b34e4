import { betaQuantileLogOdds, shareOf } from './distributions/beta-quantile.ts'
import { normalQuantile } from './distributions/normal.ts'
import type { Estimate } from '../../model.ts'

export interface Limits {
  readonly low: number
  readonly high: number
}

/** Successes may be fractional where they stand for a weighted sample. */
interface Counted {
  readonly successes: number
  readonly trials: number
  readonly level: number
}

/** A share with Wilson's score interval (1927), the one that reports show. `undefined` without trials. */
export function proportion({ successes, trials, level }: Counted): Estimate | undefined {
  if (trials <= 0) return undefined
  return { value: successes / trials, ...wilsonLimits({ successes, trials, level }), level, n: trials, method: 'wilson' }
}

/** Wilson's score limits, without continuity correction. Good from the first trial on. */
export function wilsonLimits({ successes, trials, level }: Counted): Limits {
  const z = normalQuantile((1 + level) / 2)
  const centre = successes + (z * z) / 2
  const reach = z * Math.sqrt((successes * (trials - successes)) / trials + (z * z) / 4)
  const scale = trials + z * z
  return {
    low: successes === 0 ? 0 : Math.max(0, (centre - reach) / scale),
    high: successes === trials ? 1 : Math.min(1, (centre + reach) / scale),
  }
}

/** Wilson's limits with continuity correction (Newcombe 1998, method 4): wider. */
export function correctedWilsonLimits({ successes, trials, level }: Counted): Limits {
  const z = normalQuantile((1 + level) / 2)
  const share = successes / trials
  const rest = 1 - share
  const centre = 2 * successes + z * z
  const scale = 2 * (trials + z * z)
  const reachLow = 1 + z * Math.sqrt(z * z - 2 - 1 / trials + 4 * share * (trials * rest + 1))
  const reachHigh = 1 + z * Math.sqrt(z * z + 2 - 1 / trials + 4 * share * (trials * rest - 1))
  return {
    low: successes === 0 ? 0 : Math.max(0, (centre - reachLow) / scale),
    high: successes === trials ? 1 : Math.min(1, (centre + reachHigh) / scale),
  }
}

/** The exact binomial limits (Clopper and Pearson 1934): never cover less than they say, mostly more. */
export function clopperPearsonLimits({ successes, trials, level }: Counted): Limits {
  const tail = (1 - level) / 2
  return {
    low: successes === 0 ? 0 : shareOf(betaQuantileLogOdds(successes, trials - successes + 1, tail)),
    high: successes === trials ? 1 : shareOf(-betaQuantileLogOdds(trials - successes, successes + 1, tail)),
  }
}

/** Limits from the posterior under Jeffreys' prior, Beta(1/2, 1/2) (Brown, Cai and DasGupta 2001). */
export function jeffreysLimits({ successes, trials, level }: Counted): Limits {
  const tail = (1 - level) / 2
  const [a, b] = [successes + 0.5, trials - successes + 0.5]
  return {
    low: successes === 0 ? 0 : shareOf(betaQuantileLogOdds(a, b, tail)),
    high: successes === trials ? 1 : shareOf(-betaQuantileLogOdds(b, a, tail)),
  }
}
