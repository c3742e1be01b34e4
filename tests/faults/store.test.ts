import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/core/stats/seeded-random.ts'
import { PipelineError } from '../../src/errors.ts'
import { createExtractPool } from '../../src/io/extract-pool.ts'
import { openDatabase, openStore } from '../../src/io/store/store.ts'
import type { Article } from '../../src/model.ts'
import type { Ledger } from '../../src/runners/ledger.ts'
import { judge } from '../../src/runners/retry.ts'
import { byLane, lanes } from '../../src/runners/runnable.ts'
import { createWorkers } from '../../src/runners/redis/workers.ts'
import { createBullRunner } from '../../src/runners/bullmq.ts'
import { startOwnRedis, startPostgres, whyNoPostgres, whyNoRedis } from '../servers.ts'
import { executionOf, Field, named, tell } from './field.ts'
import { articleOf, jobOf, type FaultPorts } from './pipeline.ts'

const noRedis = whyNoRedis()
const noPostgres = whyNoPostgres()
const seed = Number(process.env['FAULT_SEED'] ?? 20_261_129)
const never = new AbortController().signal

describe.skipIf(noRedis !== undefined)(
  `a store that fails${noRedis === undefined ? '' : ` (skipped: ${noRedis})`}`,
  { timeout: 240_000 },
  () => {
    test('f11 the disk is full for a while, at every kind of write: jobs wait with a reason, nothing is half stored, all is done in the end', async () => {
      await using field = await Field.lay()
      const names = named(40)
      let isFull = false
      let refusals = 0
      const full = () => {
        refusals += 1
        return new PipelineError('disk-full', 'Cannot use the store: no space is left on the disk', { retry: 'later' })
      }
      const guarded =
        <Arguments extends readonly unknown[], Result>(write: (...given: Arguments) => Promise<Result>) =>
        (...given: Arguments): Promise<Result> =>
          isFull ? Promise.reject(full()) : write(...given)
      const { ledger, articles } = field.store
      const ports: FaultPorts = {
        folder: field.folder,
        store: { articles: { ...articles, put: guarded((article: Article) => articles.put(article)) } },
        crashAt: undefined,
      }
      const execution = executionOf(field.store)
      const failing: Ledger = {
        ...ledger,
        take: guarded((...given: Parameters<Ledger['take']>) => ledger.take(...given)),
        finish: guarded((...given: Parameters<Ledger['finish']>) => ledger.finish(...given)),
        postpone: guarded((...given: Parameters<Ledger['postpone']>) => ledger.postpone(...given)),
      }
      const notices: string[] = []
      await field.start({ each: names.map((name) => jobOf(name, { ms: 40 })) })
      await using workers = await createWorkers({
        redisUrl: field.redis.url,
        execution: { ...execution, ledger: failing },
        portsFor: () => Promise.resolve(ports),
        concurrency: byLane(() => 4),
        lanes,
        onNotice: (notice) => notices.push(notice),
      })
      expect(workers).toBeDefined()
      for (let point = 0; point < 10; point += 1) {
        await sleep(60)
        isFull = true
        await sleep(150)
        isFull = false
      }
      expect(await field.end()).toEqual({ kind: 'done' })
      const counts = await field.expectNothingLost(names)
      tell('f11', { points: 10, refusals, notices: notices.length, ...counts })
      expect(refusals).toBeGreaterThan(0)
      expect(notices.join('\n')).toContain('no space is left')
      expect(counts.stored).toBe(names.length)
    })

    test('f13 another process holds the lock for 3 s, five times: all wait, none fails', async () => {
      await using field = await Field.lay()
      const names = named(60)
      await field.start({ each: names.map((name) => jobOf(name, { ms: 100 })) })
      await field.addWorker()
      let longestMs = 0
      for (let round = 0; round < 5; round += 1) {
        const script = `
        import { DatabaseSync } from 'node:sqlite'
        const database = new DatabaseSync(${JSON.stringify(join(field.folder, 'frameshift.sqlite'))}, { timeout: 10000 })
        database.exec('begin immediate'); console.log('locked')
        setTimeout(() => database.exec('commit'), 3000)`
        const other = spawn(process.execPath, ['--input-type=module', '-e', script])
        for await (const line of other.stdout.iterator({ destroyOnReturn: false })) if (String(line).includes('locked')) break
        const before = performance.now()
        await once(other, 'exit')
        longestMs = Math.max(longestMs, performance.now() - before)
      }
      expect(await field.end()).toEqual({ kind: 'done' })
      const counts = await field.expectNothingLost(names)
      tell('f13', { rounds: 5, longestLockMs: Math.round(longestMs), ...counts })
      expect(longestMs).toBeGreaterThan(2000)
      expect(counts).toEqual({ stored: 60, deadLettered: 0 })
    })

    test('f21 5,000 jobs and a slow origin: the queue holds tickets only, and the worker stays small', async () => {
      await using field = await Field.lay()
      const names = named(5000)
      await field.start({ each: names.map((name, index) => jobOf(name, { ms: index % 10 === 0 ? 20 : 0 })) })
      const worker = await field.addWorker()
      let peakMb = 0
      const isOver = field.end().then(() => true)
      while (!(await Promise.race([isOver, sleep(250, false)]))) {
        const status = await readFile(`/proc/${worker.pid}/status`, 'utf8').catch(() => '')
        peakMb = Math.max(peakMb, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
      }
      const counts = await field.expectNothingLost(names)
      tell('f21', { jobs: names.length, peakMb: Math.round(peakMb), ...counts })
      expect(peakMb).toBeLessThan(300)
    })
  },
)

describe.skipIf(noRedis !== undefined || noPostgres !== undefined)(
  `PostgreSQL that fails${noPostgres === undefined ? '' : ` (skipped: ${noPostgres})`}`,
  { timeout: 120_000 },
  () => {
    test('PostgreSQL dies with jobs in flight and comes back: results are kept until then, and nothing is run twice', async () => {
      await using postgres = await startPostgres()
      await using redis = await startOwnRedis()
      await using store = await openDatabase(postgres.url, { now: Date.now })
      const folder = await mkdtemp(join(tmpdir(), 'frameshift-pg-'))
      const ports: FaultPorts = { folder, store, crashAt: undefined }
      const names = named(60)
      const notices: string[] = []
      const execution = { ...executionOf(store), retry: { attempts: 10, baseDelayMs: 200, maxWaitMs: 60_000 } }
      const run = 'run-1'
      const runner = createBullRunner({ redisUrl: redis.url, execution })
      await using workers = await createWorkers({
        redisUrl: redis.url,
        execution,
        portsFor: () => Promise.resolve(ports),
        concurrency: byLane(() => 4),
        lanes,
        onNotice: (notice) => notices.push(notice),
      })
      expect(workers).toBeDefined()
      const { toId } = await import('../../src/core/ids.ts')
      const follow = () =>
        runner.run(toId<'Run'>(run), { each: names.map((name) => jobOf(name, { ms: 100 })) }, { signal: never, onProgress: () => {} })
      const first = follow().catch((error: unknown) => error)
      await sleep(1200)
      await postgres.kill()
      await sleep(1500)
      await postgres.restart()
      const fault = await first
      // Who follows the run is told that the store is gone; the same command goes on with it.
      expect(fault).toMatchObject({ code: 'database-unreachable' })
      expect(await follow()).toEqual({ kind: 'done' })
      const starts = (await readFile(join(folder, 'notes'), 'utf8')).split('\n').filter((line) => line.includes('"end"'))
      let stored = 0
      for (const name of names) if (await store.articles.get(articleOf(name).id)) stored += 1
      tell('postgres', { stored, ends: starts.length, notices: notices.length })
      expect(stored).toBe(names.length)
      expect(starts).toHaveLength(names.length)
      expect(notices.join('\n')).toContain('Cannot use the database')
      await rm(folder, { recursive: true })
    })
  },
)

describe('files, schedules, retries and memory', { timeout: 120_000 }, () => {
  test('f12 a process is killed while it writes reports, at 20 moments: the folder holds the old report or the new one, whole', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-torn-'))
    const random = seededRandom(seed, 'f12')
    const report = join(folder, 'report')
    const seen = new Set<string>()
    for (let kill = 0; kill < 20; kill += 1) {
      const writer = fork(new URL('./report-writer.ts', import.meta.url), [report, String(kill)])
      await once(writer, 'message')
      await sleep(random() * 60)
      writer.kill('SIGKILL')
      await once(writer, 'exit')
      const names = await readdir(report).catch(() => [])
      // Between two renames there may be none for an instant; then the one before stands beside it.
      const standing =
        names.length > 0 ? report : join(folder, (await readdir(folder)).find((name) => name.endsWith('-earlier')) ?? 'report')
      const texts = await Promise.all(
        (await readdir(standing)).filter((name) => name !== 'bundle').map((name) => readFile(join(standing, name), 'utf8')),
      )
      const versions = new Set(texts.map((text) => text.slice(0, 12)))
      expect(versions.size).toBe(1)
      expect(texts.every((text) => text.endsWith('end\n'))).toBe(true)
      seen.add([...versions].join())
    }
    tell('f12', { seed, kills: 20, versions: seen.size })
    expect(seen.size).toBeGreaterThan(1)
    await rm(folder, { recursive: true })
  })

  test('f18 four processes look after one schedule: each of 20 due times is run once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-ticks-'))
    await using store = await openStore(folder, { now: Date.now })
    const start = Date.parse('2026-11-02T08:00:00Z')
    await store.schedules.add({ id: 's', request: {}, cron: '* * * * *', zone: 'UTC', state: 'active', createdAt: start, handledAt: start })
    const children = [1, 2, 3, 4].map(() => fork(new URL('./schedule-looker.ts', import.meta.url), [folder]))
    await Promise.all(children.map((child) => once(child, 'message')))
    for (let tick = 1; tick <= 20; tick += 1) {
      const looked = Promise.all(children.map((child) => once(child, 'message')))
      for (const child of children) child.send(start + tick * 60_000)
      await looked
    }
    for (const child of children) child.kill()
    const lines = (await readFile(join(folder, 'made'), 'utf8')).trim().split('\n')
    const byProcess = new Set(lines.map((line) => line.split(' ')[1]))
    tell('f18', { ticks: 20, runs: lines.length, processes: byProcess.size })
    expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBe(lines.length)
    expect(lines).toHaveLength(20)
    await store[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  test('f22 an origin that fails for a minute: retries are spread, and no address is tried more often than it may', () => {
    const random = seededRandom(seed, 'f22')
    const retry = { attempts: 3, baseDelayMs: 1000, maxWaitMs: 600_000 }
    const down = new PipelineError('http-503', 'Busy', { retry: 'later' })
    const comebacks: number[] = []
    let given = 0
    for (let url = 0; url < 200; url += 1) {
      let at = 0
      for (let attempts = 0; ; attempts += 1) {
        const verdict = judge(down, { stage: 'fetch', attempts, waitedMs: 0 }, { retry, random })
        if (verdict.kind === 'fail') {
          given += 1
          expect(attempts + 1).toBe(retry.attempts)
          break
        }
        at += verdict.delayMs
        comebacks.push(Math.floor(at / 100))
      }
    }
    const busiest = Math.max(
      ...Map.groupBy(comebacks, (slot) => slot)
        .values()
        .map((slot) => slot.length),
    )
    tell('f22', { seed, urls: 200, retries: comebacks.length, busiestTenthOfASecond: busiest, given })
    expect(comebacks).toHaveLength(400)
    // Together they would be 200 in one tenth of a second.
    expect(busiest).toBeLessThan(60)
  })

  test('f25 2,000 pages are parsed and stored: memory and handles are as before', async () => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-leak-'))
    await using store = await openStore(folder, { now: Date.now })
    await using pool = createExtractPool({ size: 1, deadlineMs: 5000, memoryMb: 256 })
    const options = { url: 'https://paper.example/a', contentType: 'text/html', format: 'html' } as const
    const cycle = async (index: number) => {
      const page = Buffer.from(
        `<article><h1>Bridge ${index}</h1><p>${'The bridge over the river opened again on Monday. '.repeat(20)}</p></article>`,
      )
      await pool.extract(page, options, never)
      await store.articles.put(articleOf(`leak-${index}`))
    }
    for (let index = 0; index < 300; index += 1) await cycle(index)
    collect()
    const before = { heap: process.memoryUsage().heapUsed, handles: process.getActiveResourcesInfo().length }
    for (let index = 300; index < 2300; index += 1) await cycle(index)
    collect()
    const grownMb = (process.memoryUsage().heapUsed - before.heap) / 1_048_576
    tell('f25', { cycles: 2000, grownMb: grownMb.toFixed(1), handles: process.getActiveResourcesInfo().length - before.handles })
    expect(grownMb).toBeLessThan(20)
    expect(process.getActiveResourcesInfo().length - before.handles).toBeLessThanOrEqual(2)
    await pool[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })
})
