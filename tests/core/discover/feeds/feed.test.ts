import { describe, expect, test } from 'vitest'
import { readFeed, type FeedItem } from '../../../../src/core/discover/feeds/feed.ts'
import { feedsNamedBy } from '../../../../src/core/discover/feeds/find-sources.ts'
import { readSitemap } from '../../../../src/core/discover/feeds/sitemap.ts'

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
    '<sitemapindex><sitemap><loc>/1.xml</loc><lastmod>2024-01-01</lastmod></sitemap><sitemap><loc>/2.xml</loc><lastmod>2026-10-14</lastmod></sitemap><sitemap><loc>/news.xml</loc></sitemap><sitemap><loc>/newsletter.xml</loc></sitemap><sitemap><loc>/1.xml</loc></sitemap></sitemapindex>',
    base,
  )
  expect(index).toMatchObject({ sitemaps: ['news', '2', '1', 'newsletter'].map((name) => `https://courier.example/${name}.xml`) })
})

describe('an item is what its feed says of it, not what stands beside it:', () => {
  test('Atom by the namespace, whatever its prefix', () => {
    const feed =
      '<ns0:feed xmlns:ns0="http://www.w3.org/2005/Atom"><ns0:entry><ns0:title>Oil</ns0:title><ns0:link href="/a"/></ns0:entry></ns0:feed>'
    expect(itemsOf(feed)).toMatchObject([{ url: 'https://courier.example/a', title: 'Oil' }])
  })

  test('what a prefix of Atom declares to be something else is something else', () => {
    const advert = '<a:title>Buy now</a:title><a:link>https://shop.example/</a:link>'
    expect(itemsOf(`<rss xmlns:a="urn:adverts"><item>${advert}<title>Oil</title><link>/a</link></item></rss>`)).toMatchObject([
      { url: 'https://courier.example/a', title: 'Oil' },
    ])
  })

  test('an entry taken from another feed keeps its own title, address and date', () => {
    const source = '<source><title>The Other</title><link href="https://other.example/"/><updated>2001-01-01T00:00:00Z</updated></source>'
    const entry = `<entry>${source}<title>Oil</title><link href="/a"/><updated>2026-10-14T10:00:00Z</updated></entry>`
    expect(itemsOf(`<feed>${entry}</feed>`)).toMatchObject([
      { url: 'https://courier.example/a', title: 'Oil', publishedAt: '2026-10-14T10:00:00Z' },
    ])
  })

  test('the caption of a picture is no summary where there is one', () => {
    const item = '<item><title>Oil</title><link>/a</link><media:description>Tanker at dusk</media:description>'
    expect(itemsOf(`<rss>${item}<description>The line is shut.</description></item></rss>`)).toMatchObject([
      { summary: 'The line is shut.' },
    ])
    expect(itemsOf(`<rss>${item}</item></rss>`)).toMatchObject([{ summary: 'Tanker at dusk' }])
  })

  test('a feed is called by its title and not by its logo', () => {
    const logo = '<image><title>Logo</title><link>https://cdn.example/</link></image>'
    const reading = readFeed(`<rss><channel>${logo}<title>Courier</title><link>/</link></channel></rss>`, base)
    expect(reading).toMatchObject({ head: { title: 'Courier', homepage: 'https://courier.example/' } })
  })

  test('a date that cannot be read leaves its place to one that can', () => {
    const item = '<item><title>Oil</title><link>/a</link><pubDate>soon</pubDate><dc:date>2026-10-14</dc:date></item>'
    expect(itemsOf(`<rss>${item}</rss>`)).toMatchObject([{ publishedAt: '2026-10-14' }])
  })

  test('titles that were escaped once too often, and marked words, are text', () => {
    const item = (title: string) => `<item><title><![CDATA[${title}]]></title><link>/a</link></item>`
    expect(itemsOf(`<rss>${item('Oil &amp;#8217;s price')}${item('塞<em>韦</em>利亚')}</rss>`)).toMatchObject([
      { title: 'Oil ’s price' },
      { title: '塞韦利亚' },
    ])
  })
})

test('a part of the head that nobody closed costs no item', () => {
  expect(itemsOf('<rss><channel><title>Courier<item><title>Oil</title><link>/a</link></item></channel></rss>')).toMatchObject([
    { url: 'https://courier.example/a', title: 'Oil' },
  ])
})

test('an Atom link is known by the long name of its relation too, and in capitals', () => {
  const entry = (rel: string) => `<entry><title>Oil</title><link rel="self" href="/self"/><link rel="${rel}" href="/a"/></entry>`
  const entries = itemsOf(`<feed>${entry('Alternate')}${entry('http://www.iana.org/assignments/relation/alternate')}</feed>`)
  expect(entries.map(({ url }) => url)).toEqual(['https://courier.example/a', 'https://courier.example/a'])
})

test('a headline and an address without end are cut and none', () => {
  const item = (title: string, link: string) => `<item><title>${title}</title><link>${link}</link></item>`
  const feed = `<rss>${item('Oil '.repeat(20_000), '/a')}${item('Oil', `/${'a'.repeat(9000)}`)}</rss>`
  expect(itemsOf(feed).map(({ title, url }) => [title.length, url])).toEqual([
    [1000, 'https://courier.example/a'],
    [3, undefined],
  ])
})

