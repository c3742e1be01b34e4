import { readFeed } from '../core/discover/feeds/feed.ts'
import { feedsNamedBy, sitemapsNamedBy } from '../core/discover/feeds/find-sources.ts'
import { newsRank, readSitemap } from '../core/discover/feeds/sitemap.ts'
import { PipelineError } from '../errors.ts'
import type { DocumentAnswer, DocumentPorts } from './read-sources.ts'

export interface FoundSources {
  readonly feeds: readonly string[]
  readonly sitemaps: readonly string[]
  /** Why the front page could not be read; feeds may have been missed. */
  readonly frontFailure: { readonly code: string; readonly reason: string } | undefined
}

/** An outlet names a feed for each of its rubrics; the first are the widest. */
const mostFeeds = 5
const mostSitemaps = 3

/**
 * Looks for an outlet's feeds and news sitemaps: what robots.txt names, what the front page names, and where neither helps a few usual
 * places, asked one after the other until one answers. Throws only where nothing was found and asking again later may help.
 */
export async function findSources(homepage: string, ports: DocumentPorts, signal: AbortSignal): Promise<FoundSources> {
  const front = await askPatiently(homepage, 'page', ports, signal)
  const home = front.kind === 'document' ? front.finalUrl : homepage
  const robotsUrl = new URL('/robots.txt', home).href
  const robots = await askPatiently(robotsUrl, 'robots', ports, signal)
  const sitemaps = robots.kind === 'document' ? sitemapsNamedBy(robots.text, robotsUrl).slice(0, mostSitemaps) : []
  const feeds = front.kind === 'document' ? feedsNamedBy(front.text, front.finalUrl).slice(0, mostFeeds) : []
  const frontFailure = front.kind === 'document' ? undefined : { code: front.code, reason: front.reason }
  if (feeds.length > 0 || sitemaps.some((url) => newsRank(url) === 0)) return { feeds, sitemaps, frontFailure }
  // A site that forbids its front page is not tried from the side.
  const guessed = frontFailure?.code === 'robots' ? undefined : await guess(home, ports, signal)
  if (guessed === undefined && sitemaps.length === 0 && front.kind === 'failed') throw front.error
  if (guessed?.kind === 'feed') return { feeds: [guessed.url], sitemaps, frontFailure }
  return { feeds, sitemaps: guessed === undefined ? sitemaps : [...new Set([guessed.url, ...sitemaps])], frontFailure }
}

/** Where sites that name nothing often keep it. */
const usualPlaces = [
  ['sitemap', '/news-sitemap.xml'],
  ['sitemap', '/sitemap-news.xml'],
  ['feed', '/rss.xml'],
  ['feed', '/feed'],
  ['sitemap', '/sitemap.xml'],
] as const

async function guess(home: string, ports: DocumentPorts, signal: AbortSignal) {
  for (const [kind, path] of usualPlaces) {
    const url = new URL(path, home).href
    const answer = await askPatiently(url, kind, ports, signal)
    if (answer.kind !== 'document') continue
    const { text, finalUrl } = answer
    const isThere = kind === 'feed' ? readFeed(text, finalUrl).kind === 'feed' : readSitemap(text, finalUrl).kind !== 'not-a-sitemap'
    if (isThere) return { kind, url }
  }
  return undefined
}

type PatientAnswer =
  | DocumentAnswer
  | { readonly kind: 'failed'; readonly code: string; readonly reason: string; readonly error: PipelineError }

/** A place that fails is one place less, not the end of the search. A host that asks us to wait is waited for. */
async function askPatiently(
  url: string,
  accept: Parameters<DocumentPorts['readDocument']>[1],
  ports: DocumentPorts,
  signal: AbortSignal,
): Promise<PatientAnswer> {
  try {
    return await ports.readDocument(url, accept, signal)
  } catch (error) {
    if (!(error instanceof PipelineError) || typeof error.retry === 'object') throw error
    return { kind: 'failed', code: error.code, reason: error.message, error }
  }
}
