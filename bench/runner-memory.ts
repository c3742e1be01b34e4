import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { createBullRunner } from '../src/runners/bullmq.ts'
import { createLocalRunner } from '../src/runners/local.ts'
import { createWorkers } from '../src/runners/redis/workers.ts'
import { byLane, lanes, toRunnable, type Stages } from '../src/runners/runnable.ts'
import type { RunOptions } from '../src/runners/runner.ts'
import type { Next, Stage } from '../src/stages/stage.ts'
import { startOwnRedis, whyNoRedis } from '../tests/servers.ts'
import type { Bench } from './running/bench.ts'
import { peakMegabytes } from './running/cpu.ts'
import { steadyEnvironment, steadyHeap } from './running/steady-heap.ts'
import { inStore, run as stubRun, stubExecution } from './made-up/runner-stubs.ts'

/**
 * Peak memory of one process that runs the jobs of a thousand articles, of ten thousand and of a hundred thousand: outlets announce them, a
 * hundred each, and each is a job. What grows with their number stays in the store and in Redis; a ratio of 1 is flat, below .8 is not. With
 * the flags and the environment that the image gives a worker.
 */
export const runnerMemoryLocal = memoryBench({
  name: 'runner-memory-local',
  title: 'in this process',
  missing: () => Promise.resolve(undefined),
  runAll: locally,
})
export const runnerMemory = memoryBench({
  name: 'runner-memory',
  title: 'on BullMQ',
  missing: () => Promise.resolve(whyNoRedis()),
  runAll: onWorkers,
})

interface MemoryBench {
  readonly name: string
  readonly title: string
  readonly missing: Bench['missing']
  readonly runAll: (articles: number) => Promise<number>
}

function memoryBench({ name, title, missing, runAll }: MemoryBench): Bench {
  const sizes = new Map([
    ['100,000 articles', 100_000],
    ['10,000 articles', 10_000],
    ['1,000 articles', 1000],
  ])
  return {
    name,
    contenders: ['100,000 articles', '10,000 articles', '1,000 articles'],
    nodeFlags: steadyHeap,
    environment: steadyEnvironment,
    metrics: [{ key: 'peakMb', name: `runner ${title}: peak memory for 100,000 stub articles`, unit: 'MB', better: 'less' }],
    sameIn: undefined,
    rounds: 1,
    onlyNamed: true,
    needsPeers: false,
    missing,
    measure: async (contender) => {
      const articles = sizes.get(contender) ?? Number.NaN
      const done = await runAll(articles)
      if (done !== articles) throw new Error(`Expected ${articles} articles, found ${done} done`)
      return { peakMb: peakMegabytes() }
    },
  }
}

const perOutlet = 100
const parallel = 10
const pollSchema = z.strictObject({ outlet: z.int() })
const articleSchema = z.strictObject({ url: z.string(), outlet: z.int() })

const poll: Stage<z.infer<typeof pollSchema>, { readonly found: number }, object> = {
  name: 'discover',
  lane: 'polls',
  input: pollSchema,
  key: ({ outlet }) => String(outlet),
  run: () => Promise.resolve({ found: perOutlet }),
  next: (_output, { outlet }) => ({
    each: Array.from({ length: perOutlet }, (_, index) => ({
      stage: 'fetch' as const,
      input: { url: `https://outlet-${outlet}.example/world/2026/11/29/a-headline-of-some-length-${index}.html`, outlet },
    })),
  }),
}

const read: Stage<z.infer<typeof articleSchema>, { readonly page: string; readonly url: string }, object> = {
  name: 'fetch',
  lane: 'network',
  input: articleSchema,
  key: ({ url }) => url,
  run: ({ url }) => Promise.resolve({ page: 'f'.repeat(64), url }),
  next: () => ({ each: [] }),
}

const stages: Stages<object> = new Map([
  [poll.name, toRunnable(poll)],
  [read.name, toRunnable(read)],
])

function polls(articles: number): Next {
  return { each: Array.from({ length: articles / perOutlet }, (_, outlet) => ({ stage: 'discover', input: { outlet } }) as const) }
}

const quiet: RunOptions = { signal: new AbortController().signal, onProgress: () => {} }

function locally(articles: number): Promise<number> {
  return inStore(async (store) => {
    const wait = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => {})
    const execution = { ...stubExecution(store), stages }
    const runner = createLocalRunner({ ...execution, ports: {}, concurrency: byLane(() => parallel), sleep: wait })
    await runner.run(stubRun, polls(articles), quiet)
    return doneIn(store)
  })
}

async function onWorkers(articles: number): Promise<number> {
  await using redis = await startOwnRedis()
  // Awaited here: the server ends with this block.
  return await inStore(async (store) => {
    const execution = { ...stubExecution(store), stages }
    await using crew = new AsyncDisposableStack()
    const options = { redisUrl: redis.url, execution, lanes, concurrency: byLane(() => parallel), onNotice: () => {} }
    crew.use(await createWorkers({ ...options, portsFor: () => Promise.resolve({}) }))
    await createBullRunner({ redisUrl: redis.url, execution }).run(stubRun, polls(articles), quiet)
    return doneIn(store)
  })
}

type BenchStore = Parameters<Parameters<typeof inStore>[0]>[0]

async function doneIn(store: BenchStore): Promise<number> {
  return (await store.ledger.progress(stubRun)).find(({ stage }) => stage === 'fetch')?.done ?? 0
}
