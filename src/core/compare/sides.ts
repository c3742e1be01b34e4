import type { Contrast, OutletId } from '../../model.ts'
import type { MeasuredArticle } from './measured-article.ts'

/** Who stands against whom. */
export type Pairing = Pick<Contrast, 'a' | 'b'>

/** The articles of both sides, without the text that stands on both; or why they cannot be held against each other. */
export type Sides =
  | {
      readonly kind: 'sides'
      readonly a: readonly MeasuredArticle[]
      readonly b: readonly MeasuredArticle[]
      readonly shared: readonly MeasuredArticle[]
    }
  | { readonly kind: 'different-languages' | 'mostly-shared' }

/** The language in which most articles of each outlet are written; of two as frequent, the first by code. */
export function mainLanguages(articles: readonly MeasuredArticle[]): ReadonlyMap<OutletId, string> {
  const counts = new Map<OutletId, Map<string, number>>()
  for (const { outlet, language } of articles) {
    if (language === undefined) continue
    const own = counts.get(outlet) ?? new Map<string, number>()
    counts.set(outlet, own.set(language, (own.get(language) ?? 0) + 1))
  }
  return new Map([...counts].map(([outlet, own]) => [outlet, mostFrequent(own)]))
}

/**
 * An outlet against another, or against all others of its language pooled. Articles in another language than their outlet's main one take no
 * part. Text that several outlets of a side print is one voice, and counts once. Text that both sides print tells nothing about a difference: it
 * leaves both, and where it is more than half of the texts of a side, too little is left to speak for that side.
 */
export function drawSides(articles: readonly MeasuredArticle[], { a, b }: Pairing, languages: ReadonlyMap<OutletId, string>): Sides {
  const language = languages.get(a)
  const comparable = articles.filter((article) => article.language === language && languages.get(article.outlet) === language)
  const left = comparable.filter(({ outlet }) => outlet === a)
  const right = comparable.filter(({ outlet }) => (b === 'others' ? outlet !== a : outlet === b))
  if (language === undefined || right.length === 0) return { kind: 'different-languages' }
  const { a: ownA, b: ownB, sharedA, sharedB } = setSharedApart(left, right)
  if (sharedA.length > ownA.length || sharedB.length > ownB.length) return { kind: 'mostly-shared' }
  return { kind: 'sides', a: ownA, b: ownB, shared: [...sharedA, ...sharedB] }
}

/** The articles of two sides, those apart whose text the other side prints too. */
export interface SetApart<Article> {
  readonly a: readonly Article[]
  readonly b: readonly Article[]
  readonly sharedA: readonly Article[]
  readonly sharedB: readonly Article[]
}

/** Each text once a side; text that both sides print is set apart, for it tells nothing about a difference between them. */
export function setSharedApart<Article extends Text>(left: readonly Article[], right: readonly Article[]): SetApart<Article> {
  const clusters = (list: readonly Article[]) => new Set(list.flatMap(({ copyCluster }) => copyCluster ?? []))
  const both = clusters(left).intersection(clusters(right))
  const isShared = ({ copyCluster }: Article) => copyCluster !== undefined && both.has(copyCluster)
  const isOwn = (article: Article) => !isShared(article)
  const [a, b] = [oncePerText(left), oncePerText(right)]
  return { a: a.filter(isOwn), b: b.filter(isOwn), sharedA: a.filter(isShared), sharedB: b.filter(isShared) }
}

type Text = Pick<MeasuredArticle, 'id' | 'copyCluster'>

/** Of the articles that carry one text the original, where it is among them, else the first. */
function oncePerText<Article extends Text>(articles: readonly Article[]): readonly Article[] {
  const kept = new Map<string, Article>()
  for (const article of articles) {
    const text = article.copyCluster ?? article.id
    if (!kept.has(text) || article.id === text) kept.set(text, article)
  }
  return [...kept.values()]
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  const [first] = [...counts].toSorted(([left, leftCount], [right, rightCount]) => rightCount - leftCount || (left < right ? -1 : 1))
  if (!first) throw new RangeError('No language was counted for an outlet')
  return first[0]
}
