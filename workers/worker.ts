import { once } from 'node:events'
import { openApp, type App } from '../src/app.ts'
import { PipelineError } from '../src/errors.ts'
import { createWorkers } from '../src/runners/redis/workers.ts'

/** What a worker needs of the app. */
export type WorkerSetup = Pick<App, 'execution' | 'portsForRun' | 'settings'>

/** Takes jobs from Redis and runs them until the signal aborts; running jobs are then given back. */
export async function startWorker(setup: WorkerSetup, options: { readonly redisUrl: string; readonly signal: AbortSignal }): Promise<void> {
  const { network, compute } = setup.settings
  const workers = await createWorkers({
    redisUrl: options.redisUrl,
    execution: setup.execution(),
    portsFor: (run) => setup.portsForRun(run),
    concurrency: { network: network.parallel, compute: compute.parallel },
    onNotice: (notice) => process.stderr.write(`${notice}\n`),
  })
  process.stderr.write('worker: ready\n')
  if (!options.signal.aborted) await once(options.signal, 'abort')
  process.stderr.write('worker: stopping\n')
  await workers[Symbol.asyncDispose]()
}

/** `npm run work`. A second signal ends the process at once. */
export async function main(): Promise<void> {
  const redisUrl = process.env['REDIS_URL']
  if (redisUrl === undefined) {
    throw new PipelineError('redis-url-missing', 'Cannot work: REDIS_URL is not set; expected redis://HOST:PORT', { retry: 'never' })
  }
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  await using app = await openApp({ env: process.env, cwd: process.cwd() })
  await startWorker(app, { redisUrl, signal: stop.signal })
}

if (import.meta.main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  }
}
