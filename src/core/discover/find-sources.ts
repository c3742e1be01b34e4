import { resolveAddress } from './feed-values.ts'
import { newsRank } from './sitemap.ts'
import { readMarkup } from './read-markup.ts'

/** Feeds that a page names with `link rel=alternate`, in their order. Feeds of comments are left out. */
export function feedsNamedBy(html: string, base: string): readonly string[] {
  const found = new Set<string>()
  readMarkup(html.slice(0, readAtMost), {
    onopentag: (name, { rel, type, href, title }) => {
      if (name !== 'link' || href === undefined || found.size >= mostFeeds) return
      const isFeed = /\balternate\b/i.test(rel ?? '') && /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)/i.test(type ?? '')
      const url = resolveAddress(href, base)
      if (isFeed && url !== undefined && !/comment/i.test(`${href} ${title ?? ''}`)) found.add(url)
    },
  })
  return [...found]
}

/** Sitemaps that a robots.txt names; those that sound like news first. */
export function sitemapsNamedBy(robots: string, base: string): readonly string[] {
  const found = new Set<string>()
  for (const line of robots.slice(0, readAtMost).split(/\r\n?|\n/)) {
    const address = /^\s*sitemap\s*:\s*(\S+)/i.exec(line)?.[1]
    const url = address === undefined ? undefined : resolveAddress(address, base)
    if (url !== undefined) found.add(url)
  }
  return [...found].toSorted((a, b) => newsRank(a) - newsRank(b))
}

const readAtMost = 1_000_000
const mostFeeds = 10
