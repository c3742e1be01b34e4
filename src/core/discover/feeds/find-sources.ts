import { resolveAddress } from './feed-values.ts'
import { newsFirst } from './sitemap.ts'
import { readMarkup } from './read-markup.ts'

/** Feeds that a page names with `link rel=alternate`, in their order. Feeds of comments are left out. */
export function feedsNamedBy(html: string, base: string): readonly string[] {
  const found = new Set<string>()
  let here: string | undefined
  readMarkup(html.slice(0, readAtMost), {
    onopentag: (name, attributes) => {
      const { href = '' } = attributes
      if (name === 'base') here ??= resolveAddress(href, base)
      if (name !== 'link' || found.size >= mostFeeds || !namesFeed(attributes)) return
      const url = resolveAddress(href, here ?? base)
      if (url !== undefined) found.add(url)
    },
  })
  return [...found]
}

function namesFeed({ rel = '', type = '', href = '', title = '' }: Readonly<Record<string, string>>): boolean {
  if (!/\balternate\b/i.test(rel) || /\bcomments?\b/i.test(`${URL.parse(href)?.pathname ?? href} ${title}`)) return false
  if (/^\s*application\/(?:rss|atom|rdf|feed)\+(?:xml|json)/i.test(type)) return true
  // Plain XML may be anything.
  return /^\s*(?:text|application)\/xml/i.test(type) && /\b(?:rss|atom|rdf|feeds?)\b/i.test(`${href} ${title}`)
}

/** Sitemaps that a robots.txt names; those that sound like news first. */
export function sitemapsNamedBy(robots: string, base: string): readonly string[] {
  const found = new Set<string>()
  for (const line of robots.slice(0, readAtMost).split(/\r\n?|\n/)) {
    const address = /^\s*sitemap\s*:\s*(\S+)/i.exec(line)?.[1]
    const url = address === undefined ? undefined : resolveAddress(address, base)
    if (url !== undefined) found.add(url)
  }
  return newsFirst([...found])
}

const readAtMost = 1_000_000
const mostFeeds = 10
