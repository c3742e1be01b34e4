import { z } from 'zod'
import { anchorProfile } from '../core/discover/profile.ts'
import { languagesOf, type SearchSpec } from '../core/discover/search/search-spec.ts'
import { canonicalUrl } from '../core/discover/canonical-url.ts'
import { withUrl } from '../core/story/coverage.ts'
import { excludedByUser } from '../core/story/tell-story.ts'
import { PipelineError } from '../errors.ts'
import type { Article, ArticleId, Exclusion, Outlet, OutletId, Source } from '../model.ts'
import { extractOutputSchema } from './extract.ts'
import { readingSchema, type Reading } from './fetch.ts'
import { exclusionSchema, idSchema, outletSchema, searchReadSchema } from './noun-schemas.ts'
import type { Plan } from './plan.ts'
import type { SearchPorts } from './ask-search.ts'
import { askStore, type StorePorts } from './ask-store.ts'
import type { PollPorts } from './poll-outlet.ts'
import type { Ended, Job, Next, Stage, StageContext } from './stage.ts'

const anchorSchema = { anchor: idSchema<'Article'>() }
export const discoverInputSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('story') }).readonly(),
  /** A configured outlet. */
  z.strictObject({ kind: z.literal('outlet'), outlet: idSchema<'Outlet'>(), ...anchorSchema }).readonly(),
  /** An outlet that nobody configured, and that a service says tells the story. */
  z.strictObject({ kind: z.literal('lead'), outlet: outletSchema, ...anchorSchema }).readonly(),
  z.strictObject({ kind: z.literal('search'), service: z.string(), language: z.string(), ...anchorSchema }).readonly(),
])
type DiscoverInput = z.infer<typeof discoverInputSchema>

const sourceNoteSchema = z.strictObject({
  url: z.string(),
  items: z.int(),
  failure: z.strictObject({ code: z.string(), reason: z.string() }).optional(),
  movedTo: z.string().optional(),
  left: z.string().optional(),
  leftEntries: z.int().optional(),
})

const readings = z.array(readingSchema)
export const discoverOutputSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('story'),
      ...anchorSchema,
      /** When the anchor's page came in; `undefined` for files. */
      fetchedAt: z.string().optional(),
      readings,
      outlets: z.array(idSchema<'Outlet'>()),
      searches: z.array(z.strictObject({ service: z.string(), language: z.string() })),
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('outlet'),
      outlet: outletSchema,
      readings,
      excluded: z.array(exclusionSchema),
      sources: z.array(sourceNoteSchema),
    })
    .readonly(),
  z
    .strictObject({
      kind: z.literal('search'),
      ...anchorSchema,
      read: searchReadSchema,
      readings,
      excluded: z.array(exclusionSchema),
      leads: z.array(z.strictObject({ outlet: outletSchema, title: z.string() })),
      /** Of the leads, the outlets that are to be asked because nobody else asks them. */
      toAsk: z.array(outletSchema),
    })
    .readonly(),
])
export type DiscoverOutput = z.infer<typeof discoverOutputSchema>

export interface DiscoverPorts extends PollPorts, SearchPorts, StorePorts {
  readonly plan: Plan
  readonly articles: { get(id: ArticleId): Promise<Article | undefined> }
}

/**
 * Decides what to read. Starts when the anchor has been read: first for the whole story (named coverage, and one job for each outlet and each
 * search service to ask), then for each of these (which of the addresses they announce may tell the same event). Where a service names an
 * outlet and no address, the outlet is asked itself.
 */
export const discoverStage: Stage<DiscoverInput, DiscoverOutput, DiscoverPorts> = {
  name: 'discover',
  lane: 'polls',
  input: discoverInputSchema,
  key: keyOf,
  run: discover,
  next: followUp,
}

function keyOf(input: DiscoverInput): string {
  switch (input.kind) {
    case 'story':
      return 'story'
    case 'outlet':
      return `outlet ${input.outlet}`
    case 'lead':
      return `outlet ${input.outlet.id}`
    case 'search':
      return `search ${input.service} ${input.language}`
  }
}

function followUp(output: DiscoverOutput): Next {
  const found: Job[] = output.readings.map((input) => ({ stage: 'fetch', input }))
  if (output.kind === 'outlet') return { each: found }
  const { anchor } = output
  if (output.kind === 'search') {
    const leads = output.toAsk.map((outlet): Job => ({ stage: 'discover', input: { kind: 'lead', outlet, anchor } }))
    return { each: [...found, ...leads] }
  }
  const questions: Job[] = [
    ...output.outlets.map((outlet): Job => ({ stage: 'discover', input: { kind: 'outlet', outlet, anchor } })),
    ...output.searches.map((search): Job => ({ stage: 'discover', input: { kind: 'search', ...search, anchor } })),
  ]
  return { all: [...found, ...questions], then: { stage: 'group', input: { anchor, fetchedAt: output.fetchedAt } } }
}

async function discover(input: DiscoverInput, ports: DiscoverPorts, context: StageContext): Promise<DiscoverOutput> {
  const { plan } = ports
  const read: AnchorRead = input.kind === 'story' ? anchorOf(context.joined) : { article: input.anchor }
  const anchorId = read.article
  const anchor = await ports.articles.get(anchorId)
  if (!anchor) throw broken(`the anchor ${anchorId} is not in the store`)
  switch (input.kind) {
    case 'story':
      return { ...planStory(plan, anchor), fetchedAt: read.fetchedAt }
    case 'outlet': {
      const outlet = plan.outlets.find((candidate) => candidate.id === input.outlet)
      if (!outlet) throw broken(`the plan has no outlet ${input.outlet}`)
      return askOutlet(outlet, anchor, ports, context.signal)
    }
    case 'lead':
      return askOutlet(input.outlet, anchor, ports, context.signal)
    case 'search': {
      const spec = plan.searches.find((candidate) => candidate.id === input.service)
      if (!spec) throw broken(`the plan has no search service ${input.service}`)
      return search(spec, input.language, { anchor, ports, signal: context.signal })
    }
  }
}

