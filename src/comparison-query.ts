import PQueue from 'p-queue'
import type { App } from './app.ts'
import type { ComparisonRequest } from './comparison-run.ts'
import { pickLead } from './core/discover/lead.ts'
import type { AnchorProfile } from './core/discover/profile.ts'
import type { Announced } from './core/discover/screen.ts'
import { languagesOf, type ServiceSpec } from './core/discover/search/search-spec.ts'
import { serviceOf } from './core/discover/search/services.ts'
import { words } from './core/text/words.ts'
import { PipelineError } from './errors.ts'
import type { Outlet } from './model.ts'
import type { Ports } from './pipeline.ts'
import { patiently } from './runners/patiently.ts'
import { askService } from './stages/ask-service.ts'
import type { Plan } from './stages/plan.ts'
import { readOutlet } from './stages/poll-outlet.ts'

export interface Looking {
  readonly app: App
  readonly signal: AbortSignal
}

/**
 * The plan of a query, with the article that it leads to now as the anchor; a plan without a query as it is. All outlets and search services
 * of the plan are asked, and the best answer counts (`pickLead`); what cannot be read costs only itself. The run that follows in this process asks none of these sources again. The report's note says which query it was. Throws
 * `query-without-lead` when nothing that is announced answers.
 */
export async function withLead(plan: Plan, { query }: Pick<ComparisonRequest, 'query'>, { app, signal }: Looking): Promise<Plan> {
  if (query === undefined) return plan
  const ports = app.portsForQuery(plan)
  const sources = [
    ...(plan.discover ? plan.outlets.map((outlet) => () => announcedBy(outlet, ports, signal)) : []),
    ...plan.searches.flatMap((spec) => (spec.kind === 'store' ? [] : questionsTo(spec, { query, plan, ports, signal }))),
  ]
  if (sources.length === 0) {
    const message = `Cannot look for "${query}": no outlet and no search service is asked; name outlets (--outlets) or a service (--search)`
    throw new PipelineError('query-without-lead', message, { retry: 'never' })
  }
  const queue = new PQueue({ concurrency: app.settings.network.pollsParallel })
  const answers = await Promise.allSettled(sources.map((ask) => queue.add(() => patiently(ask, { ...patience, signal }))))
  signal.throwIfAborted()
  // What is no known fault is a mistake of ours, and no silence of somebody who was asked.
  for (const answer of answers) if (answer.status === 'rejected' && !(answer.reason instanceof PipelineError)) throw answer.reason
  const read = answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value ? [answer.value] : []))
  const lead = pickLead(read.flatMap(itemsOf), { query, windowDays: plan.windowDays, now: app.now().getTime() })
  if (!lead) throw nothingFound(query, plan, { asked: answers.length, unread: answers.length - read.length })
  const found = `Anchor found by the query "${query}": the newest of the articles that hold most of its words in title or summary (${lead.found} of ${lead.asked}).`
  return { ...plan, anchor: { kind: 'url', url: lead.url }, note: plan.note === undefined ? found : `${found} ${plan.note}` }
}

interface Answer {
  readonly items: readonly Announced[]
  readonly language: string | undefined
}

/** What an outlet announces; `undefined` where none of its sources could be read. */
async function announcedBy(outlet: Outlet, ports: Ports, signal: AbortSignal): Promise<Answer | undefined> {
  const { sources, ...read } = await readOutlet(outlet, ports, signal)
  return sources.every(({ failure }) => failure !== undefined) ? undefined : read
}

function itemsOf({ items, language }: Answer) {
  return items.map((item) => ({ ...item, language }))
}

interface Question {
  readonly query: string
  readonly plan: Plan
  readonly ports: Ports
  readonly signal: AbortSignal
}

/** One question in each language that the service is asked in, `undefined` where its key is missing; an entry whose address is the service's own leads nowhere. */
function questionsTo(spec: ServiceSpec, { query, plan, ports, signal }: Question): readonly (() => Promise<Answer | undefined>)[] {
  const service = serviceOf(spec)
  const languages = [...new Set(plan.outlets.flatMap(({ language }) => language ?? []))]
  return languagesOf(spec, languages.length === 0 ? ['en'] : languages).map((language) => async () => {
    const { windowDays } = plan
    const asking = service.ask({ profile: profileOf(query), language, windowDays, limit: spec.limit, now: ports.now().getTime() })
    if (!asking) return { items: [], language }
    const reading = await askService(spec, asking, { ...ports, signal })
    if (reading.kind === 'keyless') return undefined
    if (reading.kind === 'refused') throw new PipelineError(reading.code, reading.reason, { retry: 'never' })
    return { items: reading.items.filter(({ isLead }) => !isLead), language }
  })
}

/** Services are asked for names; each word of a query is as good as one. */
function profileOf(query: string): AnchorProfile {
  const asked = words(query, undefined).map(({ start, end }) => query.slice(start, end))
  return {
    language: undefined,
    publishedAt: undefined,
    names: new Map(asked.map((word) => [word.toLowerCase(), word])),
    passing: new Set(),
    numbers: new Set(),
    roots: new Map(),
    words: [],
  }
}

const patience = { mostTries: 5, longestWaitMs: 10_000 }

function nothingFound(
  query: string,
  { windowDays }: Plan,
  { asked, unread }: { readonly asked: number; readonly unread: number },
): PipelineError {
  const silent = unread === 0 ? '' : `, and ${unread} of them could not be read`
  const message = `Found no anchor for "${query}": none of ${asked} outlets and services announces an article of the last ${windowDays} days that holds most of its words${silent}; expected other words, a longer --window, or an --anchor`
  return new PipelineError('query-without-lead', message, { retry: 'never' })
}
