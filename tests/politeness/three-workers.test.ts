import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openApp } from '../../src/app.ts'
import { planComparison, type ComparisonRequest } from '../../src/comparison-run.ts'
import { toId } from '../../src/core/ids.ts'
import { firstWork } from '../../src/pipeline.ts'
import { createBullRunner } from '../../src/runners/bullmq.ts'
import { sitesOf, startPress, type Press, type PressRequest, type Print } from '../press/press.ts'
import { startRedis, whyNoRedis, type RedisServer } from '../servers.ts'

/** Three worker processes that share a store and a queue, against a press that logs every request: none forbidden, none early, none asked again without its validators. */
const missing = whyNoRedis()
const intervalMs = 150
const retryAfterMs = 1000
const hosts = ['one.example', 'two.example', 'three.example']
const lead =
  'President Serikov of Altyndala signed an oil agreement with Marenta in Port Lanta, and Severia called it a betrayal of a friend.'
const details = [
  'The pipeline opens on 1 March and is 1,180 kilometres long, the ministry said.',
  'Farmers along the route asked for bridges, and engineers promised four.',
  'Traders had expected the signature since the summer.',
]
const title = (place: string) => `Altyndala signs with Marenta, ${place}`
const page = (place: string) =>
  `<html lang="en"><head><title>${title(place)}</title></head><body><article><h1>${title(place)}</h1>${details.map((detail) => `<p>${lead} ${detail} So says ${place}.</p>`).join('')}</article></body></html>`
const item = (host: string, path: string) =>
  `<item><title>${title(path)}</title><link>http://${host}${path}</link><pubDate>Wed, 14 Oct 2026 10:00:00 GMT</pubDate></item>`
const busy =
  (feed: string): Print =>
  (_request, times) =>
    times === 1 ? { status: 429, headers: { 'retry-after': String(retryAfterMs / 1000) } } : { body: feed, etag: '"feed"' }

function site(host: string): Readonly<Record<string, Print>> {
  const paths = ['/a', '/b', '/c', '/closed/d']
  const feed = `<rss version="2.0"><channel><title>Feed</title>${paths.map((path) => item(host, path)).join('')}</channel></rss>`
  return {
    '/robots.txt': 'User-agent: *\nDisallow: /closed/',
    '/feed.xml': host === 'two.example' ? busy(feed) : { body: feed, etag: '"feed"' },
    ...Object.fromEntries(paths.map((path) => [path, { body: page(`${host}${path}`), etag: `"${path}"` }])),
  }
}

describe.skipIf(missing !== undefined)(`three workers on one store${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let press: Press
  let redis: RedisServer
  let folder: string
  let workers: ChildProcess[] = []
  let first: readonly PressRequest[] = []
  let second: readonly PressRequest[] = []

  beforeAll(async () => {
    press = await startPress(sitesOf(Object.fromEntries(hosts.map((host) => [host, site(host)]))))
    redis = await startRedis()
    folder = mkdtempSync(join(tmpdir(), 'three-workers-'))
    mkdirSync(join(folder, 'config'))
    const outlets = hosts.map(
      (host) => `  - { id: ${host}, name: ${host}, homepage: 'http://${host}', language: en, feeds: ['http://${host}/feed.xml'] }`,
    )
    writeFileSync(join(folder, 'config/outlets.yaml'), `outlets:\n${outlets.join('\n')}\n`)
    writeFileSync(join(folder, 'anchor.txt'), `Title: ${title('here')}\nDate: 2026-10-14\n\n${lead} ${details.join(' ')}`)
    workers = ['w1', 'w2', 'w3'].map((name) =>
      fork(new URL('./polite-worker.ts', import.meta.url), [folder, redis.url, 'polite', String(press.port), String(intervalMs), name]),
    )
    await Promise.all(workers.map((worker) => once(worker, 'message')))
    first = await compare('first')
    second = await compare('second')
  }, 120_000)
  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL')
    await redis?.[Symbol.asyncDispose]()
    await press?.[Symbol.asyncDispose]()
  })

  test('read every page that they may, between them', () => {
    for (const host of hosts) expect(pathsOf(first, host)).toEqual(expect.arrayContaining(['/robots.txt', '/feed.xml', '/a', '/b', '/c']))
    expect(new Set(first.map(({ headers }) => headers['user-agent'])).size).toBeGreaterThan(1)
  })

  test('ask for nothing that robots.txt forbids', () => {
    expect(press.log.filter(({ path }) => path.startsWith('/closed'))).toEqual([])
  })

  test('call no host before its time', () => {
    for (const host of hosts) {
      const times = press.log.filter((request) => request.host === host).map(({ at }) => at)
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
      expect(Math.min(...gaps), host).toBeGreaterThanOrEqual(intervalMs)
    }
  })

  test('leave a host alone for as long as it asks', () => {
    const asked = press.log.filter(({ host }) => host === 'two.example')
    const refused = asked.findIndex(({ path }) => path === '/feed.xml')
    expect(refused).toBeGreaterThanOrEqual(0)
    expect((asked[refused + 1]?.at ?? Number.POSITIVE_INFINITY) - (asked[refused]?.at ?? 0)).toBeGreaterThanOrEqual(retryAfterMs)
  })

  test('ask for what is stored only whether it has changed', () => {
    expect(second.length).toBeGreaterThanOrEqual(4 * hosts.length)
    expect(second.filter(({ headers }) => headers['if-none-match'] === undefined).map(({ host, path }) => host + path)).toEqual([])
  })

  test('wait at no cost: jobs that had to come back have not used up a try', () => {
    const database = new DatabaseSync(join(folder, 'data/frameshift.sqlite'), { readOnly: true })
    const rows = database.prepare('select attempts, waited_ms as waited from jobs where stage in (?, ?)').all('fetch', 'discover')
    database.close()
    const jobs = rows.map((row) => z.object({ attempts: z.number(), waited: z.number() }).parse(row))
    expect(jobs.filter(({ waited }) => waited > 0).length).toBeGreaterThan(0)
    expect(Math.max(...jobs.map(({ attempts }) => attempts))).toBeLessThanOrEqual(1)
  })

  /** One comparison, run by the workers; gives the requests it made. */
  async function compare(note: string): Promise<readonly PressRequest[]> {
    const before = press.log.length
    await using app = await openApp({ env: { FRAMESHIFT_DATA_DIR: `${folder}/data` }, cwd: folder })
    const plan = await planComparison({ ...request, note }, { app, stdin: () => Promise.resolve(new Uint8Array()) })
    const id = toId<'Run'>(note)
    const createdAt = new Date().toISOString()
    await app.store.runs.begin({ id, fingerprint: note, settings: plan, state: 'open', createdAt, endedAt: undefined, failure: undefined })
    const runner = createBullRunner({ redisUrl: redis.url, prefix: 'polite', execution: app.execution() })
    const end = await runner.run(id, firstWork(plan), { signal: new AbortController().signal, onProgress: () => {} })
    expect(end).toMatchObject({ kind: 'done' })
    return press.log.slice(before)
  }
})

const request: ComparisonRequest = {
  anchor: 'anchor.txt',
  named: [],
  addressList: undefined,
  outletsFile: undefined,
  searches: [],
  alone: false,
  lexicons: [],
  windowDays: 3,
  perOutlet: 5,
  pairs: false,
  sweep: false,
  pins: [],
  excludes: [],
  note: undefined,
  allowPrivate: [],
  resolve: [],
  offline: false,
}

function pathsOf(requests: readonly PressRequest[], host: string): readonly string[] {
  return requests.filter((asked) => asked.host === host).map(({ path }) => path)
}
