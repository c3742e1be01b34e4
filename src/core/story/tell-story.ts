import type { Article, StoryMember } from '../../model.ts'
import { toId } from '../ids.ts'
import { eventAround, sameEventFloor } from './events.ts'
import { storyFeatures } from './features.ts'
import { findCopies } from './find-copies.ts'
import type { Groupable } from './group-articles.ts'
import { toPool, type Pool } from './similarity.ts'

export interface Candidate {
  readonly article: Article
  /** By the user: kept whatever its similarity. */
  readonly named: boolean
}

export interface StoryOptions {
  /** Days either side of the anchor's date. */
  readonly windowDays: number
  /** Ids or addresses that belong to the story, or do not, by the user's word. */
  readonly pins: readonly string[]
  readonly excludes: readonly string[]
}

export interface ToldStory {
  /** The anchor first, then by outlet, date and id. */
  readonly members: readonly StoryMember[]
  readonly left: readonly { readonly article: Article; readonly code: string; readonly reason: string }[]
}

/** Decides which candidates tell the anchor's event. Named articles stay, marked as doubtful where nothing but the user's word speaks for them. */
export function tellStory(anchor: Article, candidates: readonly Candidate[], options: StoryOptions): ToldStory {
  const ordered = candidates.toSorted((a, b) => orderOf(a.article, b.article))
  const articles = [anchor, ...ordered.map(({ article }) => article)]
  const pool = toPool(articles.map(storyFeatures))
  const event = eventAround(pool, 0)
  const copies = findCopies(articles.map(toGroupable))
  const left: { article: Article; code: string; reason: string }[] = []
  const members: StoryMember[] = [toMember(anchor, 'anchor', copies, undefined)]
  for (const [index, { article, named }] of ordered.entries()) {
    const place = index + 1
    const isAlike = event.has(place)
    const isKept = named || isMeant(article, options.pins)
    const { similarity } = pool.likeness(0, place)
    const why = isMeant(article, options.excludes)
      ? { code: 'excluded-by-you', reason: 'Excluded by the user' }
      : (repeats(article, articles, copies) ??
        (isKept ? undefined : misfit(article, { anchor, isAlike, pool, place, windowDays: options.windowDays })))
    if (why) left.push({ article, ...why })
    else members.push({ ...toMember(article, 'related', copies, similarity), doubtful: !isAlike && similarity < sameEventFloor })
  }
  return { members: withoutLostOriginals(members), left }
}

function orderOf(a: Article, b: Article): number {
  const keyOf = ({ outlet, publishedAt, id }: Article) => `${outlet} ${publishedAt ?? ''} ${id}`
  return keyOf(a) < keyOf(b) ? -1 : 1
}

function toGroupable(article: Article): Groupable {
  const { id, title, text, language, publishedAt, outlet } = article
  return { id, title, text, language, publishedAt, outlet }
}

function isMeant(article: Article, marks: readonly string[]): boolean {
  return marks.includes(article.id) || marks.includes(article.url)
}

/** One outlet's second printing of the same text adds nothing. */
function repeats(article: Article, articles: readonly Article[], copies: ReturnType<typeof findCopies>) {
  const copy = copies.get(article.id)
  const original = copy && articles.find(({ id }) => id === copy.of)
  if (!copy || !original || original.outlet !== article.outlet || copy.share < repeatFloor) return undefined
  return { code: 'duplicate', reason: `The same outlet carries this text at ${original.url}` }
}

const repeatFloor = 0.9

function misfit(
  article: Article,
  {
    anchor,
    isAlike,
    pool,
    place,
    windowDays,
  }: { readonly anchor: Article; readonly isAlike: boolean; readonly pool: Pool; readonly place: number; readonly windowDays: number },
) {
  const days = daysBetween(anchor, article)
  if (days !== undefined && days > windowDays) {
    return { code: 'outside-window', reason: `Published ${Math.round(days)} days from the anchor, more than ${windowDays}` }
  }
  if (isAlike) return undefined
  const { similarity, sharedNames, sharedNumbers } = pool.likeness(0, place)
  const shared = [...sharedNames, ...sharedNumbers].slice(0, 4).join(', ')
  return {
    code: 'other-story',
    reason: `Tells another story: similarity ${similarity.toFixed(2)}${shared === '' ? '' : `, shared: ${shared}`}`,
  }
}

function daysBetween(a: Article, b: Article): number | undefined {
  if (a.publishedAt === undefined || b.publishedAt === undefined) return undefined
  const days = Math.abs(Date.parse(a.publishedAt) - Date.parse(b.publishedAt)) / 86_400_000
  return Number.isNaN(days) ? undefined : days
}

function toMember(
  article: Article,
  role: 'anchor' | 'related',
  copies: ReturnType<typeof findCopies>,
  similarity: number | undefined,
): StoryMember {
  const copy = copies.get(article.id)
  return {
    articleId: article.id,
    role: role === 'related' && copy ? 'copy' : role,
    copyOf: copy && toId<'Article'>(copy.of),
    sharedShare: copy?.share,
    similarity,
    doubtful: false,
  }
}

/** A copy whose original was left out stands for itself. */
function withoutLostOriginals(members: readonly StoryMember[]): readonly StoryMember[] {
  const ids = new Set(members.map(({ articleId }) => articleId))
  return members.map((member) => {
    if (member.copyOf === undefined || ids.has(member.copyOf)) return member
    return { ...member, role: member.role === 'copy' ? 'related' : member.role, copyOf: undefined, sharedShare: undefined }
  })
}
