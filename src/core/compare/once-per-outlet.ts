import type { MeasuredArticle } from './measured-article.ts'

type Printed = Pick<MeasuredArticle, 'id' | 'outlet' | 'copyCluster'>

/** Of the articles that carry one text the first of each outlet, in a fixed order. */
export function oncePerOutlet<Article extends Printed>(articles: readonly Article[]): readonly Article[] {
  const seen = new Set<string>()
  return articles.toSorted(byOutletAndId).filter(({ outlet, copyCluster }) => {
    const key = `${outlet} ${copyCluster}`
    if (copyCluster === undefined || !seen.has(key)) {
      seen.add(key)
      return true
    }
    return false
  })
}

function byOutletAndId(a: Printed, b: Printed): number {
  if (a.outlet !== b.outlet) return a.outlet < b.outlet ? -1 : 1
  return a.id < b.id ? -1 : 1
}
