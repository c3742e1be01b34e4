import type { ArticleId, OutletCoverage, OutletId, Reach, SearchRead, StoryMember } from '../../model.ts'

/** Who told of an article: the outlet itself, in a feed or news sitemap, or a search service. */
export type Announcer = 'outlet' | 'search'

interface Found {
  readonly members: readonly StoryMember[]
  readonly outletOf: (id: ArticleId) => OutletId | undefined
  /** Those that were asked of themselves, not because a service named them: else the two ways would not be independent. */
  readonly outlets: readonly OutletCoverage[]
  readonly searches: readonly SearchRead[]
}

/**
 * What outlets and search services found apart and together. Counted over outlets of which both could have told: those whose own sources were
 * read. `undefined` where nothing was asked one way or the other, or it did not answer.
 */
export function reachOf(
  { members, outletOf, outlets, searches }: Found,
  announced: ReadonlyMap<ArticleId, ReadonlySet<Announcer>>,
): Reach | undefined {
  const readable = new Set(
    outlets.flatMap(({ outlet, sources }) => (sources.some(({ failure }) => failure === undefined) ? outlet.id : [])),
  )
  if (readable.size === 0 || !searches.some(({ items }) => items > 0)) return undefined
  const told = members.flatMap(({ articleId, role, doubtful }) => {
    const outlet = outletOf(articleId)
    if (role === 'anchor' || doubtful || outlet === undefined || !readable.has(outlet)) return []
    return announced.get(articleId) ?? []
  })
  return {
    own: told.filter((by) => by.has('outlet')).length,
    searched: told.filter((by) => by.has('search')).length,
    both: told.filter((by) => by.has('outlet') && by.has('search')).length,
  }
}
