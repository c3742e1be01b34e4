import { setTimeout as sleep } from 'node:timers/promises'
import type { Execution } from '../../src/runners/attempt.ts'
import { createBullRunner } from '../../src/runners/bullmq.ts'
import { createLocalRunner } from '../../src/runners/local.ts'
import { createWorkers } from '../../src/runners/redis/workers.ts'
import { byLane, lanes, type Lane } from '../../src/runners/runnable.ts'
import type { Runner } from '../../src/runners/runner.ts'
import type { SmallPorts } from './small-pipeline.ts'

/** A runner under test, with whatever must be up for its jobs to be run in this process. */
export interface Subject extends AsyncDisposable {
  readonly runner: Runner
}

export interface SubjectOptions {
  readonly ports: SmallPorts
  /** Of the keys in Redis. */
  readonly prefix: string
  /** One job at a time in each lane. */
  readonly alone: boolean
}

export function openLocal(execution: Execution<SmallPorts>, { ports, alone }: SubjectOptions): Promise<Subject> {
  const runner = createLocalRunner({ ...execution, ports, concurrency: concurrencyOf(alone), sleep: wait })
  return Promise.resolve({ runner, [Symbol.asyncDispose]: () => Promise.resolve() })
}

export async function openBull(
  redisUrl: string,
  execution: Execution<SmallPorts>,
  { ports, prefix, alone }: SubjectOptions,
): Promise<Subject> {
  const portsFor = () => Promise.resolve(ports)
  const workers = await createWorkers({
    redisUrl,
    prefix,
    execution,
    portsFor,
    concurrency: concurrencyOf(alone),
    lanes,
    onNotice: () => {},
  })
  const runner = createBullRunner({ redisUrl, prefix, execution })
  return { runner, [Symbol.asyncDispose]: () => workers[Symbol.asyncDispose]() }
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {})
}

function concurrencyOf(alone: boolean): Readonly<Record<Lane, number>> {
  return alone ? byLane(() => 1) : { polls: 2, network: 4, compute: 2, reports: 1 }
}
