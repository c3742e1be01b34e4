import { toPool, type Pool } from './nearness/similarity.ts'
import { storyFeatures, type Comparable } from './traits/features.ts'

/** Who else is asked what tells the story, once the nearest are known. */
export interface SecondLook {
  /** How many of the nearest. */
  readonly neighbours: number
  /** How much their word counts beside the article's own, 0 to 1; 0 for not at all. */
  readonly trust: number
}

export interface Related {
  /** Place in the pool. */
  readonly item: number
  readonly score: number
}

/**
 * Measured by `npm run measure:stories`: recall of related articles among the first twenty and mean average precision are highest about here,
 * on topics that the choice did not see.
 */
export const usualLook: SecondLook = { neighbours: 3, trust: 0.6 }

/**
 * A pool to rank in. To rank is to lose nothing, where to group is to join nothing that does not belong: so the year that a report opens with,
 * which keeps the group of one earthquake free of the last one, does not count here. Reports of one event do open with other years, and what is
 * ranked is grouped afterwards.
 */
export function rankingPool(articles: Iterable<Comparable>): Pool {
  return toPool(withoutYears(articles))
}

/**
 * All others of the pool by how much they tell what one article tells, the closest first. After the first ranking the nearest are asked what is
 * near to them (local feedback, after J. J. Rocchio 1971): they say in other words what the article says.
 */
export function rankRelated(item: number, pool: Pool, { neighbours, trust }: SecondLook): readonly Related[] {
  const first = scores(item, pool)
  const nearest = sorted(item, first).slice(0, neighbours)
  const both = first.slice()
  for (const { item: neighbour, score } of nearest) {
    for (const [other, likeness] of scores(neighbour, pool).entries()) both[other] = (both[other] ?? 0) + trust * score * likeness
  }
  return sorted(item, both)
}

function* withoutYears(articles: Iterable<Comparable>) {
  for (const article of articles) yield { ...storyFeatures(article), years: [] }
}

/** What is near to an article itself says nothing about it. */
function scores(item: number, pool: Pool): Float64Array {
  return Float64Array.from({ length: pool.size }, (_, other) => (other === item ? 0 : pool.similarity(item, other)))
}

function sorted(item: number, values: Float64Array): readonly Related[] {
  const others = [...values].flatMap((score, other) => (other === item ? [] : [{ item: other, score }]))
  return others.toSorted((a, b) => b.score - a.score || a.item - b.item)
}
