import { Parser } from 'htmlparser2'
import type { Announced } from './screen.ts'
import { resolveAddress, textOfMarkup, toIsoTime } from './feed-values.ts'

export type SitemapReading =
  | { readonly kind: 'articles'; readonly items: readonly Announced[] }
  | { readonly kind: 'index'; readonly sitemaps: readonly string[] }
  | { readonly kind: 'not-a-sitemap'; readonly reason: string }

/** Most addresses read of one sitemap. */
const mostItems = 5000

/** Reads a news sitemap, or an index of sitemaps. Entries without news data keep their address and nothing to screen them by. */
export function readSitemap(text: string, base: string): SitemapReading {
  const items: Announced[] = []
  const sitemaps: string[] = []
  let kind: 'articles' | 'index' | undefined
  let entry: Map<string, string> | undefined
  let value = ''
  const parser = new Parser(
    {
      onopentag: (qualified) => {
        const name = localName(qualified)
        value = ''
        if (name === 'urlset') kind = 'articles'
        if (name === 'sitemapindex') kind = 'index'
        if (name === 'url' || name === 'sitemap') entry = new Map()
      },
      ontext: (part) => {
        if (value.length < 5000) value += part
      },
      onclosetag: (qualified) => {
        const name = localName(qualified)
        if (entry && (name === 'url' || name === 'sitemap')) {
          finish(entry, name)
          entry = undefined
        } else if (entry && value.trim() !== '' && !entry.has(name)) entry.set(name, value)
        value = ''
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
  )
  parser.end(text)
  if (kind === undefined) return { kind: 'not-a-sitemap', reason: 'Expected a sitemap, found another kind of document' }
  return kind === 'index' ? { kind, sitemaps } : { kind, items }

  function finish(found: ReadonlyMap<string, string>, name: string): void {
    const url = resolveAddress(found.get('loc') ?? '', base)
    if (url === undefined || items.length + sitemaps.length >= mostItems) return
    if (name === 'sitemap') sitemaps.push(url)
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

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1).toLowerCase()
}
