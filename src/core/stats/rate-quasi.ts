import type { Estimate } from '../../model.ts'
import { pooledRate, totalHits, type ArticleCount } from './article-count.ts'
import { studentWithin } from './distributions/student-t.ts'
import { rateDispersion } from './rate-dispersion.ts'

/**
 * Hits per 1,000 words with the quasi-Poisson interval: how often does this outlet say it, given that its articles differ? The article is the
 * unit; the interval is symmetric in ln(rate), by Student's t over articles, with the dispersion floored at 1. Covers about as often as it
 * says from three articles on; at two it is honest and useless. `undefined` below two articles and without a hit.
 */
export function quasiRate(articles: readonly ArticleCount[], { level }: { readonly level: number }): Estimate | undefined {
  const dispersion = rateDispersion([articles])
  if (dispersion === undefined) return undefined
  const value = 1000 * pooledRate(articles)
  const reach = studentWithin(level, articles.length - 1) * Math.sqrt(Math.max(1, dispersion) / totalHits(articles))
  return { value, low: value * Math.exp(-reach), high: value * Math.exp(reach), level, n: articles.length, method: 'quasi-poisson-t' }
}
