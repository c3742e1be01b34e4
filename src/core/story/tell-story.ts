import type { Article, StoryEvidence, StoryMember } from '../../model.ts'
import { canonicalUrl } from '../discover/canonical-url.ts'
import { outsideWindow } from '../discover/outside-window.ts'
import { toId } from '../ids.ts'
import { allSteps, type Steps } from '../steps.ts'
import { agencyOf } from './copies/agency.ts'
import { eventAround, sameEventFloor } from './events.ts'
import { sharedEvidence } from './traits/evidence.ts'
import { storyFeatures, type StoryFeatures } from './traits/features.ts'
import { findCopiesInSteps, type Copy } from './copies/find-copies.ts'
import type { Groupable } from './group-articles.ts'
import { sharedSpans } from './copies/shared-spans.ts'
import { toPoolInSteps } from './nearness/similarity.ts'

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
  /** Why, in the user's words. */
  readonly note: string | undefined
  /** Average kinship from which articles tell one event, where another than `sameEventFloor` is asked for. */
  readonly floor?: number
}

export interface ToldStory {
  /** The anchor first, then by outlet, date and id. */
  readonly members: readonly StoryMember[]
  readonly left: readonly { readonly article: Article; readonly code: string; readonly reason: string }[]
  /** Pins and excludes that name none of the articles. */
  readonly unmet: readonly string[]
}

/**
 * Decides which candidates tell the anchor's event. Named articles stay, marked as doubtful where nothing but the user's word speaks for them;
 * pinned ones belong to the story whatever they tell.
 */
export function tellStory(anchor: Article, candidates: readonly Candidate[], options: StoryOptions): ToldStory {
  return allSteps(tellStoryInSteps(anchor, candidates, options))
}

/** `tellStory`, in steps. */
export function* tellStoryInSteps(anchor: Article, candidates: readonly Candidate[], options: StoryOptions): Steps<ToldStory> {
  const ordered = candidates.toSorted((a, b) => orderOf(a.article, b.article))
  const articles = [anchor, ...ordered.map(({ article }) => article)]
  const traits: Traits[] = []
  const pool = yield* toPoolInSteps(readEach(articles, traits))
  yield
  const { floor = sameEventFloor } = options
  const event = eventAround(pool, 0, floor)
  yield
  const copies = yield* findCopiesInSteps(articles.map(toGroupable))
  const byId = new Map(articles.map((article) => [article.id, article]))
  const left: { article: Article; code: string; reason: string }[] = []
  const members: StoryMember[] = [toMember(anchor, 'anchor', copyOf(anchor), noTie)]
  for (const [index, { article, named }] of ordered.entries()) {
    const place = index + 1
    const isAlike = event.has(place)
    const pinned = isMeant(article, options.pins)
    const [own, others] = [traits[0] ?? noTraits, traits[place] ?? noTraits]
    const similarity = canTell(own, others) ? pool.similarity(0, place) : undefined
    const evidence = sharedEvidence(own, others)
    const copy = copyOf(article)
    const why = isMeant(article, options.excludes)
      ? { code: 'excluded-by-you', reason: excludedByUser(options) }
      : (repeats(article, copy) ??
        (named || pinned
          ? undefined
          : (outsideWindow(article.publishedAt, anchor.publishedAt, options.windowDays) ??
            (isAlike ? undefined : otherStory(similarity, evidence)))))
    const doubtful = !pinned && !isAlike && similarity !== undefined && similarity < floor
    if (why) left.push({ article, ...why })
    else members.push(toMember(article, 'related', copy, { similarity, evidence, pinned, doubtful }))
    yield
  }
  const unmet = [...options.pins, ...options.excludes].filter((mark) => !articles.some((article) => isMeant(article, [mark])))
  return { members: withoutLostOriginals(members), left, unmet }

  function copyOf(article: Article): Copied | undefined {
    const copy = copies.get(article.id)
    const original = copy && byId.get(toId<'Article'>(copy.of))
    return original && { ...copy, original }
  }
}

