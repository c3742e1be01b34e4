import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportSchema, type ReportJson } from '../../src/core/report/json/report-schema.ts'
import { sitesOf, startPress, type Press, type PressRequest } from '../press/press.ts'
import { runCli, type Ended } from './run-cli.ts'

/** Search services in the shapes in which they answer, on loopback: what they name is fetched, what they only hint at is looked for. */
const lead =
  'President Serikov of Altyndala signed an oil agreement with Marenta in Port Lanta on Wednesday, and Severia called it a betrayal of a friend.'
const details = [
  'The pipeline opens on 1 March and is 1,180 kilometres long, the ministry said in the evening.',
  'Farmers along the route asked for bridges; engineers promised four of them before the winter.',
  'Traders had expected the signature since the summer, and prices in the port hardly moved.',
  'The parliament votes next week, and the opposition wants to read every page of the contract.',
]
const page = (title: string, order: readonly number[]) =>
  `<html lang="en"><head><title>${title}</title><meta property="article:published_time" content="2026-10-14T10:00:00Z"></head><body><article><h1>${title}</h1><p>${lead} ${title} is what the paper in this town wrote above it.</p>${order.map((index) => `<p>${details[index] ?? ''} ${lead.split(',')[0] ?? ''}.</p>`).join('')}</article></body></html>`
const rss = (items: string) => `<rss version="2.0"><channel><title>Feed</title><language>en</language>${items}</channel></rss>`
const item = (title: string, link: string, more = '') =>
  `<item><title>${title}</title><link>${link}</link><pubDate>Wed, 14 Oct 2026 10:00:00 GMT</pubDate>${more}</item>`
const hint = (title: string, token: string, home: string, name: string) =>
  item(`${title} - ${name}`, `http://news.example/rss/articles/${token}?oc=5`, `<source url="${home}">${name}</source>`)
const only = (allowed: (request: PressRequest) => boolean, body: string) => (request: PressRequest) =>
  allowed(request) ? { body, headers: { 'content-type': 'application/json' } } : { status: 401, body: 'No' }

const sites = sitesOf({
  'gdelt.example': {
    '/doc': JSON.stringify({
      articles: [
        {
          url: 'http://wire.example/a',
          title: 'Altyndala signs with Marenta',
          seendate: '20261014T101500Z',
          domain: 'wire.example',
          language: 'English',
        },
        {
          url: 'http://wire.example/sport',
          title: 'Regatta won by a kite',
          seendate: '20261014T101500Z',
          domain: 'wire.example',
          language: 'English',
        },
      ],
    }),
  },
  'wire.example': {
    '/a': page('Altyndala signs with Marenta', [0, 1, 2]),
    '/feed.xml': rss(item('Altyndala signs with Marenta', 'http://wire.example/a?utm_source=feed')),
  },
  'cloud.example': {
    '/api/search/story-list': only(
      ({ headers }) => headers.authorization === 'Token s3cret-key',
      JSON.stringify({
        stories: [
          {
            id: 'x',
            title: 'Serikov signs oil pact in Port Lanta',
            url: 'http://steppe.example/b',
            language: 'en',
            media_name: 'steppe.example',
            media_url: 'steppe.example',
            publish_date: '2026-10-14',
          },
        ],
        pagination_token: null,
      }),
    ),
  },
  'steppe.example': { '/b': page('Serikov signs oil pact in Port Lanta', [3, 2, 0]) },
  'archive.example': {
    '/find': only(
      ({ headers }) => headers['x-api-key'] === 'abc',
      JSON.stringify({ hits: [{ u: 'http://harbour.example/c', t: 'Marenta pact angers Severia' }] }),
    ),
  },
  'harbour.example': { '/c': page('Marenta pact angers Severia', [1, 3]) },
  'news.example': {
    '/rss/search': rss(
      hint('Altyndala oil goes to Marenta', 'A', 'http://herald.example', 'The Herald') +
        hint('Severia protests at the Marenta pact', 'B', 'http://quiet.example', 'Quiet Post'),
    ),
  },
  'herald.example': {
    '/': '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>',
    '/feed.xml': rss(item('Altyndala oil goes to Marenta', 'http://herald.example/d') + item('Ferry late', 'http://herald.example/e')),
    '/d': page('Altyndala oil goes to Marenta', [2, 0, 3]),
  },
  'quiet.example': { '/feed.xml': rss(item('Ferry late again', 'http://quiet.example/1')) },
  'grumpy.example': { '/': 'Your query contained a phrase that was too short.' },
})

