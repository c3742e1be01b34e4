import { readFeed, type FeedItem, type FeedReading } from '../core/discover/feeds/feed.ts'
import { feedsNamedBy } from '../core/discover/feeds/find-sources.ts'
import type { Announced } from '../core/discover/screen.ts'
import { readSitemap } from '../core/discover/feeds/sitemap.ts'
import { primarySubtag } from '../core/text/primary-subtag.ts'
import { PipelineError } from '../errors.ts'

/** Reads a document through the web gate: from the store while that is fresh, conditionally otherwise. */
export interface DocumentPorts {
  readonly readDocument: (url: string, accept: 'page' | 'feed' | 'sitemap' | 'robots', signal: AbortSignal) => Promise<DocumentAnswer>
}

/** `isStored`: nobody was asked for it now. */
export type DocumentAnswer =
  | {
      readonly kind: 'document'
      readonly text: string
      readonly finalUrl: string
      readonly movedTo?: string | undefined
      readonly isStored?: true
    }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }

/** A feed or news sitemap that was read, or why it could not be. */
export interface SourceNote {
  readonly url: string
  readonly items: number
  readonly failure: { readonly code: string; readonly reason: string } | undefined
  /** Where its server says it has moved for good. */
  readonly movedTo?: string | undefined
  /** What it lists and is not read, in words. */
  readonly left?: string | undefined
  /** How many entries these are. */
  readonly leftEntries?: number | undefined
}

export interface SourcesRead {
  readonly items: readonly Announced[]
  /** One for each feed and sitemap; an index is noted only where it leads nowhere, or to more than is read. */
  readonly sources: readonly SourceNote[]
  /** Primary subtag, where a source says which language it is in. */
  readonly language: string | undefined
}

/** Sitemaps of an index that are followed; one level down. */
const mostBelowIndex = 3

/**
 * Reads feeds and sitemaps in turn. One that cannot be read is noted and costs only itself; none is read twice. Where a fault that may pass kept
 * every source from being read, it is thrown, so that the whole question is asked again later.
 */
export async function readSources(
  { feeds, sitemaps }: { readonly feeds: readonly string[]; readonly sitemaps: readonly string[] },
  ports: DocumentPorts,
  signal: AbortSignal,
): Promise<SourcesRead> {
  const items: Announced[] = []
  const sources: SourceNote[] = []
  const asked = new Set<string>()
  let language: string | undefined
  let passing: PipelineError | undefined
  for (const url of feeds) if (isNew(url)) await readFeedAt(url)
  for (const url of sitemaps) if (isNew(url)) await readSitemapAt(url)
  if (passing && sources.every(({ failure }) => failure)) throw passing
  return { items, sources, language }

  async function readFeedAt(url: string): Promise<void> {
    const answer = await ask(url, 'feed')
    if (answer.kind === 'refused') return noteFailure(url, answer.code, answer.reason)
    const reading = readFeed(answer.text, answer.finalUrl)
    if (reading.kind === 'not-a-feed') return noteFailure(url, 'not-a-feed', `${reading.reason}${hintAt(answer)}`)
    takeFeed(url, reading, answer.movedTo)
  }

  function takeFeed(url: string, { head, items: entries, beyond }: Feed, movedTo: string | undefined): boolean {
    const leading = entries.filter(leadsSomewhere)
    if (entries.length > 0 && leading.length === 0)
      return fails(url, 'no-addresses', `None of its ${entries.length} entries has an address`)
    language ??= primarySubtag(head.language)
    keep(url, leading, { movedTo, ...leftOf({ addressless: entries.length - leading.length, beyond }) })
    return true
  }

  async function readSitemapAt(url: string, index?: string): Promise<boolean> {
    const answer = await ask(url, 'sitemap')
    if (answer.kind === 'refused') return fails(url, answer.code, answer.reason)
    const reading = readSitemap(answer.text, answer.finalUrl)
    if (reading.kind === 'not-a-sitemap') {
      // Sites may name a feed among their sitemaps.
      const feed = readFeed(answer.text, answer.finalUrl)
      return feed.kind === 'feed' ? takeFeed(url, feed, answer.movedTo) : fails(url, 'not-a-sitemap', reading.reason)
    }
    if (reading.kind === 'articles') {
      keep(url, reading.items, { movedTo: answer.movedTo, ...leftOf(reading) })
      return true
    }
    if (index !== undefined) return fails(url, 'sitemap-depth', `${index} names this index: an index inside an index is not followed`)
    return readBelow(url, reading.sitemaps)
  }

  async function readBelow(index: string, named: readonly string[]): Promise<boolean> {
    const unread = named.filter((url) => !asked.has(url))
    const followed = unread.slice(0, mostBelowIndex).filter(isNew)
    if (followed.length === 0)
      return named.length === 0
        ? fails(index, 'sitemap-index-empty', 'This index of sitemaps names none')
        : fails(index, 'sitemap-loop', 'This index names only itself and sitemaps already read')
    let isAnyRead = false
    for (const url of followed) isAnyRead = (await readSitemapAt(url, index)) || isAnyRead
    const more = unread.length - followed.length
    if (more > 0 && isAnyRead)
      keep(index, [], {
        movedTo: undefined,
        left: `It names ${more} more ${more === 1 ? 'sitemap' : 'sitemaps'} that are not read: those of news, then the last changed, come first`,
        leftEntries: more,
      })
    return isAnyRead
  }

  /** A host that asks to wait is waited for at no cost: that fault goes up at once. */
  async function ask(url: string, accept: 'feed' | 'sitemap'): Promise<DocumentAnswer> {
    try {
      return await ports.readDocument(url, accept, signal)
    } catch (error) {
      if (!(error instanceof PipelineError) || typeof error.retry === 'object') throw error
      if (error.retry === 'later') passing ??= error
      return { kind: 'refused', code: error.code, reason: error.message }
    }
  }

  /** Whether an address has not been asked before; it counts as asked from now on. */
  function isNew(url: string): boolean {
    const { size } = asked
    return asked.add(url).size > size
  }

  function keep(
    url: string,
    found: readonly Announced[],
    { movedTo, ...left }: Pick<SourceNote, 'movedTo' | 'left' | 'leftEntries'>,
  ): void {
    const told = { ...(movedTo === undefined ? {} : { movedTo }), ...left }
    sources.push({ url, items: found.length, failure: undefined, ...told })
    items.push(...found)
  }

  function noteFailure(url: string, code: string, reason: string): void {
    sources.push({ url, items: 0, failure: { code, reason } })
  }

  function fails(url: string, code: string, reason: string): false {
    noteFailure(url, code, reason)
    return false
  }
}

/** A page that stands where a feed was often names the feed that replaced it. */
function hintAt({ text, finalUrl }: { readonly text: string; readonly finalUrl: string }): string {
  const [feed] = feedsNamedBy(text, finalUrl)
  return feed === undefined ? '' : `, which names the feed ${feed}`
}

type Feed = Extract<FeedReading, { kind: 'feed' }>

function leftOf({
  addressless,
  beyond,
}: {
  readonly addressless: number
  readonly beyond: number
}): Pick<SourceNote, 'left' | 'leftEntries'> {
  const without = addressless === 0 ? [] : [`${addressless} of its entries ${addressless === 1 ? 'has' : 'have'} no web address`]
  const more = beyond === 0 ? [] : [`${beyond} more of its entries are not read`]
  const left = [...without, ...more].join('; ')
  return left === '' ? {} : { left, leftEntries: addressless + beyond }
}

function leadsSomewhere(item: FeedItem): item is Announced {
  return item.url !== undefined
}
