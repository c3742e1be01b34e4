import { z } from 'zod'
import { canonicalUrl } from '../core/discover/canonical-url.ts'
import { coverageOf, type Poll } from '../core/story/coverage.ts'
import { tellStory, type Candidate } from '../core/story/tell-story.ts'
import { PipelineError } from '../errors.ts'
import type { Article, ArticleId, Exclusion, Failure, Harvest, Outlet, OutletId, RunId, Story, StoryMember } from '../model.ts'
import { discoverInputSchema, discoverOutputSchema } from './discover.ts'
import { extractInputSchema, extractOutputSchema } from './extract.ts'
import { fetchOutputSchema, readingSchema } from './fetch.ts'
import { idSchema } from './noun-schemas.ts'
import type { Plan } from './plan.ts'
import type { Ended, Stage, StageContext } from './stage.ts'

const inputSchema = z.strictObject({ anchor: idSchema<'Article'>() }).readonly()
type GroupInput = z.infer<typeof inputSchema>

export interface GroupOutput {
  readonly articles: readonly ArticleId[]
  readonly anchor: ArticleId
}

export interface GroupPorts {
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
  const harvest = gather(context.joined)
  const anchor = await articleOf(input.anchor, ports)
  const candidates: Candidate[] = []
  for (const [id, named] of harvest.articles) {
    if (id !== anchor.id) candidates.push({ article: await articleOf(id, ports), named })
  }
  const told = tellStory(anchor, candidates, plan)
  const leftOut = told.left.map(({ article, code, reason }): Exclusion => ({
    url: article.url,
    outlet: article.outlet,
    stage: 'group',
    code,
    reason,
  }))
  const excluded = [...plan.refused, ...harvest.excluded, ...leftOut]
  for (const mark of told.unmet) if (!excluded.some(({ url }) => canonicalUrl(url) === canonicalUrl(mark))) excluded.push(unmet(mark))
  const byId = new Map([anchor, ...candidates.map((candidate) => candidate.article)].map((article) => [article.id, article]))
  const outletOf = ({ articleId }: StoryMember) => byId.get(articleId)?.outlet ?? []
  const tellers = new Set(told.members.filter(({ doubtful }) => !doubtful).flatMap(outletOf))
  const outlets = await outletsOf([...told.members.flatMap(outletOf), ...excluded.flatMap((exclusion) => exclusion.outlet ?? [])], ports)
  const coverage = coverageOf(outlets, { tellers, polls: harvest.polls, excluded })
  const { counts, failures } = harvest
  // The time of the run, not of this moment: workers may have clocks of their own.
  const createdAt = (await ports.runs.get(context.run))?.createdAt
  if (createdAt !== undefined) await ports.firstSeen.note('article', [...byId.keys()], createdAt)
  await ports.stories.put(context.run, { anchor: anchor.id, members: told.members, outlets: coverage, excluded, harvest: counts, failures })
  return { anchor: anchor.id, articles: told.members.map((member) => member.articleId) }
}

/** A pin or an exclude that does nothing is a mistake of the user's, who wants to know. */
function unmet(mark: string): Exclusion {
  const reason = 'Pinned or excluded by the user, and no article of this run has this id or address'
  return { url: mark, outlet: undefined, stage: 'group', code: 'mark-unmet', reason }
}

interface Reading {
  /** Whether the user named it. */
  readonly articles: ReadonlyMap<ArticleId, boolean>
  readonly excluded: readonly Exclusion[]
  readonly polls: readonly Poll[]
  readonly counts: Harvest
  readonly failures: readonly Failure[]
}

/** What the reading of the coverage came to, from how each job ended. */
function gather(joined: readonly Ended[]): Reading {
  const articles = new Map<ArticleId, boolean>()
  const excluded: Exclusion[] = []
  const polls: Poll[] = []
  const failures: Failure[] = []
  const namedPages = pagesNamed(joined)
  // The anchor was found, fetched and read before.
  const counts = { found: 1, fetched: 1, extracted: 1 }
  for (const ended of joined) {
    const { stage, outcome } = ended
    if (stage === 'fetch') counts.found++
    if (outcome.kind === 'failed') {
      const loss = lossOf(ended, outcome)
      excluded.push(loss)
      failures.push({ stage, code: outcome.code, message: outcome.message })
      if (stage === 'discover' && loss.outlet !== undefined) polls.push({ outlet: loss.outlet, sources: [], failure: loss.reason })
    } else if (stage === 'fetch') {
      const output = fetchOutputSchema.parse(outcome.output)
      if (output.kind === 'excluded') excluded.push(output.exclusion)
      else counts.fetched++
    } else if (stage === 'extract') {
      const output = extractOutputSchema.parse(outcome.output)
      if (output.kind === 'excluded') excluded.push(output.exclusion)
      else {
        counts.extracted++
        const { page, url } = extractInputSchema.parse(ended.input)
        articles.set(output.article, namedPages.has(`${page} ${url}`) || articles.get(output.article) === true)
      }
    } else if (stage === 'discover') {
      const output = discoverOutputSchema.parse(outcome.output)
      if (output.kind !== 'outlet') continue
      excluded.push(...output.excluded, ...unreadSources(output))
      const sources = output.sources.map(({ url, items, failure }) => ({ url, items, failure: failure?.reason }))
      polls.push({ outlet: output.outlet, sources, failure: undefined })
    }
  }
  return { articles, excluded, polls, counts, failures }
}

/** Pages that the user named: one that was found too is read once, and whichever address led there first, it stays named. */
function pagesNamed(joined: readonly Ended[]): ReadonlySet<string> {
  const pages = new Set<string>()
  for (const { stage, input, outcome } of joined) {
    if (stage !== 'fetch' || outcome.kind !== 'done' || !readingSchema.parse(input).named) continue
    const output = fetchOutputSchema.parse(outcome.output)
    if (output.kind === 'page') pages.add(`${output.page} ${output.finalUrl}`)
  }
  return pages
}

/** A failed job as a line of the exclusions list: nothing that was lost is lost from sight. */
function lossOf({ stage, input }: Ended, { code, message: reason }: { readonly code: string; readonly message: string }): Exclusion {
  if (stage === 'fetch') {
    const { source, outlet } = readingSchema.parse(input)
    return { url: source.kind === 'url' ? source.url : source.name, outlet, stage, code, reason }
  }
  if (stage === 'extract') {
    const { url, outlet } = extractInputSchema.parse(input)
    return { url, outlet, stage, code, reason }
  }
  if (stage === 'discover') {
    const asked = discoverInputSchema.parse(input)
    const outlet = asked.kind === 'outlet' ? asked.outlet : undefined
    return { url: outlet ?? 'the story', outlet, stage, code, reason }
  }
  throw new PipelineError('join-unexpected', `Cannot group: the join holds a job of stage "${stage}"`, { retry: 'never' })
}

function unreadSources({ outlet, sources }: Extract<z.infer<typeof discoverOutputSchema>, { kind: 'outlet' }>): readonly Exclusion[] {
  return sources.flatMap(({ url, failure }) =>
    failure ? [{ url, outlet, stage: 'discover', code: failure.code, reason: failure.reason }] : [],
  )
}

/** Outlets of these ids, and those that were asked, each once. */
async function outletsOf(ids: readonly OutletId[], { plan, foundOutlets }: GroupPorts): Promise<readonly Outlet[]> {
  const outlets = new Map<OutletId, Outlet>()
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
