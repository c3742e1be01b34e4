import { readFeed, type FeedItem } from '../core/discover/feed.ts'
import { feedsNamedBy, sitemapsNamedBy } from '../core/discover/find-sources.ts'
import type { AnchorProfile } from '../core/discover/profile.ts'
import { screenItems, type Announced, type Screening } from '../core/discover/screen.ts'
import { readSitemap } from '../core/discover/sitemap.ts'
import { PipelineError } from '../errors.ts'
import type { Outlet } from '../model.ts'

/** Reads a document through the web gate: from the store while that is fresh, conditionally otherwise. */
export interface PollPorts {
  readonly readDocument: (url: string, accept: 'page' | 'feed' | 'sitemap' | 'robots', signal: AbortSignal) => Promise<DocumentAnswer>
}

export type DocumentAnswer =
  | { readonly kind: 'document'; readonly text: string; readonly finalUrl: string }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }

export interface PollQuestion {
  readonly profile: AnchorProfile
  readonly windowDays: number
  /** Most candidates. */
  readonly limit: number
  readonly signal: AbortSignal
}

/** A feed or news sitemap that was read, or why it could not be. */
export interface SourceNote {
  readonly url: string
  readonly items: number
  readonly failure: { readonly code: string; readonly reason: string } | undefined
}

export interface OutletPoll extends Screening {
  readonly sources: readonly SourceNote[]
}

/**
 * Asks an outlet for coverage: reads its feeds and news sitemaps, looks for them where none is configured, and screens what they announce.
 * A source that cannot be read is noted and costs only itself.
 */
export async function pollOutlet(outlet: Outlet, ports: PollPorts, question: PollQuestion): Promise<OutletPoll> {
  const { signal } = question
  const known = outlet.feeds.length + outlet.sitemaps.length > 0
  const { feeds, sitemaps } = known ? outlet : await findSources(outlet, ports, signal)
  const items: Announced[] = []
  const sources: SourceNote[] = []
  for (const url of feeds) await readInto(url, 'feed')
  for (const url of sitemaps) await readInto(url, 'sitemap')
  const { profile, windowDays, limit } = question
  return { ...screenItems(items, { profile, windowDays, limit, language: outlet.language }), sources }

  async function readInto(url: string, kind: 'feed' | 'sitemap'): Promise<void> {
    const read = await attempt(() => (kind === 'feed' ? feedItems(url, ports, signal) : sitemapItems(url, ports, signal)))
    sources.push({ url, items: read.items.length, failure: read.failure })
    items.push(...read.items)
  }
}

interface Read {
  readonly items: readonly Announced[]
  readonly failure: SourceNote['failure']
}

/** Faults that may pass go up, so that the whole question is asked again later; others cost this source only. */
async function attempt(read: () => Promise<Read>): Promise<Read> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof PipelineError) || error.retry !== 'never') throw error
    return { items: [], failure: { code: error.code, reason: error.message } }
  }
}

async function feedItems(url: string, ports: PollPorts, signal: AbortSignal): Promise<Read> {
  const answer = await ports.readDocument(url, 'feed', signal)
  if (answer.kind === 'refused') return { items: [], failure: answer }
  const reading = readFeed(answer.text, answer.finalUrl)
  if (reading.kind === 'feed') return { items: reading.items.filter(leadsSomewhere), failure: undefined }
  return { items: [], failure: { code: 'not-a-feed', reason: reading.reason } }
}

function leadsSomewhere(item: FeedItem): item is Announced {
  return item.url !== undefined
}

/** Sitemaps of an index that are followed; one level down, news first. */
const mostSitemaps = 3

async function sitemapItems(url: string, ports: PollPorts, signal: AbortSignal, isBelowIndex = false): Promise<Read> {
  const answer = await ports.readDocument(url, 'sitemap', signal)
  if (answer.kind === 'refused') return { items: [], failure: answer }
  const reading = readSitemap(answer.text, answer.finalUrl)
  if (reading.kind === 'not-a-sitemap') return { items: [], failure: { code: 'not-a-sitemap', reason: reading.reason } }
  if (reading.kind === 'articles') return { items: reading.items, failure: undefined }
  if (isBelowIndex) return { items: [], failure: { code: 'sitemap-depth', reason: 'An index inside an index is not followed' } }
  const newsFirst = reading.sitemaps.toSorted((a, b) => Number(/news/i.test(b)) - Number(/news/i.test(a)))
  const items: Announced[] = []
  for (const child of newsFirst.slice(0, mostSitemaps)) items.push(...(await sitemapItems(child, ports, signal, true)).items)
  return { items, failure: undefined }
}

/** Looks at the front page and at robots.txt for feeds and news sitemaps. */
async function findSources(outlet: Outlet, ports: PollPorts, signal: AbortSignal): Promise<Pick<Outlet, 'feeds' | 'sitemaps'>> {
  if (outlet.homepage === undefined) return { feeds: [], sitemaps: [] }
  const front = await ports.readDocument(outlet.homepage, 'page', signal)
  const feeds = front.kind === 'document' ? feedsNamedBy(front.text, front.finalUrl) : []
  if (feeds.length > 0) return { feeds, sitemaps: [] }
  const robotsUrl = new URL('/robots.txt', outlet.homepage).href
  const robots = await ports.readDocument(robotsUrl, 'robots', signal)
  const sitemaps = robots.kind === 'document' ? sitemapsNamedBy(robots.text, robotsUrl) : []
  if (sitemaps.length === 0 && front.kind === 'refused') throw new PipelineError(front.code, front.reason, { retry: 'never' })
  return { feeds, sitemaps: sitemaps.slice(0, mostSitemaps) }
}
