import type { Estimate } from '../../model.ts'
import { sumOf } from './article-count.ts'
import { studentWithin } from './distributions/student-t.ts'

/**
 * Mean of one value per article, each within `range`: interval by Student's t over articles. Where a single article, or articles that all agree,
 * leave no spread to estimate, Hoeffding's bound (1963) for values of that range, so that two equal articles do not pass for certainty. Limits
 * stay within the range. `undefined` without values.
 */
export function meanOfArticles(
  values: readonly number[],
  { level, range }: { readonly level: number; readonly range: { readonly low: number; readonly high: number } },
): Estimate | undefined {
  const n = values.length
  if (n === 0) return undefined
  const value = sumOf(values, (each) => each) / n
  const variance = sumOf(values, (each) => (each - value) ** 2) / (n - 1)
  const spreads = n > 1 && values.some((each) => each !== values[0])
  const reach = spreads
    ? studentWithin(level, n - 1) * Math.sqrt(variance / n)
    : (range.high - range.low) * Math.sqrt(Math.log(2 / (1 - level)) / (2 * n))
  const limits = { low: Math.max(range.low, value - reach), high: Math.min(range.high, value + reach) }
  return { value, ...limits, level, n, method: spreads ? 'article-t' : 'hoeffding' }
}

/** Sum of squared distances from the mean. */
export function sumOfSquares(values: readonly number[]): number {
  const centre = mean(values)
  return sumOf(values, (value) => (value - centre) ** 2)
}

/** `NaN` without values. */
export function mean(values: readonly number[]): number {
  return sumOf(values, (value) => value) / values.length
}
