import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sitesOf, startPress, type Press } from '../press/press.ts'
import { runCli } from './run-cli.ts'

/** Outlets on loopback that announce today's news: a query finds its anchor among it. */
const today = new Date().toUTCString()
const lead =
  'President Serikov of Altyndala signed an oil agreement with Marenta in Port Lanta, and Severia called it a betrayal of a friend.'
const page = (title: string) =>
  `<html lang="en"><head><title>${title}</title><meta property="article:published_time" content="${new Date().toISOString()}"></head><body><article><h1>${title}</h1>${`<p>${lead} ${title} is what this paper wrote above it, and more of it is to be read inside.</p>`.repeat(4)}</article></body></html>`
const item = (title: string, link: string) => `<item><title>${title}</title><link>${link}</link><pubDate>${today}</pubDate></item>`
const feed = (items: string) => `<rss version="2.0"><channel><title>Feed</title><language>en</language>${items}</channel></rss>`

const sites = sitesOf({
  'north.example': {
    '/feed.xml': feed(
      item('Ferry late again', 'http://north.example/ferry') + item('Altyndala signs oil pact', 'http://north.example/oil'),
    ),
    '/oil': page('Altyndala signs oil pact'),
  },
  'south.example': {
    '/feed.xml': feed(item('Marenta and Altyndala agree on oil', 'http://south.example/oil')),
    '/oil': page('Marenta and Altyndala agree on oil'),
  },
  'mute.example': { '/feed.xml': { status: 404, body: 'Not here' } },
})

const outlets = `outlets:
  - { id: north, name: North, homepage: 'http://north.example', language: en, feeds: ['http://north.example/feed.xml'] }
  - { id: south, name: South, homepage: 'http://south.example', language: en, feeds: ['http://south.example/feed.xml'] }
  - { id: mute, name: Mute, homepage: 'http://mute.example', language: en, feeds: ['http://mute.example/feed.xml'] }
`

let press: Press
const cwd = mkdtempSync(join(tmpdir(), 'query-'))
const dataDir = join(cwd, 'data')
beforeAll(async () => {
  press = await startPress(sites)
  writeFileSync(join(cwd, 'outlets.yaml'), outlets)
})
afterAll(() => press[Symbol.asyncDispose]())

const access = () => [
  '--outlets',
  join(cwd, 'outlets.yaml'),
  ...press.resolve.flatMap((rule) => ['--resolve', rule]),
  ...press.allowPrivate.flatMap((target) => ['--allow-private', target]),
]

test('a schedule of a query looks for its anchor at each run, and its report says so', async () => {
  const when = ['--cron', '0 7 * * *']
  const added = await runCli(['schedule', 'add', 'oil', '--query', 'signs oil pact', ...when, ...access()], { dataDir, cwd })
  expect(added).toMatchObject({ code: 0 })
  expect(press.log).toHaveLength(0)
  expect(await runCli(['schedule', 'list'], { dataDir, cwd })).toMatchObject({ stdout: expect.stringContaining('signs oil pact') })
  expect(await runCli(['schedule', 'run', 'oil'], { dataDir, cwd })).toMatchObject({ code: 0 })
  const compared = await runCli(['compare', '--query', 'signs oil pact', '--json', ...access()], { dataDir, cwd })
  expect(compared).toMatchObject({ code: 0, stderr: expect.stringContaining('the query leads to http://north.example/oil') })
  const report: unknown = JSON.parse(compared.stdout)
  expect(report).toMatchObject({ articles: expect.arrayContaining([expect.objectContaining({ outlet: 'north', role: 'anchor' })]) })
  expect(compared.stdout).toContain('Anchor found by the query \\"signs oil pact\\"')
})

test('a run by a query asks each outlet once: for the anchor and for the coverage', async () => {
  const before = press.log.length
  const compared = await runCli(['compare', '--query', 'signs oil pact', ...access()], { dataDir: join(cwd, 'fresh'), cwd })
  expect(compared).toMatchObject({ code: 0 })
  const feeds = press.log.slice(before).flatMap(({ host, path }) => (path === '/feed.xml' ? [host] : []))
  expect(feeds.toSorted()).toEqual(['mute.example', 'north.example', 'south.example'])
})

test('a query that nothing answers is one line that says what was asked', async () => {
  const none = await runCli(['compare', '--query', 'volcano eruption', ...access()], { dataDir, cwd })
  expect(none).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/Found no anchor for "volcano eruption": none of 3 outlets.*, and 1 of them could not be read/),
  })
})

test('an anchor and a query together, neither, or a query without words are refused', async () => {
  const expected = { code: 2, stderr: expect.stringContaining('Expected either an anchor, or --query') }
  expect(await runCli(['compare'], { dataDir, cwd })).toMatchObject(expected)
  expect(await runCli(['compare', 'page.html', '--query', 'oil'], { dataDir, cwd })).toMatchObject(expected)
  expect(await runCli(['compare', '--query', '…'], { dataDir, cwd })).toMatchObject(expected)
})
