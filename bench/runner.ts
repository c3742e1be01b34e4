import { setTimeout as sleep } from 'node:timers/promises'
import { createBullRunner } from '../src/runners/bullmq.ts'
import { createLocalRunner } from '../src/runners/local.ts'
import { createWorkers } from '../src/runners/redis/workers.ts'
import { byLane, lanes } from '../src/runners/runnable.ts'
import type { RunOptions } from '../src/runners/runner.ts'
import { startOwnRedis, whyNoPostgres, whyNoRedis } from '../tests/servers.ts'
import { inDatabase, inStore, run as stubRun, stubExecution, stubJobs } from './made-up/runner-stubs.ts'
import { us, type Bench } from './running/bench.ts'

/** Jobs at a time: about as many as a process has unless it is told otherwise, and as many as a machine can have that does nothing else. */
const few = 10
const many = 50
const fetchMs = 200
const fetchCount = 200
/** How many jobs a second, by the clock: most of it is waiting. */
const speed = { key: 'jobs', unit: 'jobs per s', better: 'more' } as const

/**
 * The cost of running jobs: with the ledger, on BullMQ, against BullMQ alone, which keeps no truth: jobs that are taken and ended in the store
 * are the price. Both have the same jobs, of two ids each, as many at a time, and keep their tickets as long. Three thousand jobs are over in
 * less than a second, in which V8 is still compiling; twenty thousand show what a worker comes to that has been at it for a while. A loop
 * that calls the same function is the floor of all.
 */
export const runner = onBullMq('runner', { count: 3000, parallel: few, rounds: 7, store: 'SQLite' })
export const runnerLong = onBullMq('runner-long', { count: 20_000, parallel: few, rounds: 5, store: 'SQLite' })
export const runnerWide = onBullMq('runner-wide', { count: 20_000, parallel: many, rounds: 5, store: 'SQLite' })
export const runnerPostgres = onBullMq('runner-postgres', { count: 20_000, parallel: many, rounds: 5, store: 'PostgreSQL' })

type StoreKind = 'SQLite' | 'PostgreSQL'

interface OnBullMq {
  readonly count: number
  readonly parallel: number
  readonly rounds: number
  readonly store: StoreKind
}

function onBullMq(name: string, { count, parallel, rounds, store }: OnBullMq): Bench {
  return {
    name,
    contenders: [us, 'bare BullMQ', 'a bare loop'],
    metrics: [{ ...speed, name: `runner on BullMQ and ${store}: ${count.toLocaleString('en')} stub jobs, ${parallel} at a time` }],
    sameIn: 'done',
    rounds,
    needsPeers: false,
    missing: async () => whyNoRedis() ?? (store === 'PostgreSQL' ? whyNoPostgres() : undefined),
    measure: (contender) => {
      if (contender === us) return ledgerOnWorkers({ workers: 1, each: parallel, count, ms: 0, store })
      return contender === 'bare BullMQ' ? bareBullMq(count, parallel) : bareLoop(count, parallel)
    },
  }
}

/** The same jobs in this process, without Redis. */
export const runnerLocal: Bench = {
  name: 'runner-local',
  contenders: [us, 'a bare loop'],
  metrics: [{ ...speed, name: `runner in the process: 20,000 stub jobs, ${few} at a time` }],
  sameIn: 'done',
  rounds: 5,
  needsPeers: false,
  missing: () => Promise.resolve(undefined),
  measure: (contender) => (contender === us ? ledgerInProcess(20_000) : bareLoop(20_000, few)),
}

/** One worker and two over jobs that wait as fetches do. */
export const runnerScale: Bench = {
  name: 'runner-scale',
  contenders: ['two workers', 'one worker'],
  metrics: [{ ...speed, name: `runner: ${fetchCount} fetches of ${fetchMs} ms, 8 at a time in each worker` }],
  sameIn: 'done',
  rounds: 3,
  needsPeers: false,
  missing: async () => whyNoRedis(),
  measure: (contender) =>
    ledgerOnWorkers({ workers: contender === 'two workers' ? 2 : 1, each: 8, count: fetchCount, ms: fetchMs, store: 'SQLite' }),
}

