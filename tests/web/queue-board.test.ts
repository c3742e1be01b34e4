import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApp } from '../../src/app.ts'
import { createLog } from '../../src/io/log.ts'
import { pipeline } from '../../src/pipeline.ts'
import { toId } from '../../src/core/ids.ts'
import { defaultPrefix, Queues } from '../../src/runners/redis/queues.ts'
import { queueBoardPolicy } from '../../src/web/guard/headers.ts'
import { startSite } from '../../src/web/serve.ts'
import { startOwnRedis, whyNoRedis, type OwnRedis } from '../servers.ts'
import { ask, openTestSite, send, visit } from './test-site.ts'

const missing = whyNoRedis()
const token = 'a-token-of-the-test-that-is-long-enough'

test('without Redis there are no queues to look at', async () => {
  await using site = await openTestSite()
  expect((await ask(site, { path: '/queues' })).status).toBe(404)
})

describe.skipIf(missing !== undefined)(`the queues on the site${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let redis: OwnRedis
  let site: { readonly port: number } & AsyncDisposable
  let cookie: string

  beforeAll(async () => {
    redis = await startOwnRedis()
    site = await siteOn(redis.url)
    const guest = await visit(site)
    const signedIn = await send(site, '/sign-in', { token, form: guest.form, to: '/' }, guest.cookie)
    cookie = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    await using queues = await Queues.open(redis.url, { prefix: defaultPrefix, stages: pipeline })
    await queues.add(toId<'Run'>('run-1'), [{ key: 'report', stage: 'report', join: undefined, state: 'ready', turn: '0' }])
  })
  afterAll(async () => {
    await site[Symbol.asyncDispose]()
    await redis[Symbol.asyncDispose]()
  })

  test.each(['/queues', '/queues/', '/queues/api/queues', '/queues/static/images/logo.svg'])(
    '%s is for who has signed in only',
    async (path) => {
      expect((await ask(site, { path })).status).toBe(303)
      expect((await ask(site, { path, headers: { cookie } })).status).toBe(200)
    },
  )

  test('the page has a policy of its own, and what waits in the queues is told', async () => {
    const page = await ask(site, { path: '/queues', headers: { cookie } })
    expect(page.headers).toMatchObject({ 'content-security-policy': queueBoardPolicy, 'x-frame-options': 'DENY' })
    const style = /href="(static\/css\/[^"]+)"/.exec(page.body)?.[1] ?? ''
    expect((await ask(site, { path: `/queues/${style}`, headers: { cookie } })).headers['content-type']).toMatch(/^text\/css/)
    const { body } = await ask(site, { path: '/queues/api/queues', headers: { cookie } })
    const { queues } = JSON.parse(body)
    expect(queues.map(({ name }: { name: string }) => name)).toEqual(['polls', 'network', 'compute', 'reports'])
    expect(queues[3]).toMatchObject({ counts: { waiting: 1 }, readOnlyMode: true })
  })

  test('nothing can be changed from there, whoever asks and however', async () => {
    const statuses = ['POST', 'PUT', 'PATCH', 'DELETE'].map(async (method) => {
      const answer = await ask(site, { method, path: '/queues/api/queues/reports/empty', headers: { cookie } })
      return answer.status
    })
    expect(await Promise.all(statuses)).toEqual([415, 405, 405, 405])
    const guest = await visit(site, '/new', cookie)
    expect((await send(site, '/queues/api/queues/pause', { form: guest.form }, cookie)).status).toBe(405)
    const { body } = await ask(site, { path: '/queues/api/queues', headers: { cookie } })
    expect(JSON.parse(body).queues[3]).toMatchObject({ counts: { waiting: 1 }, isPaused: false })
  })

  test('while Redis is away this is said with 503, and they are shown again when it is back', async () => {
    await redis.kill()
    const status = async () => (await ask(site, { path: '/queues/api/queues', headers: { cookie } })).status
    expect(await status()).toBe(503)
    await redis.restart()
    let now = await status()
    while (now === 503) now = await sleep(100).then(status)
    expect(now).toBe(200)
  })
})

async function siteOn(redisUrl: string): Promise<{ readonly port: number } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'frameshift-board-'))
  const app = await openApp({ env: { FRAMESHIFT_DATA_DIR: join(folder, 'data'), REDIS_URL: redisUrl }, cwd: folder })
  const { port, ...site } = await startSite(app, {
    address: '127.0.0.1',
    port: 0,
    token,
    webhookSecret: undefined,
    redisUrl,
    access: { allowPrivate: [], resolve: [] },
    log: createLog(() => {}, app.now),
    logsRequests: false,
    runsSchedules: false,
  })
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      await site[Symbol.asyncDispose]()
      await app[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
