import { z } from 'zod'
import { canonicalUrl } from '../core/discover/canonical-url.ts'
import { coverageOf } from '../core/story/coverage.ts'
import { sameEventFloor } from '../core/story/events.ts'
import { reachOf } from '../core/story/reach.ts'
import { tellStoryInSteps, type Candidate, type StoryOptions, type ToldStory } from '../core/story/tell-story.ts'
import { PipelineError } from '../errors.ts'
import type { Article, ArticleId, Exclusion, Outlet, OutletId, RunId, Story, StoryMember } from '../model.ts'
import { announcedBy } from './announced-by.ts'
import { endedCoverage } from './ended-coverage.ts'
import { gather } from './gather.ts'
import { inSteps, type TurnPorts } from './in-steps.ts'
import { idSchema } from './noun-schemas.ts'
import type { Plan } from './plan.ts'
import type { Stage, StageContext } from './stage.ts'

const inputSchema = z.strictObject({ anchor: idSchema<'Article'>(), fetchedAt: z.string().optional() }).readonly()
type GroupInput = z.infer<typeof inputSchema>

export interface GroupOutput {
  readonly articles: readonly ArticleId[]
  readonly anchor: ArticleId
}

export interface GroupPorts extends TurnPorts {
  readonly plan: Plan
  readonly articles: { get(id: ArticleId): Promise<Article | undefined> }
  readonly foundOutlets: { get(id: OutletId): Promise<Outlet | undefined> }
  readonly stories: { put(run: RunId, story: Story): Promise<void> }
  readonly runs: { get(run: RunId): Promise<{ readonly createdAt: string } | undefined> }
  /** By when a run first met each text: reports say whether words were chosen after it. */
  readonly firstSeen: { note(kind: 'article', ids: readonly string[], at: string): Promise<void> }
}

/** Decides which of the articles tell the anchor's event and which carry another's text, and writes down everything that was left out. */
export const groupStage: Stage<GroupInput, GroupOutput, GroupPorts> = {
  name: 'group',
  lane: 'compute',
  input: inputSchema,
  key: () => 'story',
  run: group,
  next: ({ articles, anchor }) => ({
    all: articles.map((article) => ({ stage: 'score', input: { article } })),
    then: { stage: 'compare', input: { anchor } },
  }),
}

async function group(input: GroupInput, ports: GroupPorts, context: StageContext): Promise<GroupOutput> {
  const { plan } = ports
  const ended = endedCoverage(context.joined)
  const gathered = gather(ended)
  const anchor = await articleOf(input.anchor, ports)
  const candidates: Candidate[] = []
  for (const [id, named] of gathered.articles) {
    if (id !== anchor.id) candidates.push({ article: await articleOf(id, ports), named })
  }
  const tell = (options: StoryOptions) => inSteps(tellStoryInSteps(anchor, candidates, options), ports, context.signal)
  const told = await tell(plan)
  const otherCutOffs = plan.sweep ? await underOtherCutOffs(plan, tell) : undefined
  const leftOut = told.left.map(({ article, code, reason }): Exclusion => ({
    url: article.url,
    outlet: article.outlet,
    stage: 'group',
    code,
    reason,
  }))
  const excluded = [...plan.refused, ...gathered.excluded, ...leftOut]
  for (const mark of told.unmet) if (!excluded.some(({ url }) => canonicalUrl(url) === canonicalUrl(mark))) excluded.push(unmet(mark))
  const byId = new Map([anchor, ...candidates.map((candidate) => candidate.article)].map((article) => [article.id, article]))
  const outletOf = ({ articleId }: StoryMember) => byId.get(articleId)?.outlet ?? []
  const tellers = new Set(told.members.filter(({ doubtful }) => !doubtful).flatMap(outletOf))
  const ids = [...told.members.flatMap(outletOf), ...excluded.flatMap((exclusion) => exclusion.outlet ?? [])]
  const outlets = await outletsOf(ids, gathered.outlets, ports)
  const { polls, leads, searches, counts, failures } = gathered
  const coverage = coverageOf(outlets, { tellers, polls, excluded, leads })
  // The time of the run, not of this moment: workers may have clocks of their own.
  const createdAt = (await ports.runs.get(context.run))?.createdAt
  if (createdAt !== undefined) await ports.firstSeen.note('article', [...byId.keys()], createdAt)
  const fetchedAt = new Map([...gathered.fetchedAt, [anchor.id, input.fetchedAt]])
  const dated = told.members.map((member) => ({ ...member, fetchedAt: fetchedAt.get(member.articleId) }))
  const asked = coverage.filter(({ outlet }) => plan.outlets.some(({ id }) => id === outlet.id))
  const found = { members: told.members, outletOf: (id: ArticleId) => byId.get(id)?.outlet, outlets: asked, searches }
  const reach = reachOf(found, announcedBy(ended))
  const story = { anchor: anchor.id, members: dated, outlets: coverage, searches, excluded, harvest: counts, failures, reach, otherCutOffs }
  await ports.stories.put(context.run, story)
  const members = [told.members, ...(otherCutOffs ?? []).map((other) => other.members)].flat()
  return { anchor: anchor.id, articles: [...new Set(members.map((member) => member.articleId))] }
}

/** How much closer, or less close, articles could reasonably have to be to tell one event. */
const cutOffs = [
  { words: 'more strictly (cut-off one and a half times as high)', factor: 1.5 },
  { words: 'more loosely (cut-off two thirds as high)', factor: 2 / 3 },
] as const

async function underOtherCutOffs(
  plan: StoryOptions,
  tell: (options: StoryOptions) => Promise<ToldStory>,
): Promise<NonNullable<Story['otherCutOffs']>> {
  const others: { readonly words: string; readonly members: readonly StoryMember[] }[] = []
  for (const { words, factor } of cutOffs) {
    const { members } = await tell({ ...plan, floor: factor * sameEventFloor })
    others.push({ words, members })
  }
  return others
}

/** A pin or an exclude that does nothing is a mistake of the user's, who wants to know. */
function unmet(mark: string): Exclusion {
  const reason = 'Pinned or excluded by the user, and no article of this run has this id or address'
  return { url: mark, outlet: undefined, stage: 'group', code: 'mark-unmet', reason }
}

/** Outlets of these ids, those that were met while looking for coverage, and those that were asked, each once. */
async function outletsOf(ids: readonly OutletId[], met: readonly Outlet[], { plan, foundOutlets }: GroupPorts): Promise<readonly Outlet[]> {
  const outlets = new Map<OutletId, Outlet>(met.map((outlet) => [outlet.id, outlet]))
  const configured = new Map(plan.outlets.map((outlet) => [outlet.id, outlet]))
  for (const id of ids) {
    const outlet = configured.get(id) ?? (await foundOutlets.get(id))
    if (outlet) outlets.set(id, outlet)
  }
  if (plan.discover) for (const outlet of plan.outlets) outlets.set(outlet.id, outlet)
  return [...outlets.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

async function articleOf(id: ArticleId, ports: GroupPorts): Promise<Article> {
  const article = await ports.articles.get(id)
  if (article) return article
  throw new PipelineError('article-missing', `Cannot group article ${id}: it is not in the store`, { retry: 'never' })
}