test('of a feed and a sitemap without end as much is read as is allowed, and the rest is counted', () => {
  const many = (entry: string, count: number) => entry.repeat(count)
  const rss = readFeed(`<rss>${many('<item><title>Oil</title><link>/a</link></item>', 2100)}</rss>`, base)
  const json = readFeed(`{"items":[${many('{"url":"/a"},', 2099)}{"url":"/a"}]}`, base)
  for (const reading of [rss, json]) expect(reading).toMatchObject({ items: { length: 2000 }, beyond: 100 })
  expect(readSitemap(`<urlset>${many('<url><loc>/a</loc></url>', 50_010)}</urlset>`, base)).toMatchObject({
    items: { length: 5000 },
    beyond: 45_010,
  })
})

test('a link that nobody closed ends where the next tag begins', () => {
  const item = '<item><title>Oil</title><link>https://courier.example/a<pubDate>Wed, 14 Oct 2026 10:00:00 GMT</pubDate></item>'
  expect(itemsOf(`<rss>${item}</rss>`)).toMatchObject([{ url: 'https://courier.example/a' }])
})

test('a web page whose script writes a feed is a web page', () => {
  const page = '<!doctype html><html><title>Courier</title><script>t = "<item><title>x</title></item>"</script></html>'
  expect(readFeed(page, base)).toMatchObject({ kind: 'not-a-feed', reason: expect.stringContaining('a web page') })
})

test('pictures of an article are told from it under any prefix', () => {
  const picture = '<i:image><i:loc>/a.jpg</i:loc><i:title>Tanker at dusk</i:title></i:image>'
  const article = `<url><loc>/a</loc>${picture}<n:news><n:title>Pipeline shut</n:title></n:news></url>`
  expect(readSitemap(`<urlset>${article}</urlset>`, base)).toMatchObject({ items: [{ title: 'Pipeline shut' }] })
})

test('an address that was escaped once too often leads where it should', () => {
  const link = '<link><![CDATA[https://courier.example/a?id=1&amp;page=2]]></link>'
  expect(itemsOf(`<rss><item>${link}</item></rss>`)).toMatchObject([{ url: 'https://courier.example/a?id=1&page=2' }])
})

describe('feeds that a page names', () => {
  const feed = (attributes: string) => `<link rel="alternate" ${attributes}>`
  const rss = 'type="application/rss+xml"'

  test('lie where its base element says', () => {
    const page = `<base href="https://cdn.example/news/">${feed(`${rss} href="feed.xml"`)}`
    expect(feedsNamedBy(page, base)).toEqual(['https://cdn.example/news/feed.xml'])
  })

  test('are not those of comments, but may be those of a commentary', () => {
    const page = `${feed(`${rss} href="/comments/feed/"`)}${feed(`${rss} title="Comments Feed" href="/c"`)}${feed(`${rss} title="The Commentary" href="https://comment.example/feed"`)}`
    expect(feedsNamedBy(page, base)).toEqual(['https://comment.example/feed'])
  })

  test('may be called plain XML where their name says that they are feeds', () => {
    const page = `${feed('type="text/xml" title="RSS" href="/a.xml"')}${feed('type="text/xml" href="/oembed.xml"')}`
    expect(feedsNamedBy(page, base)).toEqual(['https://courier.example/a.xml'])
  })
})

describe('JSON Feed', () => {
  test('a field of the wrong kind costs neither its item nor the feed', () => {
    const items = '[{"url":"/a","title":null,"author":"B","summary":7,"date_published":null,"date_modified":"2026-10-14"},null]'
    const reading = readFeed(`{"title":null,"language":null,"home_page_url":"/","items":${items}}`, base)
    expect(reading).toMatchObject({
      head: { homepage: 'https://courier.example/' },
      items: [{ url: 'https://courier.example/a', publishedAt: '2026-10-14' }, { url: undefined }],
    })
  })

  test('an empty field stands in the way of none', () => {
    const item = '{"url":" ","external_url":"/a","title":"Oil","summary":"","content_text":"The line is shut."}'
    expect(itemsOf(`{"items":[${item}]}`)).toMatchObject([{ url: 'https://courier.example/a', summary: 'The line is shut.' }])
  })

  test('an item without an address is not at the address of the feed, nor at its number', () => {
    const reading = itemsOf('{"items":[{"title":"Oil"},{"id":42},{"url":"javascript:alert(1)"},{"id":"https://courier.example/b"}]}')
    expect(reading.map(({ url }) => url)).toEqual([undefined, undefined, undefined, 'https://courier.example/b'])
  })
})

function itemsOf(feed: string): readonly FeedItem[] {
  const reading = readFeed(feed, base)
  return reading.kind === 'feed' ? reading.items : []
}

test('authors and ids have their limits as headlines and addresses have, in every kind of feed', () => {
  const long = 'name '.repeat(10_000)
  const id = 'i'.repeat(10_000)
  const rss = `<rss><channel><title>C</title><item><title>A</title><link>/a</link><guid>${id}</guid><author>${long}</author></item></channel></rss>`
  const json = JSON.stringify({ title: 'C', items: [{ id, url: '/a', title: 'A', authors: [{ name: long }] }] })
  for (const feed of [rss, json]) {
    const reading = readFeed(feed, base)
    const [item] = reading.kind === 'feed' ? reading.items : []
    expect(item).toMatchObject({ title: 'A', id: undefined, author: long.slice(0, 300).trimEnd() })
  }
  const short = readFeed('{"title":"C","items":[{"id":7,"url":"/a","authors":[{"name":"Ines Tavaro"}]}]}', base)
  expect(short.kind === 'feed' && short.items).toMatchObject([{ id: '7', author: 'Ines Tavaro' }])
})
