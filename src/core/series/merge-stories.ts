import type { ArticleId, CoverageStatus, OutletCoverage, StoryMember } from '../../model.ts'
import type { SeriesStory, StoredStory } from './series.ts'

/**
 * Comparisons as stories. Runs that began with the same article, or with an article that another run counts to its story, tell one event: their
 * articles are taken together, and where they differ the newest has the last word, also on what does not belong. An article that two stories
 * claim goes to the one that began with it, else to the one it is most like, else to the first. `addressOf` names what versions of an article share.
 */
export function mergeStories(stored: readonly StoredStory[], addressOf: (id: ArticleId) => string): readonly SeriesStory[] {
  const oldestFirst = stored.toSorted((x, y) => compareText(x.createdAt, y.createdAt) || compareText(x.run, y.run))
  const groups: StoredStory[][] = []
  for (const entry of oldestFirst) {
    const same = groups.filter((group) => group.some((other) => tellsSame(entry, other, addressOf)))
    for (const group of same) groups.splice(groups.indexOf(group), 1)
    groups.push([...same.flat(), entry].toSorted((x, y) => compareText(x.createdAt, y.createdAt) || compareText(x.run, y.run)))
  }
  const stories = groups.map((group) => merged(group, addressOf))
  return claimedOnce(stories, addressOf)
}

function tellsSame({ story: x }: StoredStory, { story: y }: StoredStory, addressOf: (id: ArticleId) => string): boolean {
  const tells = (story: StoredStory['story'], anchor: ArticleId) =>
    story.members.some(({ articleId, doubtful }) => !doubtful && addressOf(articleId) === addressOf(anchor))
  return tells(x, y.anchor) || tells(y, x.anchor)
}

/** The oldest first. */
function merged(group: readonly StoredStory[], addressOf: (id: ArticleId) => string): SeriesStory {
  const newest = group.at(-1)
  if (!newest) throw new TypeError('A story is made of one run at least')
  const members = new Map<string, StoryMember>()
  for (const { story } of group) {
    for (const { url, stage } of story.excluded) if (stage === 'group') members.delete(url)
    for (const member of story.members) members.set(addressOf(member.articleId), member)
  }
  const { anchor } = newest.story
  // An original that was edited since has another id: whoever carried its text is a copy of it all the same.
  const current = (id: ArticleId) => members.get(addressOf(id))?.articleId ?? id
  const kept = [...members.values()].map((member) => {
    const told = member.copyOf === undefined ? member : { ...member, copyOf: current(member.copyOf) }
    return told.role === 'anchor' && told.articleId !== anchor ? related(told) : told
  })
  const outlets = new Map<string, OutletCoverage>()
  for (const { story } of group) {
    for (const entry of story.outlets) {
      const known = outlets.get(entry.outlet.id)
      outlets.set(entry.outlet.id, known && rank[known.status] > rank[entry.status] ? { ...known, outlet: entry.outlet } : entry)
    }
  }
  return {
    id: newest.run,
    runs: group.map(({ run }) => run),
    createdAt: newest.createdAt,
    anchor,
    members: kept,
    outlets: [...outlets.values()],
  }
}

const rank: Readonly<Record<CoverageStatus, number>> = { unseen: 0, silent: 1, covered: 2 }

function related(member: StoryMember): StoryMember {
  return { ...member, role: member.copyOf === undefined ? 'related' : 'copy' }
}

function claimedOnce(stories: readonly SeriesStory[], addressOf: (id: ArticleId) => string): readonly SeriesStory[] {
  const owner = new Map<string, { readonly story: SeriesStory; readonly claim: number }>()
  for (const story of stories) {
    for (const member of story.members) {
      const address = addressOf(member.articleId)
      const known = owner.get(address)
      if (!known || claimOf(member, story) > known.claim) owner.set(address, { story, claim: claimOf(member, story) })
    }
  }
  return stories.map((story) => ({
    ...story,
    members: story.members.filter(({ articleId }) => owner.get(addressOf(articleId))?.story === story),
  }))
}

/** What may be other news is no part of a series: it must not be taken from the story that it does belong to. */
function claimOf({ articleId, similarity, doubtful }: StoryMember, story: SeriesStory): number {
  if (articleId === story.anchor) return Infinity
  return doubtful ? -1 : (similarity ?? 0)
}

function compareText(x: string, y: string): number {
  if (x === y) return 0
  return x < y ? -1 : 1
}
