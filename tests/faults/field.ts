import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { toId } from '../../src/core/ids.ts'
import { openStore, type Store } from '../../src/io/store/store.ts'
import type { Execution } from '../../src/runners/attempt.ts'
import { createBullRunner } from '../../src/runners/bullmq.ts'
import { defaultPrefix } from '../../src/runners/redis/queues.ts'
import { lanes } from '../../src/runners/runnable.ts'
import type { RunEnd } from '../../src/runners/runner.ts'
import type { Next } from '../../src/stages/stage.ts'
import { startOwnRedis, type OwnRedis } from '../servers.ts'
import { articleOf, faultPipeline, type CrashPoint, type FaultPorts, type Note } from './pipeline.ts'

export interface WorkerWishes {
  readonly crashAt?: CrashPoint
  readonly concurrency?: number
  /** Another way to the same Redis. */
  readonly redisUrl?: string
}

/** A Redis, a store and workers of our own, to be treated badly. */
export class Field implements AsyncDisposable {
  readonly id = toId<'Run'>('run-1')
  readonly folder: string
  readonly redis: OwnRedis
  readonly store: Store & AsyncDisposable
  readonly workers: ChildProcess[] = []
  readonly #stop = new AbortController()
  readonly #kept: Promise<void>[] = []
  #run: Promise<RunEnd> | undefined

  /** With a Redis of its own, unless one is given. */
  static async lay(redisFlags: readonly string[] = [], given?: OwnRedis): Promise<Field> {
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-field-'))
    await writeFile(join(folder, 'notes'), '')
    return new Field(folder, given ?? (await startOwnRedis(redisFlags)), await openStore(folder, { now: Date.now }))
  }

  private constructor(folder: string, redis: OwnRedis, store: Store & AsyncDisposable) {
    this.folder = folder
    this.redis = redis
    this.store = store
  }

  /** Begins the run; its end is that of `end`. */
  async start(work: Next): Promise<void> {
    const runner = createBullRunner({ redisUrl: this.redis.url, execution: executionOf(this.store) })
    this.#run = runner.run(this.id, work, { signal: this.#stop.signal, onProgress: () => {} })
    this.#run.catch(() => {})
    while ((await this.store.ledger.progress(this.id)).length === 0) await sleep(10)
  }

  /** How the run ended. */
  async end(): Promise<RunEnd> {
    if (!this.#run) throw new Error('Nothing was started')
    return this.#run
  }

  async addWorker({ crashAt, concurrency = 4, redisUrl = this.redis.url }: WorkerWishes = {}): Promise<ChildProcess> {
    const env = { ...process.env, FAULT_AT: crashAt ?? '', FAULT_CONCURRENCY: String(concurrency) }
    const worker = fork(new URL('./worker-process.ts', import.meta.url), [this.folder, redisUrl], {
      env,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    worker.stderr?.resume()
    this.workers.push(worker)
    await Promise.race([once(worker, 'message'), once(worker, 'exit')])
    return worker
  }

  /** Starts a worker again whenever one has died, until the field is left. */
  keepWorkers({ count, ...wishes }: WorkerWishes & { readonly count: number }): void {
    const keep = async () => {
      while (!this.#stop.signal.aborted) {
        const worker = await this.addWorker(wishes)
        if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit')
      }
    }
    for (let index = 0; index < count; index += 1) this.#kept.push(keep())
  }

  async notes(): Promise<readonly Note[]> {
    const text = await readFile(join(this.folder, 'notes'), 'utf8')
    return text
      .split('\n')
      .filter(Boolean)
      .map((line): Note => JSON.parse(line))
  }

  /** Jobs that were started and not ended, by process. */
  async underWay(): Promise<readonly number[]> {
    const open = new Map<string, number>()
    for (const { name, event, pid } of await this.notes()) {
      if (event === 'start') open.set(name, pid)
      else open.delete(name)
    }
    return [...open.values()]
  }

  /** How many jobs were started more than once. */
  async startedTwice(): Promise<number> {
    const starts = new Map<string, number>()
    for (const { name, event } of await this.notes()) if (event === 'start') starts.set(name, (starts.get(name) ?? 0) + 1)
    return [...starts.values()].filter((count) => count > 1).length
  }

  /** How often BullMQ took a ticket from a worker whose lock was over. */
  async stalls(): Promise<number> {
    const client = new Redis(this.redis.url)
    try {
      const events = await Promise.all(lanes.map((lane) => client.xrange(`${defaultPrefix}:${lane}:events`, '-', '+')))
      return events.flat().filter(([, fields]) => fields[fields.indexOf('event') + 1] === 'stalled').length
    } finally {
      client.disconnect()
    }
  }

  /** Throws unless every job ended exactly once: stored, or given up with a reason. */
  async expectNothingLost(names: readonly string[]): Promise<{ readonly stored: number; readonly deadLettered: number }> {
    const letters = await this.store.ledger.deadLetters({ run: this.id, limit: 10_000 })
    const dead = new Set(letters.map(({ key }) => key.replace(/^\w+\//, '')))
    let stored = 0
    for (const name of names) {
      const article = await this.store.articles.get(articleOf(name).id)
      if (article) stored += 1
      if (!article && !dead.has(name)) throw new Error(`${name} is neither stored nor given up`)
    }
    const states = await this.store.ledger.progress(this.id)
    const sum = states.reduce((total, { done, failed }) => total + done + failed, 0)
    if (sum !== names.length) throw new Error(`${sum} jobs have ended, expected ${names.length}`)
    const open = states.reduce((total, { waiting, ready, running }) => total + waiting + ready + running, 0)
    if (open > 0) throw new Error(`${open} jobs are still open`)
    return { stored, deadLettered: letters.length }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    for (const worker of this.workers) worker.kill('SIGKILL')
    const killing = setInterval(() => this.workers.at(-1)?.kill('SIGKILL'), 50)
    await Promise.all(this.#kept)
    clearInterval(killing)
    await this.store.ledger.halt(this.id, Date.now())
    await this.#run?.catch(() => {})
    await this.store[Symbol.asyncDispose]()
    await this.redis[Symbol.asyncDispose]()
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

export function executionOf(store: Store): Execution<FaultPorts> {
  return {
    stages: faultPipeline,
    ledger: store.ledger,
    retry: { attempts: 3, baseDelayMs: 20, maxWaitMs: 60_000 },
    now: Date.now,
    random: Math.random,
    onInternalError: (error) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    },
  }
}

/** Names of jobs. */
export function named(count: number, word = 'job'): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${word}-${index}`)
}

/** Printed with each case: what happened, in numbers. */
export function tell(id: string, counts: Readonly<Record<string, number | string>>): void {
  process.stdout.write(
    `${id}: ${Object.entries(counts)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}\n`,
  )
}
