import type { Announced } from '../screen.ts'
import { toIsoTime } from './feed-time.ts'
import { describeStart, opensPage, resolveAddress, titleOf } from './feed-values.ts'
import { readMarkup } from './read-markup.ts'

export type SitemapReading =
  | {
      readonly kind: 'articles'
      readonly items: readonly Announced[]
      /** Entries that lead nowhere. */
      readonly addressless: number
      /** How many more there are than are read: the oldest. */
      readonly beyond: number
    }
  /** The sitemaps it names, those worth reading first: news, then the latest changed. */
  | { readonly kind: 'index'; readonly sitemaps: readonly string[] }
  | { readonly kind: 'not-a-sitemap'; readonly reason: string }

/** Most addresses told of one sitemap; a news sitemap may hold 1,000. */
const mostItems = 5000
/** Most entries read: no sitemap may hold more. */
const mostEntries = 50_000
const longestValue = 5000

/** Reads a news sitemap, an index of sitemaps, or a plain list of addresses. Entries without news data keep their address and nothing else to screen them by. */
export function readSitemap(text: string, base: string): SitemapReading {
  const items: Dated<{ readonly item: Announced }>[] = []
  let addressless = 0
  let beyond = 0
  let inMedia = 0
  let isPage: boolean | undefined
  const sitemaps: NamedSitemap[] = []
  let kind: 'articles' | 'index' | undefined
  let entry: Map<string, string> | undefined
  let value = ''
  readMarkup(
    text,
    {
      onopentag: (qualified) => {
        const name = localName(qualified)
        value = ''
        isPage ??= opensPage(name)
        if (isMedia(name)) inMedia++
        if (inMedia > 0) return
        if (name === 'urlset') kind = 'articles'
        if (name === 'sitemapindex') kind = 'index'
        if (name === 'url' || name === 'sitemap') entry = new Map()
      },
      ontext: (part) => {
        if (value.length < longestValue) value += part
      },
      onclosetag: (qualified) => {
        const name = localName(qualified)
        if (inMedia > 0) {
          if (isMedia(name)) inMedia--
        } else if (entry && (name === 'url' || name === 'sitemap')) {
          finish(entry, name)
          entry = undefined
        } else if (entry && value.trim() !== '' && !entry.has(name)) entry.set(name, value)
        value = ''
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
  )
  const listed = isPage === undefined ? listedIn(text) : []
  for (const address of listed) finish(new Map([['loc', address]]), 'url')
  if (listed.length > 0) kind = 'articles'
  if (kind === undefined || isPage === true) return { kind: 'not-a-sitemap', reason: `Expected a sitemap, found ${describeStart(text)}` }
  if (kind === 'index') return { kind, sitemaps: bestFirst(sitemaps) }
  const told = newest(items)
  return { kind, items: told.items, addressless, beyond: told.beyond + beyond }

  function finish(found: ReadonlyMap<string, string>, name: string): void {
    if (items.length + sitemaps.length >= mostEntries) {
      beyond++
      return
    }
    const url = resolveAddress(found.get('loc') ?? '', base)
    const publishedAt = toIsoTime(found.get('publication_date') ?? '')
    const changedAt = Date.parse(publishedAt ?? toIsoTime(found.get('lastmod') ?? '') ?? '') || 0
    if (url === undefined) addressless++
    else if (name === 'sitemap') sitemaps.push({ url, changedAt })
    else {
      const title = titleOf(found.get('title'))
      items.push({ item: { url, title, summary: '', publishedAt, id: undefined, author: undefined }, changedAt })
    }
  }
}

/** Epoch milliseconds of the publication or the last change; 0 where neither is said. */
type Dated<Thing> = Thing & { readonly changedAt: number }
type NamedSitemap = Dated<{ readonly url: string }>

/** As many as are told, the latest: a sitemap of all pages often begins with the oldest. */
function newest(dated: readonly Dated<{ readonly item: Announced }>[]): { readonly items: readonly Announced[]; readonly beyond: number } {
  const kept = dated.length > mostItems ? dated.toSorted((a, b) => b.changedAt - a.changedAt).slice(0, mostItems) : dated
  return { items: kept.map(({ item }) => item), beyond: dated.length - kept.length }
}

/** A sitemap may be one address a line, and nothing else. */
function listedIn(text: string): readonly string[] {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.every((line) => /^https?:\/\/\S+$/i.test(line)) ? lines : []
}

function bestFirst(sitemaps: readonly NamedSitemap[]): readonly string[] {
  const latestFirst = sitemaps.toSorted((a, b) => b.changedAt - a.changedAt).map(({ url }) => url)
  return newsFirst([...new Set(latestFirst)])
}

/** Those that sound like news sitemaps first, else in their order. */
export function newsFirst(urls: readonly string[]): readonly string[] {
  return [0, 1].flatMap((rank) => urls.filter((url) => newsRank(url) === rank))
}

/** Lower for an address that sounds like a news sitemap. */
export function newsRank(url: string): number {
  return /news(?!letter)/i.test(URL.parse(url)?.pathname ?? url) ? 0 : 1
}

/** Pictures and films of an article have titles and addresses of their own. */
function isMedia(name: string): boolean {
  return name === 'image' || name === 'video'
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1).toLowerCase()
}
