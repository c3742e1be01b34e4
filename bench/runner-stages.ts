import type { Processor } from 'bullmq'
import { createBullRunner } from '../src/runners/bullmq.ts'
import { createWorkers } from '../src/runners/redis/workers.ts'
import { lanes, type Lane } from '../src/runners/runnable.ts'
import { startOwnRedis, whyNoRedis } from '../tests/servers.ts'
import { inStore, run as stubRun, stubExecution } from './made-up/runner-stubs.ts'
import { stubRunOver, stubStages, urlsOf, usualConcurrency } from './made-up/stub-pipeline.ts'
import { us, type Bench } from './running/bench.ts'

const articles = 5000

/**
 * The pipeline with stages that do nothing, with as many jobs at a time in each lane as a worker has unless it is told otherwise, against the same made of
 * queues and workers of BullMQ alone: there a job adds those that follow from it and then ends, nothing counts what is open, and who dies in between
 * has lost or doubled them.
 */
export const runnerStages: Bench = {
  name: 'runner-stages',
  contenders: [us, 'bare BullMQ'],
  metrics: [
    { key: 'articles', name: `pipeline of stub stages: ${articles.toLocaleString('en')} articles`, unit: 'articles per s', better: 'more' },
  ],
  sameIn: 'done',
  rounds: 5,
  needsPeers: false,
  missing: () => Promise.resolve(whyNoRedis()),
  measure: (contender) => (contender === us ? withLedger() : withoutLedger()),
}

async function withLedger() {
  await using redis = await startOwnRedis()
  // Awaited here: the server ends with this block.
  return await inStore(async (store) => {
    const execution = { ...stubExecution(store), stages: stubStages }
    const options = { redisUrl: redis.url, execution, lanes, concurrency: usualConcurrency, onNotice: () => {} }
    await using crew = new AsyncDisposableStack()
    crew.use(await createWorkers({ ...options, portsFor: () => Promise.resolve({}) }))
    const began = performance.now()
    await createBullRunner({ redisUrl: redis.url, execution }).run(stubRun, stubRunOver(articles), {
      signal: new AbortController().signal,
      onProgress: () => {},
    })
    const seconds = (performance.now() - began) / 1000
    const progress = await store.ledger.progress(stubRun)
    return { articles: articles / seconds, done: progress.reduce((sum, { done }) => sum + done, 0) }
  })
}

/** As our own tickets are kept. */
const kept = { age: 3600, count: 10_000 }

interface Work {
  /** Short, as our own tickets have them. */
  readonly id: string
  readonly key: string
}

async function withoutLedger() {
  await using redis = await startOwnRedis()
  const { Queue, Worker } = await import('bullmq')
  const connection = { url: redis.url, maxRetriesPerRequest: null }
  const queues = new Map(lanes.map((lane) => [lane, new Queue(lane, { connection })]))
  const add = async (lane: Lane, works: readonly Work[]) => {
    const jobs = works.map(({ id, key }) => ({ name: lane, data: { run: 'bare', key, id }, opts: { jobId: id, removeOnComplete: kept } }))
    const [first, ...others] = jobs
    if (first && others.length === 0) await queues.get(lane)?.add(first.name, first.data, first.opts)
    else await queues.get(lane)?.addBulk(jobs)
  }
  const finished = Promise.withResolvers<void>()
  let [extracted, done] = [0, 0]
  const next: Readonly<Record<Lane, (work: Work) => Promise<void>>> = {
    polls: ({ key }) =>
      add(
        'network',
        urlsOf(Number(key)).map((url, index) => ({ id: `article-${key}-${index}`, key: url })),
      ),
    network: (work) => add('compute', [work]),
    compute: async () => {
      extracted += 1
      if (extracted === articles) await add('reports', [{ id: 'report', key: 'run' }])
    },
    reports: async () => finished.resolve(),
  }
  const processor = (lane: Lane): Processor<Work> => {
    return async ({ data }) => {
      done += 1
      await next[lane](data)
      return {}
    }
  }
  const workers = lanes.map((lane) => new Worker(lane, processor(lane), { connection, concurrency: usualConcurrency[lane] }))
  await Promise.all(workers.map((worker) => worker.waitUntilReady()))
  const began = performance.now()
  await add(
    'polls',
    Array.from({ length: articles / urlsOf(0).length }, (_, outlet) => ({ id: `outlet-${outlet}`, key: String(outlet) })),
  )
  await finished.promise
  const seconds = (performance.now() - began) / 1000
  await Promise.all(workers.map((worker) => worker.close()))
  await Promise.all([...queues.values()].map((queue) => queue.close()))
  return { articles: articles / seconds, done }
}