/** A copy and the article it was taken from. */
type Copied = Copy & { readonly original: Article }

/** What ties a member to the anchor. */
type Tie = Pick<StoryMember, 'similarity' | 'evidence' | 'pinned' | 'doubtful'>

const noTie: Tie = { similarity: undefined, evidence: { names: [], numbers: [] }, pinned: false, doubtful: false }
const noTraits: Traits = { language: undefined, names: new Map(), numbers: new Set() }

/** What is said of two articles beside their similarity. */
type Traits = Pick<StoryFeatures, 'language' | 'names' | 'numbers'>

/** One by one, so that the words of an article can be let go before the next: they take ten times the room of its text. */
function* readEach(articles: readonly Article[], traits: Traits[]): Generator<StoryFeatures> {
  for (const article of articles) {
    const features = storyFeatures(article)
    const { language, names, numbers } = features
    traits.push({ language, names, numbers })
    yield features
  }
}

/** Between languages only names and numbers tell: where one side has hardly any, nothing is said either way. */
function canTell(a: Traits, b: Traits): boolean {
  const facts = ({ names, numbers }: Traits) => names.size + numbers.size
  return a.language === b.language || Math.min(facts(a), facts(b)) >= fewestFacts
}

const fewestFacts = 4

function orderOf(a: Article, b: Article): number {
  const keyOf = ({ outlet, publishedAt, id }: Article) => `${outlet} ${publishedAt ?? ''} ${id}`
  return keyOf(a) < keyOf(b) ? -1 : 1
}

function toGroupable(article: Article): Groupable {
  const { id, title, text, language, publishedAt, outlet } = article
  return { id, title, text, language, publishedAt, outlet }
}

/** Whether one of the marks is the id or the address of the article. */
function isMeant({ id, url }: Pick<Article, 'id' | 'url'>, marks: readonly string[]): boolean {
  return marks.includes(id) || marks.some((mark) => canonicalUrl(mark) === canonicalUrl(url))
}

export function excludedByUser({ note }: Pick<StoryOptions, 'note'>): string {
  return note === undefined ? 'Excluded by the user' : `Excluded by the user: ${note}`
}

/** One outlet's second printing of the same text adds nothing. */
function repeats(article: Article, copy: Copied | undefined) {
  if (!copy || copy.original.outlet !== article.outlet || copy.share < repeatFloor) return undefined
  return { code: 'duplicate', reason: `The same outlet carries this text at ${copy.original.url}` }
}

const repeatFloor = 0.9

function otherStory(similarity: number | undefined, { names, numbers }: StoryEvidence) {
  const shared = [...names, ...numbers].slice(0, 4).join(', ')
  if (similarity === undefined)
    return { code: 'not-comparable', reason: 'In another language, with too few names and numbers to tell what it tells' }
  const reason = `Tells another story: similarity ${similarity.toFixed(2)}${shared === '' ? '' : `, shared: ${shared}`}`
  return { code: 'other-story', reason }
}

function toMember(article: Article, role: 'anchor' | 'related', copy: Copied | undefined, tie: Tie): StoryMember {
  return {
    articleId: article.id,
    role: role === 'related' && copy ? 'copy' : role,
    copyOf: copy?.original.id,
    sharedShare: copy?.share,
    relation: copy?.relation,
    sharedSpans: copy ? sharedSpans(copy.original, article) : [],
    agency: agencyOf(article),
    ...tie,
  }
}

/** A copy whose original was left out stands for itself. */
function withoutLostOriginals(members: readonly StoryMember[]): readonly StoryMember[] {
  const ids = new Set(members.map(({ articleId }) => articleId))
  return members.map((member) => {
    if (member.copyOf === undefined || ids.has(member.copyOf)) return member
    return { ...member, role: member.role === 'copy' ? 'related' : member.role, ...noCopy }
  })
}

const noCopy = { copyOf: undefined, sharedShare: undefined, relation: undefined, sharedSpans: [] }
