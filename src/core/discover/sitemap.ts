import type { Announced } from './screen.ts'
import { toIsoTime } from './feed-time.ts'
import { describeStart, resolveAddress, textOfMarkup } from './feed-values.ts'
import { readMarkup } from './read-markup.ts'

export type SitemapReading =
  | { readonly kind: 'articles'; readonly items: readonly Announced[] }
  /** The sitemaps it names, those worth reading first: news, then the latest changed. */
  | { readonly kind: 'index'; readonly sitemaps: readonly string[] }
  | { readonly kind: 'not-a-sitemap'; readonly reason: string }

/** Most addresses read of one sitemap; a news sitemap may hold 1,000. */
const mostItems = 5000
const longestValue = 5000

/** Reads a news sitemap, or an index of sitemaps. Entries without news data keep their address and nothing else to screen them by. */
export function readSitemap(text: string, base: string): SitemapReading {
  const items: Announced[] = []
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
        if (name === 'urlset') kind = 'articles'
        if (name === 'sitemapindex') kind = 'index'
        if (name === 'url' || name === 'sitemap') entry = new Map()
      },
      ontext: (part) => {
        if (value.length < longestValue) value += part
      },
      onclosetag: (qualified) => {
        const name = localName(qualified)
        if (entry && (name === 'url' || name === 'sitemap')) {
          finish(entry, name)
          entry = undefined
        } else if (entry && value.trim() !== '' && !entry.has(name) && !isOfMedia(qualified)) entry.set(name, value)
        value = ''
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
  )
  if (kind === undefined) return { kind: 'not-a-sitemap', reason: `Expected a sitemap, found ${describeStart(text)}` }
  return kind === 'index' ? { kind, sitemaps: bestFirst(sitemaps) } : { kind, items }

  function finish(found: ReadonlyMap<string, string>, name: string): void {
    const url = resolveAddress(found.get('loc') ?? '', base)
    if (url === undefined || items.length + sitemaps.length >= mostItems) return
    if (name === 'sitemap') sitemaps.push({ url, changedAt: Date.parse(toIsoTime(found.get('lastmod') ?? '') ?? '') || 0 })
    else
      items.push({
        url,
        title: textOfMarkup(found.get('title') ?? ''),
        summary: '',
        publishedAt: toIsoTime(found.get('publication_date') ?? ''),
        id: undefined,
        author: undefined,
      })
  }
}

interface NamedSitemap {
  readonly url: string
  /** 0 where it is not said. */
  readonly changedAt: number
}

function bestFirst(sitemaps: readonly NamedSitemap[]): readonly string[] {
  const urls = sitemaps.toSorted((a, b) => newsRank(a.url) - newsRank(b.url) || b.changedAt - a.changedAt).map(({ url }) => url)
  return [...new Set(urls)]
}

/** Lower for an address that sounds like a news sitemap. */
export function newsRank(url: string): number {
  return /news/i.test(URL.parse(url)?.pathname ?? url) ? 0 : 1
}

/** Pictures and films of an article have titles and addresses of their own. */
function isOfMedia(qualified: string): boolean {
  return /^(?:image|video):/i.test(qualified)
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1).toLowerCase()
}
