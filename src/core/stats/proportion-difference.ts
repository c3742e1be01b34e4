import type { Estimate } from '../../model.ts'
import { wilsonLimits } from './proportion.ts'

export interface Successes {
  readonly successes: number
  readonly trials: number
}

/**
 * Difference of two shares, A minus B, for example of the articles that use a frame: hybrid score interval (Newcombe 1998, method 10), without
 * continuity correction. `undefined` when a group has no trials.
 */
export function proportionDifference(a: Successes, b: Successes, { level }: { readonly level: number }): Estimate | undefined {
  if (a.trials <= 0 || b.trials <= 0) return undefined
  const [shareA, shareB] = [a.successes / a.trials, b.successes / b.trials]
  const [limitsA, limitsB] = [wilsonLimits({ ...a, level }), wilsonLimits({ ...b, level })]
  const value = shareA - shareB
  const low = value - Math.hypot(shareA - limitsA.low, limitsB.high - shareB)
  const high = value + Math.hypot(limitsA.high - shareA, shareB - limitsB.low)
  return { value, low, high, level, n: a.trials + b.trials, method: 'newcombe' }
}
