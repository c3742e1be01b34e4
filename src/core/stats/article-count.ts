/** One article in an estimate: how often something was said in it, and in how many words it could have been said. */
export interface ArticleCount {
  readonly hits: number
  readonly tokens: number
}

export function totalHits(articles: readonly ArticleCount[]): number {
  return sumOf(articles, ({ hits }) => hits)
}

export function totalTokens(articles: readonly ArticleCount[]): number {
  return sumOf(articles, ({ tokens }) => tokens)
}

/** Hits per word over all articles together: long articles weigh more. `NaN` where there are no words. */
export function pooledRate(articles: readonly ArticleCount[]): number {
  return totalHits(articles) / totalTokens(articles)
}

/** Sum of a figure over items, in their order. */
export function sumOf<Item>(items: readonly Item[], figure: (item: Item) => number): number {
  let sum = 0
  for (const item of items) sum += figure(item)
  return sum
}
