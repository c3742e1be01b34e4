import { setTimeout as sleep } from 'node:timers/promises'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/core/stats/seeded-random.ts'
import { createBullRunner } from '../../src/runners/bullmq.ts'
import { whyNoRedis } from '../servers.ts'
import { executionOf, Field, named, tell } from './field.ts'
import { jobOf } from './pipeline.ts'
import { badLine } from './proxy.ts'

const missing = whyNoRedis()
const seed = Number(process.env['FAULT_SEED'] ?? 20_261_129)

describe.skipIf(missing !== undefined)(
  `Redis that fails${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  { timeout: 240_000 },
  () => {
    test('f05 Redis is killed and comes back: all is done, and workers go on by themselves within 10 s', async () => {
      await using field = await Field.lay()
      const names = named(300)
      await field.start({ each: names.map((name) => jobOf(name, { ms: 150 })) })
      await field.addWorker()
      let slowestMs = 0
      for (let kill = 0; kill < 5; kill += 1) {
        await sleep(700)
        await field.redis.kill()
        await sleep(500)
        await field.redis.restart()
        const [before, at] = [await ended(field), performance.now()]
        while ((await ended(field)) <= before && before < names.length) await sleep(20)
        slowestMs = Math.max(slowestMs, performance.now() - at)
      }
      expect(await field.end()).toEqual({ kind: 'done' })
      tell('f05', { kills: 5, slowestRecoverySeconds: (slowestMs / 1000).toFixed(1), ...(await field.expectNothingLost(names)) })
      expect(slowestMs).toBeLessThan(10_000)
    })

    test('f06 Redis is gone for long: who begins a run learns it within 2 s, the store is read as ever, and work goes on when it is back', async () => {
      await using field = await Field.lay()
      const names = named(40)
      await field.start({ each: names.map((name) => jobOf(name, { ms: 300 })) })
      await field.addWorker()
      while ((await ended(field)) === 0) await sleep(50)
      await field.redis.kill()
      const began = performance.now()
      const another = createBullRunner({ redisUrl: field.redis.url, execution: executionOf(field.store) })
      const run = another.run(field.id, { each: [] }, { signal: new AbortController().signal, onProgress: () => {} })
      await expect(run).rejects.toMatchObject({ code: 'redis-unreachable' })
      const refusedAfterMs = performance.now() - began
      expect(refusedAfterMs).toBeLessThan(2000)
      expect(await field.store.ledger.progress(field.id)).toHaveLength(1)
      await sleep(15_000)
      const [before, at] = [await ended(field), performance.now()]
      await field.redis.restart()
      while ((await ended(field)) <= before && before < names.length) await sleep(20)
      const recoveryMs = performance.now() - at
      expect(await field.end()).toEqual({ kind: 'done' })
      tell('f06', {
        refusedAfterMs: Math.round(refusedAfterMs),
        recoverySeconds: (recoveryMs / 1000).toFixed(1),
        ...(await field.expectNothingLost(names)),
      })
      expect(recoveryMs).toBeLessThan(10_000)
    })

    test('f07 Redis pauses, and the line to it is slow and breaks: nothing is lost', async () => {
      await using field = await Field.lay()
      const names = named(100)
      const random = seededRandom(seed, 'f07')
      await using line = await badLine(Number(new URL(field.redis.url).port), { delayMs: 300, cutShare: 0.05, random })
      await field.start({ each: names.map((name) => jobOf(name, { ms: 50 })) })
      await field.addWorker({ redisUrl: `redis://127.0.0.1:${line.port}` })
      await field.addWorker()
      const client = new Redis(field.redis.url)
      for (let pause = 0; pause < 2; pause += 1) {
        await client.call('CLIENT', 'PAUSE', '3000')
        await sleep(3500)
      }
      client.disconnect()
      expect(await field.end()).toEqual({ kind: 'done' })
      tell('f07', { seed, pauses: 2, cuts: line.cuts, ...(await field.expectNothingLost(names)) })
      expect(line.cuts).toBeGreaterThan(0)
    })

    test('f08 Redis loses everything, twice: what is open comes back from the store', async () => {
      await using field = await Field.lay()
      const names = named(100)
      await field.start({ each: names.map((name) => jobOf(name, { ms: 100 })) })
      await field.addWorker()
      while ((await ended(field)) < 5) await sleep(20)
      const client = new Redis(field.redis.url)
      const lost = await client.dbsize()
      await client.flushall()
      client.disconnect()
      while ((await ended(field)) < 30) await sleep(20)
      await field.redis.kill()
      await field.redis.restart({ isEmpty: true })
      expect(await field.end()).toEqual({ kind: 'done' })
      tell('f08', { keysLost: lost, ...(await field.expectNothingLost(names)) })
      expect(lost).toBeGreaterThan(0)
    })

    test('f09 Redis is full: the run waits with a reason, nothing is half done, and it goes on when there is room', async () => {
      await using field = await Field.lay(['--maxmemory', '3mb', '--maxmemory-policy', 'noeviction'])
      const client = new Redis(field.redis.url)
      for (let index = 0; index < 100; index += 1) {
        const isFull = await client.set(`ballast:${index}`, 'x'.repeat(50_000)).then(
          () => false,
          () => true,
        )
        if (isFull) break
      }
      const refusal = await client.set('one-more', 'x'.repeat(100_000)).catch((error: unknown) => String(error))
      expect(refusal).toContain('OOM')
      const names = named(50)
      const notices: string[] = []
      const runner = createBullRunner({ redisUrl: field.redis.url, execution: executionOf(field.store) })
      const run = runner.run(
        field.id,
        { each: names.map((name) => jobOf(name)) },
        {
          signal: new AbortController().signal,
          onProgress: ({ notice }) => notice !== undefined && notices.push(notice),
        },
      )
      while (notices.length === 0) await sleep(50)
      expect((await field.store.ledger.progress(field.id))[0]).toMatchObject({ ready: 50, failed: 0 })
      await client.config('SET', 'maxmemory', '100mb')
      client.disconnect()
      await field.addWorker()
      expect(await run).toEqual({ kind: 'done' })
      tell('f09', { notice: JSON.stringify(notices[0]?.slice(0, 90)), ...(await field.expectNothingLost(names)) })
    })

    test('f23 jobs in Redis that no version of Frameshift wrote, or none that can be read: the worker lives and works', async () => {
      await using field = await Field.lay()
      const queue = new Queue('network', { connection: { url: field.redis.url }, prefix: 'frameshift' })
      const strange: readonly unknown[] = [
        {},
        { run: 1 },
        { run: 'run-1' },
        { run: 'run-1', key: 'fetch/none' },
        { run: 'gone', key: 'fetch/a' },
        null,
        'text',
        [1],
      ]
      for (const data of strange)
        await queue.add('fetch', data, { jobId: `strange-${JSON.stringify(data).length}-${strange.indexOf(data)}` })
      const client = new Redis(field.redis.url)
      await client.hset('frameshift:network:strange-2-0', 'data', '{broken')
      await field.store.ledger.open(
        field.id,
        { each: [{ stage: 'fetch', key: 'fetch/old', input: { shape: 'of an older version' } }] },
        Date.now(),
      )
      const names = named(20)
      await field.start({ each: names.map((name) => jobOf(name)) })
      const worker = await field.addWorker()
      expect(await field.end()).toEqual({ kind: 'done' })
      expect(worker.exitCode).toBeNull()
      const letters = await field.store.ledger.deadLetters({ run: field.id, limit: 9 })
      expect(letters.map(({ key, code }) => [key, code])).toEqual([['fetch/old', 'job-invalid']])
      const failed = await queue.getFailedCount()
      tell('f23', { strange: strange.length, keptAsFailed: failed, deadLettered: letters.length })
      expect(failed).toBeGreaterThan(0)
      client.disconnect()
      await queue.close()
    })
  },
)

async function ended(field: Field): Promise<number> {
  return (await field.store.ledger.progress(field.id)).reduce((sum, { done, failed }) => sum + done + failed, 0)
}
