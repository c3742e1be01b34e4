import type { Estimate } from '../../model.ts'
import { pooledRate, totalHits, type ArticleCount } from './article-count.ts'
import { studentOutside, studentWithin } from './distributions/student-t.ts'
import { rateDispersion } from './rate-dispersion.ts'

export interface QuasiRatio extends Estimate {
  /** Pooled over both groups, as estimated; the interval uses it floored at 1. */
  readonly dispersion: number
  readonly standardErrorOfLog: number
  readonly degreesOfFreedom: number
  /** Two-sided, by Student's t. A check: the p of a report comes from permuting articles. */
  readonly p: number
}

/**
 * How many times as often A says it as B: ratio of pooled rates, interval by Student's t on its logarithm with one dispersion for both groups,
 * floored at 1. The article is the unit. `undefined` when a group has no hit, and below three articles together.
 */
export function quasiRateRatio(
  a: readonly ArticleCount[],
  b: readonly ArticleCount[],
  { level }: { readonly level: number },
): QuasiRatio | undefined {
  const dispersion = rateDispersion([a, b])
  const [hitsA, hitsB] = [totalHits(a), totalHits(b)]
  if (dispersion === undefined || hitsA === 0 || hitsB === 0) return undefined
  const value = pooledRate(a) / pooledRate(b)
  const degreesOfFreedom = a.length + b.length - 2
  const standardErrorOfLog = Math.sqrt(Math.max(1, dispersion) * (1 / hitsA + 1 / hitsB))
  const reach = studentWithin(level, degreesOfFreedom) * standardErrorOfLog
  const p = studentOutside(Math.log(value) / standardErrorOfLog, degreesOfFreedom)
  const limits = { low: value * Math.exp(-reach), high: value * Math.exp(reach) }
  return { value, ...limits, level, n: a.length + b.length, method: 'quasi-poisson-t', dispersion, standardErrorOfLog, degreesOfFreedom, p }
}
