import type { Lead, Poll } from '../core/story/coverage.ts'
import { unreachable } from '../errors.ts'
import type { ArticleId, Exclusion, Failure, Harvest, Outlet, OutletId, SearchRead } from '../model.ts'
import type { DiscoverOutput } from './discover.ts'
import type { EndedCoverage } from './ended-coverage.ts'

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
export function gather(joined: readonly EndedCoverage[]): Gathered {
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
    const { stage, input, outcome } = ended
    if (stage === 'fetch') counts.found++
    if (outcome.kind === 'failed') {
      failures.push({ stage, code: outcome.code, message: outcome.message })
      lose(ended, outcome)
    } else if (stage === 'discover') note(outcome.output)
    else if (outcome.output.kind === 'excluded') excluded.push(outcome.output.exclusion)
    else if (stage === 'fetch') counts.fetched++
    else {
      counts.extracted++
      const { article, fetchedAt: time } = outcome.output
      if (time !== undefined) fetchedAt.set(article, latest(time, fetchedAt.get(article)))
      articles.set(article, namedPages.has(`${input.page} ${input.url}`) || articles.get(article) === true)
    }
  }
  return { articles, fetchedAt, excluded, polls, searches, leads, outlets, counts, failures }

  function note(output: DiscoverOutput): void {
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
    for (const { url, failure, left, leftEntries: entries } of sources) {
      if (failure) excluded.push({ url, outlet: outlet.id, stage: 'discover', ...failure })
      if (left !== undefined) {
        const note = { url, outlet: outlet.id, stage: 'discover', code: 'entries-left', reason: left } as const
        excluded.push(entries === undefined ? note : { ...note, entries })
      }
    }
    polls.push({
      outlet: outlet.id,
      sources: sources.map(({ url, items, failure, movedTo }) => ({ url, items, failure: failure?.reason, movedTo })),
      failure: undefined,
    })
  }

  function lose({ stage, input }: EndedCoverage, { code, message: reason }: { readonly code: string; readonly message: string }): void {
    switch (stage) {
      case 'fetch': {
        const { source, outlet } = input
        excluded.push({ url: source.kind === 'url' ? source.url : source.name, outlet, stage, code, reason })
        return
      }
      case 'extract':
        excluded.push({ url: input.url, outlet: input.outlet, stage, code, reason })
        return
      case 'discover': {
        if (input.kind === 'search') {
          const { service, language } = input
          searches.push({ service, language, url: undefined, items: 0, kept: 0, failure: reason })
          return
        }
        if (input.kind === 'lead') outlets.push(input.outlet)
        const outlet = input.kind === 'outlet' ? input.outlet : input.kind === 'lead' ? input.outlet.id : undefined
        excluded.push({ url: outlet ?? 'the story', outlet, stage, code, reason })
        if (outlet !== undefined) polls.push({ outlet, sources: [], failure: reason })
        return
      }
      default:
        unreachable(stage)
    }
  }
}

/** One article may stand at two addresses: the order in which they were read must not show. */
function latest(time: string, other: string | undefined): string {
  return other !== undefined && other > time ? other : time
}

/** Pages that the user named: one that was found too is read once, and whichever address led there first, it stays named. */
function pagesNamed(joined: readonly EndedCoverage[]): ReadonlySet<string> {
  const pages = new Set<string>()
  for (const { stage, input, outcome } of joined) {
    if (stage !== 'fetch' || outcome.kind !== 'done' || !input.named || outcome.output.kind !== 'page') continue
    pages.add(`${outcome.output.page} ${outcome.output.finalUrl}`)
  }
  return pages
}
