import { expect, test } from 'vitest'
import { readFeed } from '../../../src/core/discover/feed.ts'
import { readSitemap } from '../../../src/core/discover/sitemap.ts'

const base = 'https://courier.example/feed.xml'

test('RSS, Atom, RDF and JSON Feed give the same items', () => {
  const rss =
    '<rss version="2.0"><channel><title>C</title><item><title>Oil &amp; gas</title><link>/a</link><pubDate>Wed, 14 Oct 2026 10:00:00 GMT</pubDate></item></channel></rss>'
  const atom =
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><entry><title type="html">Oil &amp;amp; gas</title><link rel="alternate" href="/a"/><published>2026-10-14T10:00:00.000Z</published></entry></feed>'
  const rdf =
    '<rdf:RDF><channel><title>C</title></channel><item><title>Oil &amp; gas</title><link>https://courier.example/a</link><dc:date>2026-10-14T10:00:00.000Z</dc:date></item></rdf:RDF>'
  const json = '{"title":"C","items":[{"id":"1","url":"/a","title":"Oil & gas","date_published":"2026-10-14T10:00:00.000Z"}]}'
  for (const feed of [rss, atom, rdf, json]) {
    const reading = readFeed(feed, base)
    expect(reading.kind === 'feed' && reading.items).toMatchObject([
      { url: 'https://courier.example/a', title: 'Oil & gas', publishedAt: expect.stringMatching(/^2026-10-14T10:00:00(?:\.000)?Z$/) },
    ])
  }
})

test('a damaged item costs itself, not the feed', () => {
  const reading = readFeed(
    '<rss><channel><item><title>A</title><link>/a</link><item><title>B & C</title><link>/b</link></item><item><title>D</title><link>/d',
    base,
  )
  expect(reading.kind === 'feed' && reading.items.map(({ title }) => title)).toEqual(['A', 'B & C', 'D'])
})

test('a web page and an empty answer are no feeds, in words', () => {
  expect(readFeed('<!doctype html><html><body>Hello</body></html>', base)).toMatchObject({
    kind: 'not-a-feed',
    reason: expect.stringContaining('a web page'),
  })
  expect(readFeed('', base)).toMatchObject({ kind: 'not-a-feed', reason: expect.stringContaining('an empty document') })
})

test('a news sitemap gives titles and dates, an index its sitemaps', () => {
  const sitemap =
    '<urlset><url><loc>https://c.example/a</loc><news:news><news:publication_date>2026-10-15</news:publication_date><news:title>Oil</news:title></news:news></url></urlset>'
  expect(readSitemap(sitemap, base)).toMatchObject({
    kind: 'articles',
    items: [{ url: 'https://c.example/a', title: 'Oil', publishedAt: '2026-10-15' }],
  })
  expect(readSitemap('<sitemapindex><sitemap><loc>/n.xml</loc></sitemap></sitemapindex>', base)).toEqual({
    kind: 'index',
    sitemaps: ['https://courier.example/n.xml'],
  })
  expect(readSitemap('<html></html>', base)).toMatchObject({ kind: 'not-a-sitemap' })
})

test('titles of pictures are not titles of articles, and the sitemaps of an index come news first, then the latest', () => {
  const articles = readSitemap(
    '<urlset><url><loc>/a</loc><image:image><image:loc>/a.jpg</image:loc><image:title>Tanker at dusk</image:title></image:image><news:news><news:title>Pipeline shut</news:title></news:news></url></urlset>',
    base,
  )
  expect(articles).toMatchObject({ items: [{ url: 'https://courier.example/a', title: 'Pipeline shut' }] })
  const index = readSitemap(
    '<sitemapindex><sitemap><loc>/1.xml</loc><lastmod>2024-01-01</lastmod></sitemap><sitemap><loc>/2.xml</loc><lastmod>2026-10-14</lastmod></sitemap><sitemap><loc>/news.xml</loc></sitemap><sitemap><loc>/1.xml</loc></sitemap></sitemapindex>',
    base,
  )
  expect(index).toMatchObject({ sitemaps: ['news', '2', '1'].map((name) => `https://courier.example/${name}.xml`) })
})
