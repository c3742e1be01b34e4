import type { CopyRelation } from '../../model.ts'
import { eventsIn } from './events.ts'
import { storyFeatures, type Comparable } from './traits/features.ts'
import { byTime, findCopies } from './copies/find-copies.ts'
import { toPool } from './nearness/similarity.ts'

export interface Groupable extends Comparable {
  readonly id: string
  readonly outlet: string | undefined
}

export interface Grouping {
  /** The id of the story's earliest article. */
  readonly story: string
  readonly copyOf: string | undefined
  readonly sharedShare: number | undefined
  readonly relation: CopyRelation | undefined
}

/** Sorts a pool of articles into events, and says which carry the text of another. The order of the articles changes nothing. */
export function groupArticles(articles: readonly Groupable[]): ReadonlyMap<string, Grouping> {
  const ordered = articles.toSorted(byTime)
  const copies = findCopies(articles)
  const events = eventsIn(toPool(featuresOf(ordered)))
  const storyOf = new Map(ordered.map(({ id }, place) => [id, ordered[events[place] ?? place]?.id ?? id]))
  return new Map(
    articles.map(({ id }): [string, Grouping] => {
      const copy = copies.get(id)
      return [id, { story: storyOf.get(id) ?? id, copyOf: copy?.of, sharedShare: copy?.share, relation: copy?.relation }]
    }),
  )
}

/** One by one, so that what was read of an article can be let go before the next. */
function* featuresOf(articles: readonly Groupable[]) {
  for (const article of articles) yield storyFeatures(article)
}
