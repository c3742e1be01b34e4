import type { Estimate } from '../../model.ts'
import { pooledRate, sumOf, totalTokens, type ArticleCount } from './article-count.ts'
import { studentWithin } from './distributions/student-t.ts'

/**
 * Hits per 1,000 words with the linearised standard error of a ratio, the article as the sampling unit (Cochran 1977): a check on `quasiRate`.
 * Its lower limit may be negative and it covers too rarely below 40 articles. `undefined` below two articles and without words.
 */
export function clusterRobustRate(
  articles: readonly ArticleCount[],
  { level }: { readonly level: number },
): (Estimate & { readonly standardError: number }) | undefined {
  const n = articles.length
  const tokens = totalTokens(articles)
  if (n < 2 || tokens <= 0) return undefined
  const rate = pooledRate(articles)
  const squares = sumOf(articles, (article) => (article.hits - rate * article.tokens) ** 2)
  const standardError = (1000 * Math.sqrt((n / (n - 1)) * squares)) / tokens
  const reach = studentWithin(level, n - 1) * standardError
  const value = 1000 * rate
  return { value, low: value - reach, high: value + reach, level, n, method: 'cluster-robust-t', standardError }
}