interface Crew {
  readonly workers: number
  /** Jobs at a time in each. */
  readonly each: number
  readonly count: number
  /** How long a job takes. */
  readonly ms: number
  readonly store: StoreKind
}

async function ledgerOnWorkers({ workers, each, count, ms, store: kind }: Crew) {
  await using redis = await startOwnRedis()
  const within = kind === 'SQLite' ? inStore : inDatabase
  // Awaited here: the server ends with this block.
  return await within(async (store) => {
    const execution = stubExecution(store)
    await using crew = new AsyncDisposableStack()
    for (let index = 0; index < workers; index += 1) {
      const options = {
        redisUrl: redis.url,
        execution,
        lanes,
        concurrency: byLane(() => each),
        onNotice: () => {},
        portsFor: () => Promise.resolve({}),
      }
      crew.use(await createWorkers(options))
    }
    const bull = createBullRunner({ redisUrl: redis.url, execution })
    // Awaited here: the workers end with this block.
    return await timed(
      () => bull.run(stubRun, stubJobs(count, ms), quiet),
      () => doneIn(store),
    )
  })
}

function ledgerInProcess(count: number) {
  return inStore(async (store) => {
    const wait = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => {})
    const local = createLocalRunner({ ...stubExecution(store), ports: {}, concurrency: byLane(() => few), sleep: wait })
    return timed(
      () => local.run(stubRun, stubJobs(count, 0), quiet),
      () => doneIn(store),
    )
  })
}

const quiet: RunOptions = { signal: new AbortController().signal, onProgress: () => {} }

async function doneIn(store: Parameters<Parameters<typeof inStore>[0]>[0]): Promise<number> {
  return (await store.ledger.progress(stubRun)).reduce((sum, stage) => sum + stage.done, 0)
}

async function timed(work: () => Promise<unknown>, counted: () => Promise<number>) {
  const began = performance.now()
  await work()
  const seconds = (performance.now() - began) / 1000
  const done = await counted()
  return { jobs: done / seconds, done }
}

/** As our own tickets are kept. */
const kept = { age: 3600, count: 10_000 }

async function bareBullMq(jobCount: number, parallel: number) {
  await using redis = await startOwnRedis()
  const { Queue, Worker } = await import('bullmq')
  const queue = new Queue('bare', { connection: { url: redis.url } })
  let done = 0
  const began = performance.now()
  const jobs = Array.from({ length: jobCount }, (_, id) => ({
    name: 'fetch',
    data: { run: 'bare', key: `fetch/${id}` },
    opts: { jobId: `job-${id}`, removeOnComplete: kept },
  }))
  for (let start = 0; start < jobs.length; start += 500) await queue.addBulk(jobs.slice(start, start + 500))
  const finished = Promise.withResolvers<void>()
  const worker = new Worker('bare', () => Promise.resolve({}), {
    connection: { url: redis.url, maxRetriesPerRequest: null },
    concurrency: parallel,
  })
  worker.on('completed', () => {
    done += 1
    if (done === jobCount) finished.resolve()
  })
  await finished.promise
  const seconds = (performance.now() - began) / 1000
  await worker.close()
  await queue.close()
  return { jobs: done / seconds, done }
}

async function bareLoop(jobCount: number, parallel: number) {
  const jobs = Array.from({ length: jobCount }, (_, id) => ({ id })).values()
  let done = 0
  const one = async () => {
    for (const { id } of jobs) {
      await Promise.resolve({ id })
      done += 1
    }
  }
  return timed(
    () => Promise.all(Array.from({ length: parallel }, one)),
    () => Promise.resolve(done),
  )
}
