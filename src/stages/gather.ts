import type { z } from 'zod'
import type { Lead, Poll } from '../core/story/coverage.ts'
import { PipelineError } from '../errors.ts'
import type { ArticleId, Exclusion, Failure, Harvest, Outlet, OutletId, SearchRead } from '../model.ts'
import { discoverInputSchema, discoverOutputSchema } from './discover.ts'
import { extractInputSchema, extractOutputSchema } from './extract.ts'
import { fetchOutputSchema, readingSchema } from './fetch.ts'
import type { Ended } from './stage.ts'

/** What the reading of the coverage came to. */
export interface Gathered {
  /** Whether the user named it. */
  readonly articles: ReadonlyMap<ArticleId, boolean>
  /** When their pages came in; files are not among them. */
  readonly fetchedAt: ReadonlyMap<ArticleId, string>
  readonly excluded: readonly Exclusion[]
  readonly polls: readonly Poll[]
  readonly searches: readonly SearchRead[]
  readonly leads: ReadonlyMap<OutletId, Lead>
  /** Outlets that nobody configured and that were met on the way. */
  readonly outlets: readonly Outlet[]
  readonly counts: Harvest
  readonly failures: readonly Failure[]
}

/** Puts together how each job ended. Nothing that was lost is lost from sight. */
export function gather(joined: readonly Ended[]): Gathered {
  const articles = new Map<ArticleId, boolean>()
  const fetchedAt = new Map<ArticleId, string>()
  const excluded: Exclusion[] = []
  const polls: Poll[] = []
  const searches: SearchRead[] = []
  const leads = new Map<OutletId, Lead>()
  const outlets: Outlet[] = []
  const failures: Failure[] = []
  const namedPages = pagesNamed(joined)
  // The anchor was found, fetched and read before.
  const counts = { found: 1, fetched: 1, extracted: 1 }
  for (const ended of joined) {
    const { stage, outcome } = ended
    if (stage === 'fetch') counts.found++
    if (outcome.kind === 'failed') {
      failures.push({ stage, code: outcome.code, message: outcome.message })
      lose(ended, outcome)
    } else if (stage === 'fetch') {
      const output = fetchOutputSchema.parse(outcome.output)
      if (output.kind === 'excluded') excluded.push(output.exclusion)
      else counts.fetched++
    } else if (stage === 'extract') {
      const output = extractOutputSchema.parse(outcome.output)
      if (output.kind === 'excluded') excluded.push(output.exclusion)
      else {
        counts.extracted++
        if (output.fetchedAt !== undefined) fetchedAt.set(output.article, latest(output.fetchedAt, fetchedAt.get(output.article)))
        const { page, url } = extractInputSchema.parse(ended.input)
        articles.set(output.article, namedPages.has(`${page} ${url}`) || articles.get(output.article) === true)
      }
    } else if (stage === 'discover') note(discoverOutputSchema.parse(outcome.output))
  }
  return { articles, fetchedAt, excluded, polls, searches, leads, outlets, counts, failures }

  function note(output: z.infer<typeof discoverOutputSchema>): void {
    if (output.kind === 'story') return
    excluded.push(...output.excluded)
    if (output.kind === 'search') {
      searches.push(output.read)
      for (const { outlet, title } of output.leads) {
        outlets.push(outlet)
        if (!leads.has(outlet.id)) leads.set(outlet.id, { title, service: output.read.service })
      }
      return
    }
    const { outlet, sources } = output
    outlets.push(outlet)
    for (const { url, failure } of sources) if (failure) excluded.push({ url, outlet: outlet.id, stage: 'discover', ...failure })
    polls.push({
      outlet: outlet.id,
      sources: sources.map(({ url, items, failure, movedTo }) => ({ url, items, failure: failure?.reason, movedTo })),
      failure: undefined,
    })
  }

  function lose({ stage, input }: Ended, { code, message: reason }: { readonly code: string; readonly message: string }): void {
    if (stage === 'fetch') {
      const { source, outlet } = readingSchema.parse(input)
      excluded.push({ url: source.kind === 'url' ? source.url : source.name, outlet, stage, code, reason })
    } else if (stage === 'extract') {
      const { url, outlet } = extractInputSchema.parse(input)
      excluded.push({ url, outlet, stage, code, reason })
    } else if (stage === 'discover') {
      const asked = discoverInputSchema.parse(input)
      if (asked.kind === 'search') {
        const { service, language } = asked
        searches.push({ service, language, url: undefined, items: 0, kept: 0, failure: reason })
        return
      }
      if (asked.kind === 'lead') outlets.push(asked.outlet)
      const outlet = asked.kind === 'outlet' ? asked.outlet : asked.kind === 'lead' ? asked.outlet.id : undefined
      excluded.push({ url: outlet ?? 'the story', outlet, stage, code, reason })
      if (outlet !== undefined) polls.push({ outlet, sources: [], failure: reason })
    } else throw new PipelineError('join-unexpected', `Cannot group: the join holds a job of stage "${stage}"`, { retry: 'never' })
  }
}

/** One article may stand at two addresses: the order in which they were read must not show. */
function latest(time: string, other: string | undefined): string {
  return other !== undefined && other > time ? other : time
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
