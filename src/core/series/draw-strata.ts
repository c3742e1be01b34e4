import type { OutletId, RunId } from '../../model.ts'
import { setSharedApart } from '../compare/sides.ts'
import { sumOf } from '../stats/article-count.ts'
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
 * in another language than their outlet's main one take no part. Text that several outlets of a side print counts once. Text that both sides
 * print leaves both; where it is more than half of the texts of a side, too little is left to speak for that side.
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
  const theirs = byStory(right)
  const told = [...byStory(left)].flatMap(([key, own]) => {
    const others = theirs.get(key)
    const [first] = own
    return others && first?.language !== undefined ? [{ story: first.story, language: first.language, ...setSharedApart(own, others) }] : []
  })
  const count = (side: 'a' | 'b' | 'sharedA' | 'sharedB') => sumOf(told, (stratum) => stratum[side].length)
  if (count('sharedA') > count('a') || count('sharedB') > count('b')) return { kind: 'mostly-shared' }
  return {
    kind: 'strata',
    strata: told
      .filter((stratum) => stratum.a.length > 0 && stratum.b.length > 0)
      .map(({ sharedA: _a, sharedB: _b, ...stratum }) => stratum),
    shared: told.flatMap(({ sharedA, sharedB }) => [...sharedA, ...sharedB]),
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
