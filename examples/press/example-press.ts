import { fileURLToPath } from 'node:url'
import { readOutlets } from '../../src/io/config/outlets.ts'
import type { Outlet } from '../../src/model.ts'
import type { Site, SiteAnswer } from '../../tests/press/press.ts'
import { atomFeed, jsonFeed, newsSitemap, rssFeed } from './feeds.ts'
import { readItems, type Item } from './items.ts'
import { articlePage, frontPage, type House } from './pages.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The configured outlets of the example. */
export const outletsFile = `${here}outlets.yaml`
/** The article that the example begins with. */
export const anchorUrl = 'http://courier.example/world/altyndala-oil-turn-jinghe-media'

/** Everything the eleven outlets of the example serve, by host. */
export async function examplePress(): Promise<ReadonlyMap<string, Site>> {
  const items = await readItems(`${here}articles`)
  const { outlets } = await readOutlets([outletsFile])
  return new Map(outlets.map((outlet): [string, Site] => [`${outlet.id}.example`, siteOf(outlet, items.get(outlet.id) ?? [])]))
}

function siteOf(outlet: Outlet, items: readonly Item[]): Site {
  const house: House = { id: outlet.id, name: outlet.name, language: outlet.language ?? 'en', origin: `http://${outlet.id}.example` }
  const pages = new Map<string, SiteAnswer>()
  for (const item of items) pages.set(item.path, page(articlePage(item, house, items.filter((other) => other !== item).slice(0, 4))))
  // Дала Хабар has no configured source: its feed is found through its front page.
  pages.set('/', page(frontPage(house, items, outlet.id === 'dala-habar' ? '/rss.xml' : undefined)))
  pages.set('/robots.txt', { status: 200, headers: { 'content-type': 'text/plain' }, body: robotsOf(outlet) })
  for (const [path, feed] of announcements(house, items)) pages.set(path, feed)
  return { pages }
}

function announcements(house: House, items: readonly Item[]): readonly (readonly [string, SiteAnswer])[] {
  switch (house.id) {
    case 'steppe-post':
      return [['/atom.xml', document(atomFeed(house, items), 'application/atom+xml')]]
    case 'lanta-gazette':
      return [['/feed.json', document(jsonFeed(house, items), 'application/feed+json')]]
    case 'jinghe-daily':
      return [['/news-sitemap.xml', document(newsSitemap(house, items), 'application/xml')]]
    case 'courier':
      return [['/feed.xml', document(rssFeed(house, items), 'application/rss+xml')]]
    default:
      return [['/rss.xml', document(rssFeed(house, items), 'application/rss+xml')]]
  }
}

/** One outlet lets nobody read its politics. */
function robotsOf({ id }: Outlet): string {
  const rules = id === 'fortress-review' ? 'Disallow: /politics/' : 'Disallow: /admin/'
  const sitemap = id === 'jinghe-daily' ? `Sitemap: http://${id}.example/news-sitemap.xml\n` : ''
  return `User-agent: *\n${rules}\n${sitemap}`
}

function page(body: string): SiteAnswer {
  return document(body, 'text/html')
}

function document(body: string, type: string): SiteAnswer {
  return { status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, body }
}
