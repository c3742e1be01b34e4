import type { Estimate } from '../../model.ts'
import type { ArticleCount } from './article-count.ts'
import { exactRate } from './rate-exact.ts'
import { quasiRate } from './rate-quasi.ts'

/**
 * Hits per 1,000 words of an outlet with the interval that reports show: quasi-Poisson over articles, or exact Poisson where one article or no
 * hit leaves no spread to estimate. `undefined` without words.
 */
export function rate(articles: readonly ArticleCount[], options: { readonly level: number }): Estimate | undefined {
  return quasiRate(articles, options) ?? exactRate(articles, options)
}
