import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reportSchema } from '../../src/core/report/json/report-schema.ts'
import { sitesOf, startPress, type Print } from '../press/press.ts'
import { runCli } from './run-cli.ts'

/** Outlets that fail in every way a press can, beside one that works: the run ends, and its report names each failure. */
const text =
  'President Serikov of Altyndala signed an oil agreement with Marenta in Port Lanta on Wednesday. Severia called it a betrayal of a friend.'
const details = [
  'The pipeline opens on 1 March and is 1,180 kilometres long, the ministry said in the evening.',
  'Farmers along the route asked for bridges; engineers promised four of them before the winter.',
  'Traders had expected the signature since the summer, and prices in the port hardly moved.',
  'The parliament votes next week, and the opposition wants to read every page of the contract.',
  'Marenta pays for tanks and quays, Altyndala for the last ninety kilometres of pipe.',
]
const page = (title: string) =>
  `<html><head><title>${title}</title></head><body><article><h1>${title}</h1>${details.map((detail) => `<p>${text} ${detail}</p>`).join('')}</article></body></html>`
const feedOf = (host: string, date = 'Wed, 14 Oct 2026 10:00:00 GMT') =>
  `<rss version="2.0"><channel><title>Feed</title><item><title>Altyndala signs with Marenta</title><link>http://${host}/a</link><pubDate>${date}</pubDate></item></channel></rss>`
const indexOf = (...urls: readonly string[]) =>
  `<sitemapindex>${urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join('')}</sitemapindex>`

const broken: Readonly<Record<string, { readonly feed?: Print; readonly page?: Print; readonly expected: RegExp }>> = {
  'slow.example': { feed: { misbehave: 'no-headers' }, expected: /in time/ },
  'gone.example': { page: { status: 404 }, expected: /404/ },
  'angry.example': { feed: { status: 429, headers: { 'retry-after': '3600' } }, expected: /429|wait/i },
  'empty.example': { feed: '', expected: /empty|no feed/i },
  'html.example': { feed: '<!doctype html><html><body>Not a feed</body></html>', expected: /web page/i },
  'bomb.example': { page: { misbehave: 'bomb' }, expected: /bytes|MB/i },
  'reset.example': { page: { misbehave: 'reset' }, expected: /broke off|reset|closed|socket|ended/i },
  'forever.example': { feed: { status: 429 }, expected: /429|left alone|asks to be/i },
  'huge.example': { feed: { headers: { 'content-length': '10000000000' }, misbehave: 'endless' }, expected: /bytes|large|MB/i },
  'endless.example': { page: { misbehave: 'endless' }, expected: /bytes|MB/i },
  'circle.example': {
    feed: indexOf('http://circle.example/feed.xml', 'http://circle.example/b.xml'),
    page: indexOf('http://circle.example/feed.xml'),
    expected: /index|names only/i,
  },
  'future.example': { feed: feedOf('future.example', 'Thu, 01 Jan 2099 10:00:00 GMT'), expected: /2099/ },
  'loop.example': { page: { status: 302, headers: { location: '/a' } }, expected: /redirect|circle/i },
}

test('every failure of a press is named in the report, and the rest goes on', async () => {
  const sites = Object.fromEntries(
    Object.entries(broken).map(([host, { feed, page: print }]) => [
      host,
      { '/feed.xml': feed ?? feedOf(host), '/a': print ?? page('Altyndala signs with Marenta'), '/b.xml': print ?? '' },
    ]),
  )
  await using press = await startPress(
    sitesOf({
      ...sites,
      'good.example': { '/feed.xml': feedOf('good.example'), '/a': page('Altyndala signs a pact with Marenta') },
      'moved.example': {
        '/feed.xml': { status: 301, headers: { location: '/new.xml' } },
        '/new.xml': feedOf('moved.example'),
        '/a': page('Marenta signs with Altyndala'),
      },
      // Five megabytes, of which the first half counts.
      'wordy.example': {
        '/robots.txt': `User-agent: *\nAllow: /\n${'# Be nice.\n'.repeat(500_000)}Disallow: /\n`,
        '/feed.xml': feedOf('wordy.example'),
        '/a': page('Marenta and Altyndala sign'),
      },
    }),
  )
  const folder = mkdtempSync(join(tmpdir(), 'press-'))
  mkdirSync(join(folder, 'config'))
  writeFileSync(
    join(folder, 'config/settings.yaml'),
    'network: { headersTimeoutMs: 1500, deadlineMs: 10000 }\nretry: { attempts: 2, baseDelayMs: 50, maxWaitMs: 3000 }\n',
  )
  const hosts = [...Object.keys(broken), 'good.example', 'moved.example', 'wordy.example']
  const outlets = hosts.map(
    (host) =>
      `  - { id: ${host.replace('.example', '')}, name: ${host}, homepage: 'http://${host}', language: en, ${host === 'circle.example' ? 'sitemaps' : 'feeds'}: ['http://${host}/feed.xml'] }`,
  )
  writeFileSync(join(folder, 'outlets.yaml'), `outlets:\n${outlets.join('\n')}\n`)
  writeFileSync(join(folder, 'anchor.txt'), `Title: Altyndala signs with Marenta\nDate: 2026-10-14\n\n${text.repeat(4)}`)
  const access = [
    ...press.resolve.flatMap((rule) => ['--resolve', rule]),
    ...press.allowPrivate.flatMap((target) => ['--allow-private', target]),
  ]
  const { code, stdout, stderr } = await runCli(
    ['compare', 'anchor.txt', '--outlets', 'outlets.yaml', '--json', '--out', 'report', ...access],
    { cwd: folder },
  )
  expect(code, stderr).toBe(0)
  const report = reportSchema.parse(JSON.parse(stdout))
  expect(report.articles.map(({ outlet }) => outlet)).toEqual(expect.arrayContaining(['good', 'moved', 'wordy']))
  // A move for good is told, and the configured address stays the one that is asked.
  const moved = { url: 'http://moved.example/feed.xml', items: 1, failure: null, movedTo: 'http://moved.example/new.xml' }
  expect(report.outlets.find(({ id }) => id === 'moved')?.sources).toEqual([moved])
  for (const file of ['report.md', 'report.html'])
    expect(readFileSync(join(folder, 'report', file), 'utf8')).toMatch(/moved for good[^]*moved\\?\.example\/new\\?\.xml/)
  for (const [host, { expected }] of Object.entries(broken)) {
    const outlet = report.outlets.find(({ id }) => id === host.replace('.example', ''))
    expect(outlet, host).toMatchObject({ status: 'unseen', reason: expect.stringMatching(expected) })
    expect(
      outlet?.sources.some(({ failure }) => failure !== null) || report.excluded.some((left) => left.outlet === outlet?.id),
      host,
    ).toBe(true)
  }
})
