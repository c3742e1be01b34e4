import { once } from 'node:events'
import { concurrencyOf, type App } from '../src/app.ts'
import type { Lane } from '../src/runners/runnable.ts'
import { createWorkers } from '../src/runners/redis/workers.ts'
import { startWatchdog } from './watchdog.ts'

/** What a worker needs of the app. */
export type WorkerSetup = Pick<App, 'execution' | 'portsForRun' | 'settings'>

export interface WorkerOptions {
  readonly redisUrl: string
  readonly signal: AbortSignal
  /** Kinds of jobs that are taken. */
  readonly lanes: readonly Lane[]
}

/** Takes jobs from Redis and runs them until the signal aborts; running jobs are then given back. */
export async function startWorker(setup: WorkerSetup, options: WorkerOptions): Promise<void> {
  const workers = await createWorkers({
    redisUrl: options.redisUrl,
    execution: setup.execution(),
    portsFor: (run) => setup.portsForRun(run),
    concurrency: concurrencyOf(setup.settings),
    lanes: options.lanes,
    isStrict: setup.settings.queue.strictRedis,
    isTraced: setup.settings.queue.telemetry,
    onNotice: (notice) => process.stderr.write(`${notice}\n`),
  })
  const watchdog = startWatchdog()
  process.stderr.write('worker: ready\n')
  if (!options.signal.aborted) await once(options.signal, 'abort')
  process.stderr.write('worker: stopping\n')
  await workers[Symbol.asyncDispose]()
  watchdog[Symbol.dispose]()
}
