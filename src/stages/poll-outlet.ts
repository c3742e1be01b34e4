import type { AnchorProfile } from '../core/discover/profile.ts'
import { screenItems, type Screening } from '../core/discover/screen.ts'
import type { Outlet } from '../model.ts'
import { findSources } from './find-sources.ts'
import { readSources, type DocumentPorts, type SourceNote, type SourcesRead } from './read-sources.ts'

export interface PollPorts extends DocumentPorts {
  readonly now: () => Date
}

export interface PollQuestion {
  readonly profile: AnchorProfile
  readonly windowDays: number
  /** Most candidates. */
  readonly limit: number
  readonly signal: AbortSignal
}

export interface OutletPoll extends Screening {
  readonly sources: readonly SourceNote[]
}

/**
 * Asks an outlet for coverage: reads its feeds and news sitemaps, looks for them where none is configured, and screens what they announce.
 * A source that cannot be read is noted and costs only itself.
 */
export async function pollOutlet(outlet: Outlet, ports: PollPorts, question: PollQuestion): Promise<OutletPoll> {
  const { profile, windowDays, limit, signal } = question
  const { items, language, sources } = await readOutlet(outlet, ports, signal)
  const now = ports.now().getTime()
  return { ...screenItems(items, { profile, windowDays, limit, language, now }), sources }
}

/** All that an outlet announces. */
export async function readOutlet(outlet: Outlet, ports: DocumentPorts, signal: AbortSignal): Promise<SourcesRead> {
  const documents = rememberDocuments(ports)
  const { feeds, sitemaps, notes } = await sourcesOf(outlet, documents, signal)
  const read = await readSources({ feeds, sitemaps }, documents, signal)
  return { items: read.items, language: outlet.language ?? read.language, sources: [...notes, ...read.sources] }
}

async function sourcesOf(outlet: Outlet, ports: DocumentPorts, signal: AbortSignal) {
  const { homepage, feeds, sitemaps } = outlet
  if (feeds.length + sitemaps.length > 0 || homepage === undefined) return { feeds, sitemaps, notes: [] }
  const found = await findSources(homepage, ports, signal)
  const notes: readonly SourceNote[] = found.frontFailure ? [{ url: homepage, items: 0, failure: found.frontFailure }] : []
  return { ...found, notes }
}

/** Asks for each document once: the search for sources has read some of them already, perhaps as a page what turned out to be a feed. */
export function rememberDocuments({ readDocument }: DocumentPorts): DocumentPorts {
  const answers = new Map<string, ReturnType<DocumentPorts['readDocument']>>()
  return {
    readDocument: async (url, accept, signal) => {
      const key = `${accept} ${url}`
      const known = answers.get(key)
      if (known) return known
      const asked = readDocument(url, accept, signal)
      answers.set(key, asked)
      const answer = await asked
      // What could be read is the same document whatever it was asked for as.
      if (answer.kind === 'document') for (const other of ['page', 'feed', 'sitemap']) answers.set(`${other} ${url}`, asked)
      return answer
    },
  }
}
