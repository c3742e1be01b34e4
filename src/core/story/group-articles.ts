import { copyFloor, sequencesOf, sharedText } from './copies.ts'
import { storyFeatures, type Comparable } from './features.ts'
import { averageLinkage } from './linkage.ts'
import { toPool } from './similarity.ts'

export interface Groupable extends Comparable {
  readonly id: string
  readonly outlet: string | undefined
}

export interface Grouping {
  /** The id of the story's first member. */
  readonly story: string
  readonly copyOf: string | undefined
  readonly sharedShare: number | undefined
}

/** Average likeness from which two groups tell the same event. */
export const sameEventFloor = 0.095

/** Sorts a pool of articles into events, and says which carry the text of another. */
export function groupArticles(articles: readonly Groupable[]): ReadonlyMap<string, Grouping> {
  const pool = toPool(articles.map(storyFeatures))
  const groups = averageLinkage(articles.length, (a, b) => pool.likeness(a, b).similarity, sameEventFloor)
  const copies = findCopies(articles)
  return new Map(
    articles.map((article, index): [string, Grouping] => {
      const copy = copies.get(article.id)
      return [article.id, { story: articles[groups[index] ?? index]?.id ?? article.id, copyOf: copy?.of, sharedShare: copy?.share }]
    }),
  )
}

export interface Copy {
  readonly of: string
  readonly share: number
}

/** For each article that carries another's text, the earliest article that has it. Undated articles come last; ties go by id. */
export function findCopies(articles: readonly Groupable[]): ReadonlyMap<string, Copy> {
  const ordered = articles.toSorted((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1))
  const sequences = new Map(ordered.map((article) => [article.id, sequencesOf(article)]))
  const copies = new Map<string, Copy>()
  for (const [index, article] of ordered.entries()) {
    let best: Copy | undefined
    for (const earlier of ordered.slice(0, index)) {
      if (earlier.language !== article.language) continue
      const { share } = sharedText(sequences.get(earlier.id) ?? new Set(), sequences.get(article.id) ?? new Set())
      if (share >= copyFloor && share > (best?.share ?? 0)) best = { of: copies.get(earlier.id)?.of ?? earlier.id, share }
    }
    if (best) copies.set(article.id, best)
  }
  return copies
}

function timeOf({ publishedAt }: Groupable): number {
  const time = publishedAt === undefined ? Number.NaN : Date.parse(publishedAt)
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time
}
