import { describeOutlet } from '../core/discover/describe-outlet.ts'
import { readFeed, type FeedHead } from '../core/discover/feeds/feed.ts'
import { newsRank, readSitemap } from '../core/discover/feeds/sitemap.ts'
import { toId } from '../core/ids.ts'
import { PipelineError } from '../errors.ts'
import type { Outlet } from '../model.ts'
import { findSources, type FoundSources } from './find-sources.ts'
import { rememberDocuments } from './poll-outlet.ts'
import { readSources, type DocumentPorts, type SourceNote, type SourcesRead } from './read-sources.ts'

export interface Introduction {
  readonly outlet: Outlet
  /** What was tried, and what it held. */
  readonly sources: readonly SourceNote[]
}

/**
 * Gets to know an outlet by the address of its front page, or of one of its feeds or news sitemaps: its name, its language, and the feeds
 * and news sitemaps that could be read. Throws `outlet-without-sources` where there are none, or the reason why the front page could not be read.
 */
export async function introduceOutlet(address: string, ports: DocumentPorts, signal: AbortSignal): Promise<Introduction> {
  const documents = rememberDocuments(ports)
  const given = await documents.readDocument(address, 'page', signal)
  const givenFeed = given.kind === 'document' ? headAt(given.text, given.finalUrl) : undefined
  const isSitemap = given.kind === 'document' && readSitemap(given.text, given.finalUrl).kind !== 'not-a-sitemap'
  const isPage = givenFeed === undefined && !isSitemap
  const homepage = isPage ? address : (givenFeed?.homepage ?? new URL('/', address).href)
  const found: FoundSources = isPage
    ? await findSources(homepage, documents, signal)
    : { feeds: isSitemap ? [] : [address], sitemaps: isSitemap ? [address] : [], frontFailure: undefined }
  const kept = await keepReadable(found, documents, signal)
  if (kept.feeds.length + kept.sitemaps.length === 0) throw nothingFound(address, found, kept.sources)
  const front = isPage ? given : await documents.readDocument(homepage, 'page', signal)
  const feed = givenFeed ?? (await headOfFirst(kept.feeds, documents, signal))
  const html = front.kind === 'document' ? front.text : undefined
  const { id, name, language } = describeOutlet({ homepage, html, feed })
  const { feeds, sitemaps, sources } = kept
  return { outlet: { id: toId(id), name, homepage, country: undefined, language, feeds, sitemaps, groups: {} }, sources }
}

/** Feeds that are feeds, and sitemaps that announce news: a list of all pages of a site tells nothing of what they hold. */
async function keepReadable({ feeds, sitemaps }: FoundSources, ports: DocumentPorts, signal: AbortSignal) {
  const kept: { readonly feeds: string[]; readonly sitemaps: string[]; readonly sources: SourceNote[] } = {
    feeds: [],
    sitemaps: [],
    sources: [],
  }
  const faults: PipelineError[] = []
  for (const url of feeds) {
    const read = await readAlone({ feeds: [url], sitemaps: [] }, url)
    kept.sources.push(...read.sources)
    if (read.sources.some(({ failure }) => failure === undefined)) kept.feeds.push(url)
  }
  for (const url of sitemaps) {
    const read = await readAlone({ feeds: [], sitemaps: [url] }, url)
    const isRead = read.sources.some(({ failure }) => failure === undefined)
    const hasNews = newsRank(url) === 0 || read.items.some(({ title }) => title !== '')
    if (isRead && hasNews) kept.sitemaps.push(url)
    kept.sources.push(...(hasNews ? read.sources : read.sources.map((source) => ({ ...source, failure: source.failure ?? noNews }))))
  }
  // Nothing else can be written down: asked later, it may be there.
  if (faults[0] && kept.feeds.length + kept.sitemaps.length === 0) throw faults[0]
  return kept

  /** A source that is down now is left out like one that is none: what the others hold is known. */
  async function readAlone(asked: Pick<FoundSources, 'feeds' | 'sitemaps'>, url: string): Promise<Pick<SourcesRead, 'items' | 'sources'>> {
    try {
      return await readSources(asked, ports, signal)
    } catch (error) {
      if (!(error instanceof PipelineError) || error.retry !== 'later') throw error
      faults.push(error)
      return { items: [], sources: [{ url, items: 0, failure: { code: error.code, reason: `${error.message}: it may be back later` } }] }
    }
  }
}

const noNews = { code: 'sitemap-without-news', reason: 'It lists pages without their headlines' }

async function headOfFirst([url]: readonly string[], ports: DocumentPorts, signal: AbortSignal): Promise<FeedHead | undefined> {
  const answer = url === undefined ? undefined : await ports.readDocument(url, 'feed', signal)
  return answer?.kind === 'document' ? headAt(answer.text, answer.finalUrl) : undefined
}

function headAt(text: string, url: string): FeedHead | undefined {
  const reading = readFeed(text, url)
  return reading.kind === 'feed' ? reading.head : undefined
}

function nothingFound(address: string, { frontFailure }: FoundSources, sources: readonly SourceNote[]): PipelineError {
  if (frontFailure)
    return new PipelineError(
      frontFailure.code,
      `Cannot get to know ${address}: ${frontFailure.reason}; to list the outlet all the same, write its id, name and homepage into outlets.yaml`,
      { retry: 'never' },
    )
  const tried = sources.flatMap(({ url, failure }) => (failure ? [`${url}: ${failure.reason}`] : []))
  const what = tried.length === 0 ? 'neither the front page nor robots.txt names one, and the usual places hold none' : tried.join('; ')
  const message = `Found no feed and no news sitemap at ${address} (${what}); give the address of a feed instead`
  return new PipelineError('outlet-without-sources', message, { retry: 'never' })
}
