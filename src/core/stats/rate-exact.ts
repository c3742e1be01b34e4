import type { Estimate } from '../../model.ts'
import { gammaLowerQuantile, gammaUpperQuantile } from './distributions/gamma-quantile.ts'
import { totalHits, totalTokens, type ArticleCount } from './article-count.ts'

/**
 * Hits per 1,000 words with the exact Poisson interval (Garwood 1936). Assumes that hits fall independently, which they do not across
 * articles: meant for a single article and for no hit at all. `undefined` without words.
 */
export function exactRate(articles: readonly ArticleCount[], { level }: { readonly level: number }): Estimate | undefined {
  const hits = totalHits(articles)
  const tokens = totalTokens(articles)
  if (tokens <= 0) return undefined
  const tail = (1 - level) / 2
  const low = hits === 0 ? 0 : (1000 * gammaLowerQuantile(hits, tail)) / tokens
  const high = (1000 * gammaUpperQuantile(hits + 1, tail)) / tokens
  return { value: (1000 * hits) / tokens, low, high, level, n: articles.length, method: 'exact-poisson' }
}