const sources = `sources:
  - { id: gdelt, kind: gdelt, url: 'http://gdelt.example/doc', ask: always }
  - { id: cloud, kind: media-cloud, url: 'http://cloud.example/api/', keyFrom: CLOUD_TOKEN, languages: [en] }
  - { id: keyless, kind: media-cloud, url: 'http://cloud.example/api/', keyFrom: ABSENT_TOKEN, languages: [en] }
  - { id: archive, kind: json, url: 'http://archive.example/find?q={query}', list: /hits, fields: { url: /u, title: /t }, header: X-Api-Key, keyFrom: ARCHIVE_KEY }
  - { id: news, kind: news-rss, url: 'http://news.example/rss/search?q={query}' }
  - { id: grumpy, kind: gdelt, url: 'http://grumpy.example/' }
  - { id: store, kind: store }
`

let press: Press
let folder: string
let ended: Ended
let report: ReportJson

const access = () => [
  ...press.resolve.flatMap((rule) => ['--resolve', rule]),
  ...press.allowPrivate.flatMap((target) => ['--allow-private', target]),
]
const env = { CLOUD_TOKEN: 's3cret-key', ARCHIVE_KEY: 'abc' }

beforeAll(async () => {
  press = await startPress(sites)
  folder = mkdtempSync(join(tmpdir(), 'search-'))
  mkdirSync(join(folder, 'config'))
  writeFileSync(join(folder, 'config/sources.yaml'), sources)
  writeFileSync(
    join(folder, 'outlets.yaml'),
    `outlets:
  - { id: quiet, name: Quiet Post, homepage: 'http://quiet.example', language: en, feeds: ['http://quiet.example/feed.xml'] }
  - { id: wire.example, name: Wire, homepage: 'http://wire.example', language: en, feeds: ['http://wire.example/feed.xml'] }
`,
  )
  writeFileSync(join(folder, 'anchor.txt'), `Title: Altyndala signs with Marenta\nDate: 2026-10-14\n\n${lead} ${details.join(' ')}`)
  const services = ['cloud', 'keyless', 'archive', 'news', 'grumpy'].flatMap((id) => ['--search', id])
  ended = await runCli(['compare', 'anchor.txt', '--outlets', 'outlets.yaml', ...services, '--json', '--out', 'report', ...access()], {
    cwd: folder,
    dataDir: join(folder, 'data'),
    env,
  })
  report = reportSchema.parse(JSON.parse(ended.stdout))
}, 60_000)
afterAll(() => press[Symbol.asyncDispose]())

const searched = (id: string) => report.searches.find(({ service }) => service === id)
const covering = () => new Set(report.articles.map(({ outlet }) => outlet))

describe('coverage is found', () => {
  test.each([
    ['through GDELT', 'wire.example'],
    ['through Media Cloud, with the key of the environment', 'steppe.example'],
    ['through a service described by a template and JSON pointers', 'harbour.example'],
    ['through a headline of a news search, in the feed that its outlet names', 'herald.example'],
  ])('%s', (_, outlet) => {
    expect(covering()).toContain(outlet)
  })
})

test('each service is named with what came of it', () => {
  expect(searched('gdelt')).toMatchObject({ items: 2, kept: 1, failure: null })
  expect(searched('cloud')).toMatchObject({ items: 1, kept: 1, failure: null })
  expect(searched('news')).toMatchObject({ items: 2, kept: 2 })
  expect(searched('keyless')).toMatchObject({ failure: 'It needs a key: set ABSENT_TOKEN' })
  expect(searched('grumpy')?.failure).toContain('did not understand the question')
  expect(searched('store')).toBeUndefined()
})

test('an outlet that a service says has the story, and whose feed does not, is not called silent', () => {
  expect(report.outlets.find(({ id }) => id === 'quiet')).toMatchObject({
    status: 'unseen',
    reason: expect.stringContaining('news names an article of it, “Severia protests at the Marenta pact”'),
  })
})

test('what the outlets and the services found apart and together is counted, over outlets that both could have told of', () => {
  expect(report.reach).toEqual({ own: 1, searched: 1, both: 1, articles: null })
})

