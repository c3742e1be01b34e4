import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { toId } from '../../src/core/ids.ts'
import { openDatabase, openStore, type Store } from '../../src/io/store/store.ts'
import type { Execution } from '../../src/runners/attempt.ts'
import { toRunnable, type Stages } from '../../src/runners/runnable.ts'
import type { Next, Stage } from '../../src/stages/stage.ts'
import { startPostgres } from '../../tests/servers.ts'
import { temporaryFolder } from '../running/temporary-folder.ts'

/** Jobs that do nothing, or wait as a fetch does: what is left is the cost of running them. */

const inputSchema = z.strictObject({ id: z.int(), ms: z.number() })

const stub: Stage<z.infer<typeof inputSchema>, { readonly id: number }, object> = {
  name: 'fetch',
  lane: 'network',
  input: inputSchema,
  key: ({ id }) => String(id),
  run: async ({ id, ms }) => {
    if (ms > 0) await sleep(ms)
    return { id }
  },
  next: () => ({ each: [] }),
}

const stages: Stages<object> = new Map([[stub.name, toRunnable(stub)]])

export const run = toId<'Run'>('run-1')

export function stubJobs(count: number, ms: number): Next {
  return { each: Array.from({ length: count }, (_, id) => ({ stage: 'fetch', input: { id, ms } }) as const) }
}

export function stubExecution(store: Store): Execution<object> {
  return {
    stages,
    ledger: store.ledger,
    retry: { attempts: 3, baseDelayMs: 10, maxWaitMs: 1000 },
    now: Date.now,
    random: Math.random,
    onInternalError: (error) => {
      throw error
    },
  }
}

/** Works in a store of its own, which is gone afterwards. */
export async function inStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  await using folder = await temporaryFolder('bench')
  await using store = await openStore(folder.path, { now: Date.now })
  return await work(store)
}

/** The same in PostgreSQL, on a server of its own. */
export async function inDatabase<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  await using server = await startPostgres()
  await using store = await openDatabase(server.makeDatabase('bench'), { now: Date.now })
  // Awaited here: the server ends with this block.
  return await work(store)
}
