import { html, raw } from 'hono/html'
import { printed } from './printed.ts'
import type { Item } from './items.ts'
import type { House } from './pages.ts'

/** The formats in which the example press announces its pages. */
export function rssFeed(house: House, items: readonly Item[]): string {
  const entry = (item: Item) =>
    html`<item><title>${item.title}</title><link>${house.origin}${item.path}</link><guid>${house.origin}${item.path}</guid><pubDate>${new Date(item.date).toUTCString()}</pubDate><description>${summary(item)}</description></item>`
  return xml(
    html`<rss version="2.0"><channel><title>${house.name}</title><link>${house.origin}</link><language>${house.language}</language>${items.map(entry)}</channel></rss>`,
  )
}

export function atomFeed(house: House, items: readonly Item[]): string {
  const entry = (item: Item) =>
    html`<entry
      ><title>${item.title}</title><id>${house.origin}${item.path}</id><link href="${house.origin}${item.path}" /><published
        >${item.date}</published
      ><updated>${item.date}</updated>
      <summary>${summary(item)}</summary></entry
    >`
  return xml(
    html`<feed xmlns="http://www.w3.org/2005/Atom"
      ><title>${house.name}</title><id>${house.origin}/</id><updated>2026-10-16T18:00:00Z</updated>${items.map(entry)}</feed
    >`,
  )
}

export function newsSitemap(house: House, items: readonly Item[]): string {
  const entry = (item: Item) =>
    html`<url
      ><loc>${house.origin}${item.path}</loc
      ><news:news
        ><news:publication><news:name>${house.name}</news:name><news:language>${house.language}</news:language></news:publication
        ><news:publication_date>${item.date}</news:publication_date><news:title>${item.title}</news:title></news:news
      ></url
    >`
  return xml(
    html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
      >${items.map(entry)}</urlset
    >`,
  )
}

export function jsonFeed(house: House, items: readonly Item[]): string {
  const entries = items.map((item) => ({
    id: house.origin + item.path,
    url: house.origin + item.path,
    title: item.title,
    summary: summary(item),
    date_published: item.date,
  }))
  return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: house.name, home_page_url: house.origin, items: entries })
}

function summary(item: Item): string {
  return item.paragraphs[0] ?? item.title
}

function xml(body: ReturnType<typeof html>): string {
  return printed(html`${raw('<?xml version="1.0" encoding="UTF-8"?>')}${body}`)
}
