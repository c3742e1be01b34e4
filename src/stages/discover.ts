import { z } from 'zod'
import { anchorProfile } from '../core/discover/profile.ts'
import { canonicalUrl } from '../core/discover/canonical-url.ts'
import { withUrl } from '../core/story/coverage.ts'
import { excludedByUser } from '../core/story/tell-story.ts'
import { PipelineError } from '../errors.ts'
import type { Article, ArticleId, Exclusion, OutletId, Source } from '../model.ts'
import { extractOutputSchema } from './extract.ts'
import { readingSchema, type Reading } from './fetch.ts'
import { exclusionSchema, idSchema } from './noun-schemas.ts'
import type { Plan } from './plan.ts'
import { pollOutlet, type OutletPoll, type PollPorts } from './poll-outlet.ts'
import type { Ended, Job, Next, Stage, StageContext } from './stage.ts'

const outletQuestionSchema = z
  .strictObject({ kind: z.literal('outlet'), outlet: idSchema<'Outlet'>(), anchor: idSchema<'Article'>() })
  .readonly()
export const discoverInputSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('story') }).readonly(),
  outletQuestionSchema,
])
type DiscoverInput = z.infer<typeof discoverInputSchema>
type OutletQuestion = z.infer<typeof outletQuestionSchema>

const sourceNoteSchema = z.strictObject({
  url: z.string(),
  items: z.int(),
  failure: z.strictObject({ code: z.string(), reason: z.string() }).optional(),
})

export const discoverOutputSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('story'),
      anchor: idSchema<'Article'>(),
      readings: z.array(readingSchema),
      outlets: z.array(idSchema<'Outlet'>()),
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('outlet'),
      outlet: idSchema<'Outlet'>(),
      readings: z.array(readingSchema),
      excluded: z.array(exclusionSchema),
      sources: z.array(sourceNoteSchema),
    })
    .readonly(),
])
export type DiscoverOutput = z.infer<typeof discoverOutputSchema>

export interface DiscoverPorts extends PollPorts {
  readonly plan: Plan
  readonly articles: { get(id: ArticleId): Promise<Article | undefined> }
}

/**
 * Decides what to read. Starts when the anchor has been read: first for the whole story (named coverage, and one job for each outlet to
 * ask), then for each outlet (which of the addresses in its feeds and news sitemaps may tell the same event).
 */
export const discoverStage: Stage<DiscoverInput, DiscoverOutput, DiscoverPorts> = {
  name: 'discover',
  lane: 'polls',
  input: discoverInputSchema,
  key: (input) => (input.kind === 'story' ? 'story' : `outlet ${input.outlet}`),
  run: (input, ports, context) =>
    input.kind === 'story' ? Promise.resolve(planStory(ports.plan, context.joined)) : askOutlet(input, ports, context),
  next: followUp,
}

function followUp(output: DiscoverOutput): Next {
  const readings: Job[] = output.readings.map((input) => ({ stage: 'fetch', input }))
  if (output.kind === 'outlet') return { each: readings }
  const { anchor } = output
  const questions: Job[] = output.outlets.map((outlet) => ({ stage: 'discover', input: { kind: 'outlet', outlet, anchor } }))
  return { all: [...readings, ...questions], then: { stage: 'group', input: { anchor } } }
}

function planStory(plan: Plan, joined: readonly Ended[]): DiscoverOutput {
  const anchor = anchorOf(joined)
  // What the user pins is read, whatever its headline says.
  const pinned = plan.pins.filter((mark) => /^https?:/i.test(mark)).map((url): Source => ({ kind: 'url', url }))
  const readings = [...plan.named, ...pinned].map((source): Reading => ({ source, role: 'related', named: true, outlet: undefined }))
  return { kind: 'story', anchor, readings, outlets: plan.discover ? plan.outlets.map((outlet) => outlet.id) : [] }
}

/** The article the anchor became. Without it there is no story: throws `anchor-unreadable` with the reason the page was left out. */
function anchorOf(joined: readonly Ended[]): ArticleId {
  let reason = 'nothing was read'
  for (const { stage, outcome } of joined) {
    if (outcome.kind === 'failed') {
      reason = outcome.message
      continue
    }
    const output = stage === 'extract' ? extractOutputSchema.parse(outcome.output) : undefined
    if (output?.kind === 'article') return output.article
    const left = z.object({ exclusion: exclusionSchema }).safeParse(outcome.output)
    if (left.success) reason = withUrl(left.data.exclusion)
  }
  throw new PipelineError('anchor-unreadable', `Cannot read the anchor: ${reason}`, { retry: 'never' })
}

async function askOutlet(question: OutletQuestion, ports: DiscoverPorts, context: StageContext): Promise<DiscoverOutput> {
  const { plan } = ports
  const outlet = plan.outlets.find((candidate) => candidate.id === question.outlet)
  const anchor = await ports.articles.get(question.anchor)
  if (!outlet || !anchor)
    throw new PipelineError('plan-broken', `Cannot ask ${question.outlet}: the outlet or the anchor is not in the store`, {
      retry: 'never',
    })
  const poll = await pollOutlet(outlet, ports, {
    profile: anchorProfile(anchor),
    windowDays: plan.windowDays,
    limit: plan.perOutlet,
    signal: context.signal,
  })
  return toOutput(outlet.id, withoutExcluded(poll, plan))
}

/** What the user excludes is not even read. */
function withoutExcluded(poll: OutletPoll, plan: Plan): OutletPoll {
  const isExcluded = ({ url }: { readonly url: string }) => plan.excludes.some((mark) => canonicalUrl(mark) === canonicalUrl(url))
  const excluded = poll.candidates.filter(isExcluded).map(({ url }) => ({ url, code: 'excluded-by-you', reason: excludedByUser(plan) }))
  return { ...poll, candidates: poll.candidates.filter((candidate) => !isExcluded(candidate)), dropped: [...poll.dropped, ...excluded] }
}

function toOutput(outlet: OutletId, poll: OutletPoll): DiscoverOutput {
  const readings = poll.candidates.map(({ url }): Reading => ({ source: { kind: 'url', url }, role: 'related', named: false, outlet }))
  const excluded = poll.dropped.map(({ url, code, reason }): Exclusion => ({ url, outlet, stage: 'discover', code, reason }))
  const sources = poll.sources.map(({ url, items, failure }) => ({ url, items, failure }))
  return { kind: 'outlet', outlet, readings, excluded, sources }
}
