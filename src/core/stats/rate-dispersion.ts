import { pooledRate, sumOf, type ArticleCount } from './article-count.ts'

/**
 * How much more article counts vary than chance alone would make them (Pearson's dispersion): about 1 for Poisson counts, 5 when hits come in
 * clumps. Each group is held against its own pooled rate. `undefined` when there are no more articles than groups, or no hit at all.
 */
export function rateDispersion(groups: readonly (readonly ArticleCount[])[]): number | undefined {
  const degreesOfFreedom = sumOf(groups, (articles) => articles.length) - groups.length
  if (degreesOfFreedom < 1) return undefined
  const dispersion = sumOf(groups, squaredResiduals) / degreesOfFreedom
  return groups.some((articles) => pooledRate(articles) > 0) ? dispersion : undefined
}

function squaredResiduals(articles: readonly ArticleCount[]): number {
  const rate = pooledRate(articles)
  if (!(rate > 0)) return 0
  return sumOf(articles, ({ hits, tokens }) => (tokens > 0 ? (hits - rate * tokens) ** 2 / (rate * tokens) : 0))
}