test('links of the news search are never followed, and keys go to their own service only', () => {
  expect(press.asked('news.example').filter((path) => path.includes('/articles/'))).toEqual([])
  const holders = press.log.filter(({ headers }) => JSON.stringify(headers).includes('s3cret-key')).map(({ host }) => host)
  expect(new Set(holders)).toEqual(new Set(['cloud.example']))
  expect(ended.stdout + ended.stderr).not.toContain('s3cret-key')
})

test('doctor says which services there are, which key is missing, and which do not answer, and puts no question to any', async () => {
  const before = press.log.length
  const own = mkdtempSync(join(tmpdir(), 'doctor-'))
  mkdirSync(join(own, 'config'))
  writeFileSync(
    join(own, 'config/sources.yaml'),
    `${sources}  - { id: lost, kind: json, url: 'http://lost.invalid/?q={query}', list: /hits, fields: { url: /u } }\n  - { id: wanted, kind: json, ask: always, url: 'http://gdelt.example/?q={query}', list: /hits, fields: { url: /u }, keyFrom: ABSENT_TOKEN }\n`,
  )
  const { code, stdout } = await runCli(['doctor', '--reach', '--json', ...access()], { cwd: own })
  expect(code).toBe(0)
  const findings = z.array(z.object({ what: z.string(), state: z.string(), detail: z.string() })).parse(JSON.parse(stdout))
  const of = (id: string) => findings.find(({ what, detail }) => what === 'search' && detail.startsWith(`${id}:`))
  expect(of('gdelt')).toMatchObject({ state: 'works', detail: 'gdelt: always asked; http://gdelt.example answers' })
  // Nobody asks it unless told to: that its key is missing is no fault.
  expect(of('keyless')).toMatchObject({ state: 'unused', detail: expect.stringContaining('it needs a key: set ABSENT_TOKEN') })
  expect(of('wanted')).toMatchObject({ state: 'warning', detail: expect.stringContaining('it needs a key: set ABSENT_TOKEN') })
  expect(of('lost')).toMatchObject({ state: 'warning', detail: expect.stringContaining('http://lost.invalid is out of reach') })
  expect(of('store')).toMatchObject({ state: 'works' })
  expect(new Set(press.log.slice(before).map(({ path }) => path))).toEqual(new Set(['/robots.txt']))
})

test('what earlier runs have read is found again in the store, and no server is asked', async () => {
  const before = press.log.length
  writeFileSync(join(folder, 'none.yaml'), 'outlets: []\n')
  writeFileSync(join(folder, 'config/sources.yaml'), 'sources: [{ id: store, kind: store }]\n')
  const args = ['compare', 'anchor.txt', '--outlets', 'none.yaml', '--search', 'store', '--json', '--out', 'again', ...access()]
  const again = await runCli(args, { cwd: folder, dataDir: join(folder, 'data') })
  expect(again.code, again.stderr).toBe(0)
  const found = reportSchema.parse(JSON.parse(again.stdout))
  expect(found.searches).toMatchObject([{ service: 'store', failure: null }])
  expect(new Set(found.articles.map(({ outlet }) => outlet))).toEqual(covering())
  expect(press.log.slice(before)).toEqual([])
})

test('an answer of an earlier run is kept, a complaint is not: who complained is asked again', async () => {
  const before = press.log.length
  writeFileSync(join(folder, 'config/sources.yaml'), sources)
  const args = [
    'compare',
    'anchor.txt',
    '--outlets',
    'none.yaml',
    '--search',
    'gdelt',
    '--search',
    'grumpy',
    '--json',
    '--out',
    'third',
    ...access(),
  ]
  const third = await runCli(args, { cwd: folder, dataDir: join(folder, 'data') })
  const found = reportSchema.parse(JSON.parse(third.stdout))
  expect(found.searches).toMatchObject([
    { service: 'gdelt', items: 2 },
    { service: 'grumpy', items: 0 },
  ])
  const services = press.log.slice(before).flatMap(({ host }) => (host === 'wire.example' ? [] : [host]))
  expect(services).toEqual(['grumpy.example'])
})

test('a service that nobody described is a mistake of the command', async () => {
  expect(await runCli(['compare', 'anchor.txt', '--search', 'nope', '--out', 'none'], { cwd: folder })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('No search service is called nope'),
  })
})
