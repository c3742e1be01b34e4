import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openApp } from '../../src/app.ts'
import { createLog } from '../../src/io/log.ts'
import { startSite } from '../../src/web/serve.ts'
import { startOwnRedis, whyNoRedis } from '../servers.ts'
import { tell } from './field.ts'

const missing = whyNoRedis()

describe.skipIf(missing !== undefined)(`the site while Redis is away${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  test('f06 a comparison that is asked for is refused with 503 within 2 s and leaves no run; pages are read as ever, and it is taken when Redis is back', async () => {
    await using redis = await startOwnRedis()
    await using site = await siteWith(redis.url)
    expect((await site.ask('before')).status).toBe(202)
    await redis.kill()
    const gone = await site.ask('gone')
    expect(gone).toMatchObject({ status: 503, body: expect.stringContaining('"redis-unreachable"') })
    expect(await site.runs()).toBe(1)
    expect((await fetch(new URL('/reports', site.url))).status).toBe(200)
    // The port of the dead server is taken by one that takes every call and never says a word.
    const silent = createServer().listen(Number(new URL(redis.url).port), '127.0.0.1')
    await once(silent, 'listening')
    const calls = countCalls(silent)
    const unanswered = await site.ask('unanswered')
    expect(unanswered).toMatchObject({ status: 503, body: expect.stringContaining('it does not answer') })
    await calls.end()
    expect(await site.runs()).toBe(1)
    await redis.restart()
    expect((await site.ask('back')).status).toBe(202)
    tell('f06 site', { goneMs: gone.ms, unansweredMs: unanswered.ms, silentCalls: calls.count() })
    expect(calls.count()).toBeGreaterThan(0)
    expect(Math.max(gone.ms, unanswered.ms)).toBeLessThan(2000)
  })
})

function countCalls(server: Server) {
  const sockets: Socket[] = []
  server.on('connection', (socket) => sockets.push(socket.on('error', () => {})))
  return {
    count: () => sockets.length,
    end: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

async function siteWith(redisUrl: string) {
  const folder = await mkdtemp(join(tmpdir(), 'frameshift-site-'))
  const app = await openApp({ env: { FRAMESHIFT_DATA_DIR: join(folder, 'data'), REDIS_URL: redisUrl }, cwd: folder })
  const site = await startSite(app, {
    address: '127.0.0.1',
    port: 0,
    token: undefined,
    webhookSecret: undefined,
    redisUrl,
    access: { allowPrivate: [], resolve: [] },
    log: createLog(() => {}, app.now),
    logsRequests: false,
    runsSchedules: false,
  })
  return {
    url: site.url,
    ask: async (note: string) => {
      const began = performance.now()
      const answer = await fetch(new URL('/api/runs', site.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: 'The harbour opens again on Monday.', alone: true, note }),
      })
      return { status: answer.status, body: await answer.text(), ms: Math.round(performance.now() - began) }
    },
    runs: async () => (await app.store.runs.list(10)).length,
    [Symbol.asyncDispose]: async () => {
      await site[Symbol.asyncDispose]()
      await app[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