function broken(what: string): PipelineError {
  return new PipelineError('plan-broken', `Cannot look for coverage: ${what}`, { retry: 'never' })
}

function planStory(plan: Plan, anchor: Article): Extract<DiscoverOutput, { kind: 'story' }> {
  // What the user pins is read, whatever its headline says.
  const pinned = plan.pins.filter((mark) => /^https?:/i.test(mark)).map((url): Source => ({ kind: 'url', url }))
  const named = [...plan.named, ...pinned].map((source): Reading => ({ source, role: 'related', named: true, outlet: undefined }))
  const languages = [...new Set([anchor.language ?? 'en', ...plan.outlets.flatMap(({ language }) => language ?? [])])]
  return {
    kind: 'story',
    anchor: anchor.id,
    readings: named,
    outlets: plan.discover ? plan.outlets.map((outlet) => outlet.id) : [],
    searches: plan.searches.flatMap((spec) => languagesOf(spec, languages).map((language) => ({ service: spec.id, language }))),
  }
}

interface AnchorRead {
  readonly article: ArticleId
  readonly fetchedAt?: string | undefined
}

/** The article the anchor became. Without it there is no story: throws `anchor-unreadable` with the reason the page was left out. */
function anchorOf(joined: readonly Ended[]): AnchorRead {
  let reason = 'nothing was read'
  for (const { stage, outcome } of joined) {
    if (outcome.kind === 'failed') {
      reason = outcome.message
      continue
    }
    const output = stage === 'extract' ? extractOutputSchema.parse(outcome.output) : undefined
    if (output?.kind === 'article') return output
    const left = z.object({ exclusion: exclusionSchema }).safeParse(outcome.output)
    if (left.success) reason = withUrl(left.data.exclusion)
  }
  throw new PipelineError('anchor-unreadable', `Cannot read the anchor: ${reason}`, { retry: 'never' })
}

async function askOutlet(outlet: Outlet, anchor: Article, ports: DiscoverPorts, signal: AbortSignal): Promise<DiscoverOutput> {
  const { plan } = ports
  // Loaded when somebody is asked: what reads their feeds and answers is large.
  const { pollOutlet } = await import('./poll-outlet.ts')
  const profile = anchorProfile(anchor)
  const poll = await pollOutlet(outlet, ports, { profile, windowDays: plan.windowDays, limit: plan.perOutlet, signal })
  const [kept, barred] = separate(poll.candidates, plan)
  return {
    kind: 'outlet',
    outlet,
    readings: kept.map(({ url }) => readingOf(url, outlet.id)),
    excluded: [...poll.dropped, ...barred].map((left) => exclusionOf(left, outlet.id)),
    sources: [...poll.sources],
  }
}

async function search(
  spec: SearchSpec,
  language: string,
  { anchor, ports, signal }: { readonly anchor: Article; readonly ports: DiscoverPorts; readonly signal: AbortSignal },
): Promise<DiscoverOutput> {
  const { plan } = ports
  const { windowDays, perOutlet, outlets } = plan
  if (spec.kind === 'store') {
    const found = await askStore(anchor, { service: spec.id, limit: spec.limit, windowDays, perOutlet }, ports)
    return { kind: 'search', anchor: anchor.id, read: found.read, readings: [...found.readings], excluded: [], leads: [], toAsk: [] }
  }
  const { askSearch } = await import('./ask-search.ts')
  const poll = await askSearch(spec, { profile: anchorProfile(anchor), language, windowDays, perOutlet, outlets, signal }, ports)
  const [kept, barred] = separate(poll.candidates, plan)
  const asked = plan.discover ? new Set(outlets.map(({ id }) => id)) : new Set<OutletId>()
  const homes = poll.leads.flatMap(({ outlet }) => (outlet.homepage === undefined || asked.has(outlet.id) ? [] : [outlet]))
  return {
    kind: 'search',
    anchor: anchor.id,
    read: poll.read,
    readings: kept.map(({ url, outlet }) => readingOf(url, outlet)),
    excluded: [...poll.dropped, ...barred].map((left) => exclusionOf(left, left.outlet)),
    leads: [...poll.leads],
    toAsk: [...new Map(homes.map((outlet) => [outlet.id, outlet])).values()].slice(0, mostLeadsAsked),
  }
}

/** Outlets nobody configured that one answer of a service sends us to; each costs some requests to find its feeds. */
const mostLeadsAsked = 12

interface Candidate {
  readonly url: string
}

/** What the user excludes is not even read. */
function separate<Found extends Candidate>(candidates: readonly Found[], plan: Plan) {
  const isBarred = ({ url }: Candidate) => plan.excludes.some((mark) => canonicalUrl(mark) === canonicalUrl(url))
  const barred = candidates.filter(isBarred).map((found) => ({ ...found, code: 'excluded-by-you', reason: excludedByUser(plan) }))
  return [candidates.filter((found) => !isBarred(found)), barred] as const
}

function readingOf(url: string, outlet: OutletId): Reading {
  return { source: { kind: 'url', url }, role: 'related', named: false, outlet }
}

function exclusionOf({ url, code, reason }: Candidate & { readonly code: string; readonly reason: string }, outlet: OutletId): Exclusion {
  return { url, outlet, stage: 'discover', code, reason }
}
