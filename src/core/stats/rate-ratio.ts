import type { Estimate } from '../../model.ts'
import type { ArticleCount } from './article-count.ts'
import { exactRateRatio } from './rate-ratio-exact.ts'
import { quasiRateRatio } from './rate-ratio-quasi.ts'

/**
 * How many times as often A says it as B, with the interval that reports show: quasi-Poisson over articles, or the exact conditional one where
 * a group has no hit (then the ratio is 0 or `Infinity`). `undefined` when neither has a hit, or one has no words.
 */
export function rateRatio(
  a: readonly ArticleCount[],
  b: readonly ArticleCount[],
  options: { readonly level: number },
): Estimate | undefined {
  const { value, low, high, level, n, method } = quasiRateRatio(a, b, options) ?? exactRateRatio(a, b, options) ?? nothing
  return value === undefined ? undefined : { value, low, high, level, n, method }
}

const nothing = { value: undefined, low: 0, high: Infinity, level: 0, n: 0, method: '' }
