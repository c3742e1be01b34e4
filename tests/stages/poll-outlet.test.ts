import { describe, expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import { PipelineError } from '../../src/errors.ts'
import type { Outlet } from '../../src/model.ts'
import { pollOutlet } from '../../src/stages/poll-outlet.ts'

const home = 'https://courier.example'
const missing = { kind: 'refused', code: 'http-404', reason: 'answered with status 404' } as const

describe('an outlet with no configured source', () => {
  test('is asked through the news sitemap of its robots.txt and the feeds of its front page', async () => {
    const { poll, asked } = await ask({
      '/': '<link rel="alternate" type="application/rss+xml" href="/world.rss">',
      '/robots.txt': `Sitemap: ${home}/all.xml\nSitemap: ${home}/news.xml`,
      '/world.rss': rss('/a', 'Severia halts oil'),
      '/news.xml': newsSitemap('/b', 'Pipeline: Severia explains'),
      '/all.xml': newsSitemap('/c', ''),
    })
    expect(new Set(poll.candidates.map(({ url }) => url))).toEqual(new Set([`${home}/a`, `${home}/b`]))
    expect(asked).toEqual(['/', '/robots.txt', '/world.rss', '/news.xml', '/all.xml'])
  })

  test('is looked for in a few usual places where it names nothing, and each document is asked for once', async () => {
    const { poll, asked } = await ask({ '/': '<p>News</p>', '/sitemap-news.xml': newsSitemap('/b', 'Severia halts oil') })
    expect(poll.sources).toEqual([{ url: `${home}/sitemap-news.xml`, items: 1, failure: undefined }])
    expect(asked).toEqual(['/', '/robots.txt', '/news-sitemap.xml', '/sitemap-news.xml'])
  })

  test('that has nothing anywhere costs seven requests and has no source', async () => {
    const { poll, asked } = await ask({ '/': '<p>News</p>' })
    expect(poll.sources).toEqual([])
    expect(asked).toHaveLength(7)
  })

  test('that forbids its front page is not tried from the side, and says so', async () => {
    const { poll, asked } = await ask({ '/': { kind: 'refused', code: 'robots', reason: 'robots.txt forbids it' } })
    expect(poll.sources).toMatchObject([{ url: home, items: 0, failure: { code: 'robots' } }])
    expect(asked).toEqual(['/', '/robots.txt'])
  })

  test('whose front page fails is still read through its robots.txt', async () => {
    const { poll } = await ask({
      '/': new PipelineError('http-500', 'answered with status 500', { retry: 'later' }),
      '/robots.txt': `Sitemap: ${home}/news.xml`,
      '/news.xml': newsSitemap('/b', 'Severia halts oil'),
    })
    expect(poll.sources).toMatchObject([{ failure: { code: 'http-500' } }, { url: `${home}/news.xml`, items: 1 }])
  })

  test('is asked again later when nothing was found and its front page may come back', async () => {
    await expect(ask({ '/': new PipelineError('timeout', 'no answer', { retry: 'later' }) })).rejects.toMatchObject({ code: 'timeout' })
  })

  test('that asks us to wait is waited for', async () => {
    const wait = new PipelineError('http-429', 'asks to be left alone', { retry: { afterMs: 1000 } })
    await expect(ask({ '/': '<p>News</p>', '/rss.xml': wait })).rejects.toBe(wait)
  })
})

describe('a source that leads nowhere costs only itself and says why:', () => {
  test('a feed that has become a web page, with the feed that the page names', async () => {
    const { poll } = await ask(
      { '/rss': '<!doctype html><link rel="alternate" type="application/rss+xml" href="/new.rss">' },
      { feeds: [`${home}/rss`] },
    )
    expect(poll.sources[0]?.failure).toEqual({
      code: 'not-a-feed',
      reason: `Expected RSS, Atom, RDF or JSON Feed, found a web page, which names the feed ${home}/new.rss`,
    })
  })

  test('a feed whose entries have no addresses', async () => {
    const { poll } = await ask({ '/rss': '<rss><channel><item><title>Severia</title></item></channel></rss>' }, { feeds: [`${home}/rss`] })
    expect(poll.sources).toMatchObject([{ items: 0, failure: { code: 'no-addresses' } }])
  })

  test('an index that names itself', async () => {
    const { poll, asked } = await ask({ '/index.xml': index('/index.xml', '/index.xml') }, { sitemaps: [`${home}/index.xml`] })
    expect(poll.sources).toMatchObject([{ url: `${home}/index.xml`, failure: { code: 'sitemap-loop' } }])
    expect(asked).toEqual(['/index.xml'])
  })

  test('indexes that name each other: one level is followed', async () => {
    const { poll, asked } = await ask(
      { '/1.xml': index('/2.xml', '/news.xml'), '/2.xml': index('/1.xml'), '/news.xml': newsSitemap('/b', 'Severia halts oil') },
      { sitemaps: [`${home}/1.xml`] },
    )
    expect(poll.sources).toMatchObject([
      { url: `${home}/news.xml`, items: 1, failure: undefined },
      { url: `${home}/2.xml`, items: 0, failure: { code: 'sitemap-depth' } },
    ])
    expect(asked).toEqual(['/1.xml', '/news.xml', '/2.xml'])
  })

  test('an index that names nothing', async () => {
    const { poll } = await ask({ '/index.xml': index() }, { sitemaps: [`${home}/index.xml`] })
    expect(poll.sources).toMatchObject([{ failure: { code: 'sitemap-index-empty' } }])
  })
})

describe('what a source lists and is not read is told:', () => {
  test('entries that lead nowhere', async () => {
    const entries = `<item><title>Severia halts oil</title><link>${home}/a</link></item><item><link>javascript:alert(1)</link></item>`
    const { poll } = await ask({ '/rss': `<rss><channel>${entries}</channel></rss>` }, { feeds: [`${home}/rss`] })
    expect(poll.sources).toMatchObject([{ items: 1, left: '1 of its entries has no web address' }])
  })

  test('entries of a sitemap that have no address, which are not at the address of the sitemap', async () => {
    const { poll } = await ask({ '/news.xml': '<urlset><url><loc></loc></url><url/></urlset>' }, { sitemaps: [`${home}/news.xml`] })
    expect(poll.sources).toMatchObject([{ items: 0, left: '2 of its entries have no web address', leftEntries: 2 }])
    expect(poll.dropped).toEqual([])
  })

  test('the oldest pages of a sitemap of all pages, which begins with them', async () => {
    const entry = (_: unknown, day: number) => {
      const changed = new Date(Date.UTC(2010, 0, 1 + day)).toISOString().slice(0, 10)
      return `<url><loc>${home}/${changed}</loc><lastmod>${changed}</lastmod></url>`
    }
    const all = `<urlset>${Array.from({ length: 6000 }, entry).join('')}</urlset>`
    const { poll } = await ask({ '/all.xml': all }, { sitemaps: [`${home}/all.xml`] })
    expect(poll.sources).toMatchObject([{ items: 5000, left: '1000 more of its entries are not read', leftEntries: 1000 }])
    const seen = new Set(poll.dropped.map(({ url }) => url))
    expect([seen.has(`${home}/2026-06-05`), seen.has(`${home}/2010-01-01`)]).toEqual([true, false])
  })

  test('sitemaps of an index beyond the first, which are read where they are named by themselves', async () => {
    const pages = ['/1.xml', '/2.xml', '/3.xml', '/4.xml', '/5.xml']
    const site = Object.fromEntries(pages.map((path) => [path, newsSitemap(`/of${path}`, 'Severia halts oil')]))
    const { poll, asked } = await ask({ '/index.xml': index(...pages), ...site }, { sitemaps: [`${home}/index.xml`, `${home}/4.xml`] })
    expect(asked).toEqual(['/index.xml', '/1.xml', '/2.xml', '/3.xml', '/4.xml'])
    expect(poll.sources.find(({ url }) => url === `${home}/index.xml`)?.left).toMatch(/^It names 2 more sitemaps that are not read/)
  })
})

test('a feed, or a list of addresses, among the sitemaps is read as what it is', async () => {
  const { poll } = await ask(
    { '/rss.xml': rss('/a', 'Severia halts oil'), '/list.txt': `${home}/b-severia\n${home}/c\n` },
    { sitemaps: [`${home}/rss.xml`, `${home}/list.txt`] },
  )
  expect(poll.sources).toMatchObject([
    { items: 1, failure: undefined },
    { items: 2, failure: undefined },
  ])
})

test.each(['English', 'en_US', 'eng', 'und'])('a feed that calls its language %s is not read as foreign', async (language) => {
  const feed = rss('/a', 'Halts oil').replace('<channel>', `<channel><language>${language}</language>`)
  const { poll } = await ask({ '/rss': feed }, { feeds: [`${home}/rss`], language: undefined })
  expect(poll.candidates).toHaveLength(1)
})

test('a date still to come keeps an item out and says so; a date before the web says nothing', async () => {
  const item = (path: string, date: string) =>
    `<item><title>Now: Severia halts oil</title><link>${home}${path}</link><pubDate>${date}</pubDate></item>`
  const feed = `<rss><channel>${item('/a', 'Thu, 01 Jan 2099 00:00:00 GMT')}${item('/b', 'Thu, 01 Jan 1970 00:00:00 GMT')}${item('/c', 'Mon, 05 Oct 2026 00:00:00 GMT')}</channel></rss>`
  const { poll } = await ask({ '/rss': feed }, { feeds: [`${home}/rss`] })
  expect(poll.candidates.map(({ url }) => url)).toEqual([`${home}/b`])
  expect(poll.dropped).toEqual([
    { url: `${home}/a`, code: 'date-in-future', reason: expect.stringContaining('2099-01-01') },
    { url: `${home}/c`, code: 'outside-window', reason: 'Published 9 days from the anchor, more than 3' },
  ])
})

test('one article announced by two sources, under tracked addresses, is one candidate with all that was said of it', async () => {
  const { poll } = await ask(
    { '/rss': rss('/a?utm_source=rss', 'Now: Severia halts oil'), '/news.xml': newsSitemap('/a', 'Severia', '2026-10-14') },
    { feeds: [`${home}/rss`], sitemaps: [`${home}/news.xml`] },
  )
  expect(poll.candidates).toMatchObject([{ title: 'Now: Severia halts oil', publishedAt: '2026-10-14' }])
})

type Answer = string | PipelineError | { readonly kind: 'refused'; readonly code: string; readonly reason: string }

async function ask(site: Readonly<Record<string, Answer>>, sources: Partial<Pick<Outlet, 'feeds' | 'sitemaps' | 'language'>> = {}) {
  const asked: string[] = []
  const outlet: Outlet = {
    id: toId('courier'),
    name: 'Courier',
    homepage: home,
    country: undefined,
    language: 'en',
    feeds: [],
    sitemaps: [],
    groups: {},
    ...sources,
  }
  const ports = {
    now: () => new Date('2026-10-16T12:00:00Z'),
    readDocument: async (url: string) => {
      const { pathname } = new URL(url)
      asked.push(pathname)
      const answer = site[pathname] ?? missing
      if (answer instanceof PipelineError) throw answer
      return typeof answer === 'string' ? ({ kind: 'document', text: answer, finalUrl: url } as const) : answer
    },
  }
  const profile = {
    language: 'en',
    publishedAt: '2026-10-14',
    names: new Map([['svl', 'Severia']]),
    numbers: new Set<string>(),
    passing: new Set<string>(),
    roots: new Map([
      ['halt', 0.5],
      ['oil', 0.5],
    ]),
    words: [],
  }
  const poll = await pollOutlet(outlet, ports, { profile, windowDays: 3, limit: 5, signal: new AbortController().signal })
  return { poll, asked }
}

function rss(path: string, title: string): string {
  return `<rss><channel><item><title>${title}</title><link>${home}${path}</link></item></channel></rss>`
}

function newsSitemap(path: string, title: string, date = ''): string {
  return `<urlset><url><loc>${home}${path}</loc><news:news><news:title>${title}</news:title><news:publication_date>${date}</news:publication_date></news:news></url></urlset>`
}

function index(...paths: readonly string[]): string {
  return `<sitemapindex>${paths.map((path) => `<sitemap><loc>${home}${path}</loc></sitemap>`).join('')}</sitemapindex>`
}
