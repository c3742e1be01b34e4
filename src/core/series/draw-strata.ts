import type { OutletId, RunId } from '../../model.ts'
import type { Party, SeriesArticle } from './series.ts'

/** The articles of both sides on one story, in one language, without the text that stands on both. */
export interface SeriesStratum {
  readonly story: RunId
  readonly language: string
  readonly a: readonly SeriesArticle[]
  readonly b: readonly SeriesArticle[]
}

export type SeriesSides =
  | { readonly kind: 'strata'; readonly strata: readonly SeriesStratum[]; readonly shared: readonly SeriesArticle[] }
  | { readonly kind: 'different-languages' | 'mostly-shared' }

/**
 * A against B, story by story and language by language: an article is only held against articles on the same news in the same language. Articles
 * in another language than their outlet's main one take no part. Text that both sides print leaves both; where it is more than half of the
 * articles of a side, too little is left to speak for that side.
 */
export function drawStrata(
  articles: readonly SeriesArticle[],
  { a, b }: { readonly a: Party; readonly b: Party },
  languages: ReadonlyMap<OutletId, string>,
): SeriesSides {
  const comparable = articles.filter(({ outlet, language }) => language !== undefined && languages.get(outlet) === language)
  const left = comparable.filter(({ outlet }) => a.outlets.has(outlet))
  const right = comparable.filter(({ outlet }) => b.outlets.has(outlet))
  const spoken = new Set(right.map(({ language }) => language))
  if (!left.some(({ language }) => spoken.has(language))) return { kind: 'different-languages' }
  const strata = [...byStory(left)].flatMap(([key, own]) => {
    const others = byStory(right).get(key)
    const [first] = own
    return others && first?.language !== undefined ? [split(own, others, { story: first.story, language: first.language })] : []
  })
  const count = (list: (stratum: Split) => number) => strata.reduce((sum, stratum) => sum + list(stratum), 0)
  const sharedA = count(({ sharedA: shared }) => shared.length)
  const sharedB = count(({ sharedB: shared }) => shared.length)
  const mostly = sharedA > count(({ stratum }) => stratum.a.length) || sharedB > count(({ stratum }) => stratum.b.length)
  if (mostly) return { kind: 'mostly-shared' }
  return {
    kind: 'strata',
    strata: strata.map(({ stratum }) => stratum).filter((stratum) => stratum.a.length > 0 && stratum.b.length > 0),
    shared: strata.flatMap((one) => [...one.sharedA, ...one.sharedB]),
  }
}

function byStory(articles: readonly SeriesArticle[]): ReadonlyMap<string, readonly SeriesArticle[]> {
  const groups = new Map<string, SeriesArticle[]>()
  for (const article of articles) {
    const key = `${article.story} ${article.language}`
    const group = groups.get(key)
    if (group) group.push(article)
    else groups.set(key, [article])
  }
  return groups
}

interface Split {
  readonly stratum: SeriesStratum
  readonly sharedA: readonly SeriesArticle[]
  readonly sharedB: readonly SeriesArticle[]
}

function split(left: readonly SeriesArticle[], right: readonly SeriesArticle[], where: Pick<SeriesStratum, 'story' | 'language'>): Split {
  const clusters = (list: readonly SeriesArticle[]) => new Set(list.flatMap(({ copyCluster }) => copyCluster ?? []))
  const both = clusters(left).intersection(clusters(right))
  const isShared = ({ copyCluster }: SeriesArticle) => copyCluster !== undefined && both.has(copyCluster)
  return {
    stratum: { ...where, a: left.filter((article) => !isShared(article)), b: right.filter((article) => !isShared(article)) },
    sharedA: left.filter(isShared),
    sharedB: right.filter(isShared),
  }
}
