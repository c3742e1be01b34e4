import { startOwnRedis, whyNoRedis } from '../tests/servers.ts'
import { createBullRunner } from '../src/runners/bullmq.ts'
import { byLane, lanes } from '../src/runners/runnable.ts'
import { createWorkers } from '../src/runners/redis/workers.ts'
import { us, type Bench } from './running/bench.ts'
import { inStore, run as stubRun, stubExecution, stubJobs } from './made-up/runner-stubs.ts'

const parallel = 10
const fetchMs = 200
const fetchCount = 200

/**
 * The cost of running jobs: with the ledger, on BullMQ, against BullMQ alone, which keeps no truth: jobs that are taken and ended in the store
 * are the price. Both have the same jobs, of two ids each, as many at a time, and keep their tickets as long. Wall time, for most of it is
 * waiting. Three thousand jobs are over in less than a second, in which V8 is still compiling; twenty thousand show what a worker comes to that has been at it for a while.
 */
export const runner = runnerBench('runner', { count: 3000, rounds: 7 })
export const runnerLong = runnerBench('runner-long', { count: 20_000, rounds: 5 })

function runnerBench(name: string, { count, rounds }: { readonly count: number; readonly rounds: number }): Bench {
  return {
    name,
    contenders: [us, 'bare BullMQ'],
    metrics: [{ key: 'jobs', name: `runner on BullMQ: stub jobs, ${count} at ${parallel} a time`, unit: 'jobs per s', better: 'more' }],
    sameIn: 'done',
    rounds,
    needsPeers: false,
    missing: async () => whyNoRedis(),
    measure: (contender) => (contender === us ? ledgerOnWorkers({ workers: 1, parallel, count, ms: 0 }) : bareBullMq(count)),
  }
}

/** One worker and two over jobs that wait as fetches do. */
export const runnerScale: Bench = {
  name: 'runner-scale',
  contenders: ['two workers', 'one worker'],
  metrics: [
    { key: 'jobs', name: `runner: ${fetchCount} fetches of ${fetchMs} ms, 8 at a time in each worker`, unit: 'jobs per s', better: 'more' },
  ],
  sameIn: 'done',
  rounds: 3,
  needsPeers: false,
  missing: async () => whyNoRedis(),
  measure: (contender) => ledgerOnWorkers({ workers: contender === 'two workers' ? 2 : 1, parallel: 8, count: fetchCount, ms: fetchMs }),
}

async function ledgerOnWorkers({
  workers: crews,
  parallel: each,
  count,
  ms,
}: {
  workers: number
  parallel: number
  count: number
  ms: number
}) {
  await using redis = await startOwnRedis()
  // Awaited here: the server ends with this block.
  return await inStore(async (store) => {
    const execution = stubExecution(store)
    await using crew = new AsyncDisposableStack()
    for (let index = 0; index < crews; index += 1) {
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
    const began = performance.now()
    await bull.run(stubRun, stubJobs(count, ms), { signal: new AbortController().signal, onProgress: () => {} })
    const seconds = (performance.now() - began) / 1000
    const done = (await store.ledger.progress(stubRun)).reduce((sum, stage) => sum + stage.done, 0)
    return { jobs: done / seconds, done }
  })
}

/** As our own tickets are kept. */
const kept = { age: 3600, count: 10_000 }

async function bareBullMq(jobCount: number) {
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
