import { median } from './median.ts'

const mostDifference = 0.2

/**
 * Whether a contender agrees with itself: the medians of its odd and of its even rounds are within 20 % of each other. Where they are not, the
 * machine was too busy to compare anything. One round cannot tell.
 */
export function isSteady(values: readonly number[]): boolean {
  const odd = median(values.filter((_, index) => index % 2 === 0))
  const even = median(values.filter((_, index) => index % 2 === 1))
  if (odd === undefined || even === undefined) return true
  return Math.max(odd, even) <= (1 + mostDifference) * Math.min(odd, even)
}
