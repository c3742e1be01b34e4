import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Queue } from 'bullmq'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { PipelineError } from '../../../src/errors.ts'
import { openStore } from '../../../src/io/store/store.ts'
import type { Ledger } from '../../../src/runners/ledger.ts'
import type { Next } from '../../../src/stages/stage.ts'
import { executionOn } from '../../contract/place.ts'
import { job, type SmallPorts } from '../../contract/small-pipeline.ts'
import { openBull } from '../../contract/subjects.ts'
import { startRedis, whyNoRedis, type RedisServer } from '../../servers.ts'

const missing = whyNoRedis()

describe.skipIf(missing !== undefined)(`what follows from a job${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let redis: RedisServer | undefined
  const url = () => redis?.url ?? ''
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis?.[Symbol.asyncDispose]())

  test('alone goes on without a ticket, each once, and no more at a time than its lane has places', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `j${index}`)
    const all = names.map((name) => job('fetch', name, { next: { each: [job('extract', `x-${name}`)] } }))
    const found = await runOnce({ all, then: job('group', 'end') }, { prefix: 'onward', isAlone: true })
    expect(found.end).toEqual({ kind: 'done' })
    expect(found.started.toSorted()).toEqual(['end', ...names, ...names.map((name) => `x-${name}`)].toSorted())
    expect(found.mostAtOnce('x-')).toBe(1)
    // Who found the place taken went by the queue.
    expect(found.tickets).toBeLessThan(1 + names.length)
  })

  test('with others is for everybody: each has a ticket', async () => {
    const each = [job('extract', 'x'), job('extract', 'y')]
    const found = await runOnce({ each: [job('fetch', 'a', { next: { each } })] }, { prefix: 'spread', isAlone: false })
    expect(found.started).toEqual(['a', 'x', 'y'])
    expect(found.tickets).toBe(2)
  })

  test('is tried again when it has to wait, or fails for a passing reason', async () => {
    const next = { each: [job('extract', 'x', { acts: ['wait', 'later', 'work'] })] }
    const found = await runOnce({ each: [job('fetch', 'a', { next })] }, { prefix: 'again', isAlone: false })
    expect(found.end).toEqual({ kind: 'done' })
    expect(found.started).toEqual(['a', 'x', 'x', 'x'])
  })

  test('is let go when the store refuses its end, and run anew', async () => {
    let refusals = 0
    const found = await runOnce(
      { each: [job('fetch', 'a', { next: { each: [job('extract', 'x')] } })] },
      {
        prefix: 'refused',
        isAlone: false,
        changed: (ledger) => ({
          ...ledger,
          finish: (claim, how) => {
            if (claim.key !== 'extract/x' || refusals > 0) return ledger.finish(claim, how)
            refusals += 1
            return Promise.reject(new PipelineError('store-corrupt', 'A row cannot be read', { retry: 'never' }))
          },
        }),
      },
    )
    expect(found.end).toEqual({ kind: 'done' })
    expect(found.started).toEqual(['a', 'x', 'x'])
  })

  test('is given back by a worker that stops, and taken by the next at once', async () => {
    const next = { each: [job('extract', 'x', { acts: ['hang', 'work'] })] }
    const start = { each: [job('fetch', 'a', { next })] }
    const found = await runOnce(start, { prefix: 'stopped', isAlone: false, stopAt: 'x' })
    expect(found.end).toEqual({ kind: 'done' })
    expect(found.started).toEqual(['a', 'x', 'x'])
  })

  test('is let go when the answer of the store is lost after the commit in which it was kept', async () => {
    let losses = 0
    const found = await runOnce(
      { each: [job('fetch', 'a', { next: { each: [job('extract', 'x')] } })] },
      {
        prefix: 'unanswered',
        isAlone: false,
        changed: (ledger) => ({
          ...ledger,
          finish: async (claim, how) => {
            const followUp = await ledger.finish(claim, how)
            if (claim.key !== 'fetch/a' || losses > 0) return followUp
            losses += 1
            expect(followUp?.kept).toHaveLength(1)
            throw new PipelineError('database-unreachable', 'The answer was lost', { retry: 'later' })
          },
        }),
      },
    )
    expect(found.end).toEqual({ kind: 'done' })
    expect(found.started).toEqual(['a', 'x'])
  }, 15_000)

  test('is not kept by a second try to write the end, by which its lease may be over', async () => {
    const kept: boolean[] = []
    const found = await runOnce(
      { each: [job('fetch', 'a', { next: { each: [job('extract', 'x')] } })] },
      {
        prefix: 'late',
        isAlone: false,
        changed: (ledger) => ({
          ...ledger,
          finish: (claim, how) => {
            if (claim.key !== 'fetch/a') return ledger.finish(claim, how)
            kept.push(how.keep !== undefined)
            if (kept.length > 1) return ledger.finish(claim, how)
            return Promise.reject(new PipelineError('database-unreachable', 'The store is away', { retry: 'later' }))
          },
        }),
      },
    )
    expect(found.started).toEqual(['a', 'x'])
    expect(kept).toEqual([true, false])
  })

  test('is given back before a worker has stopped, when it was kept while the worker stopped', async () => {
    const given: string[] = []
    const found = await runOnce(
      { each: [job('fetch', 'a', { next: { each: [job('extract', 'x')] } })] },
      {
        prefix: 'stopping',
        isAlone: false,
        stopAt: 'a',
        onStopped: () => given.push('stopped'),
        changed: (ledger) => ({
          ...ledger,
          finish: async (claim, how) => {
            const followUp = await ledger.finish(claim, how)
            if (claim.key === 'fetch/a') await sleep(300)
            return followUp
          },
          giveBack: async (claim) => {
            await sleep(300)
            await ledger.giveBack(claim)
            given.push(claim.key)
          },
        }),
      },
    )
    expect(found.end).toEqual({ kind: 'done' })
    expect(found.started).toEqual(['a', 'x'])
    expect(given).toEqual(['extract/x', 'stopped'])
  })

  interface How {
    readonly prefix: string
    /** One job at a time in each lane. */
    readonly isAlone: boolean
    readonly changed?: (ledger: Ledger) => Ledger
    /** Puts another worker in the place of the first as soon as this job has begun. */
    readonly stopAt?: string
    readonly onStopped?: () => void
  }

  async function runOnce(start: Next, { prefix, isAlone, changed = (ledger) => ledger, stopAt, onStopped }: How) {
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-onward-'))
    await using store = await openStore(folder, { now: Date.now })
    const execution = { ...executionOn(store), ledger: changed(store.ledger) }
    const events: { readonly name: string; readonly event: string }[] = []
    const started = () => events.filter(({ event }) => event === 'start').map(({ name }) => name)
    const ports: SmallPorts = {
      starts: (name) => Promise.resolve(started().filter((each) => each === name).length),
      note: async (note) => {
        events.push(note)
        // Long enough for another to begin beside it, if that were possible.
        await new Promise((resolve) => setImmediate(resolve))
      },
    }
    const worker = await openBull(url(), execution, { ports, prefix, alone: isAlone })
    const running = worker.runner.run(toId('run-1'), start, { signal: new AbortController().signal, onProgress: () => {} })
    const workers = [worker]
    if (stopAt !== undefined) {
      await vi.waitUntil(() => started().includes(stopAt), { timeout: 5000 })
      await worker[Symbol.asyncDispose]()
      onStopped?.()
      workers.push(await openBull(url(), execution, { ports, prefix, alone: isAlone }))
    }
    const end = await running
    for (const each of workers.slice(-1)) await each[Symbol.asyncDispose]()
    const queue = new Queue('compute', { connection: { url: url() }, prefix })
    const tickets = await queue.getCompletedCount()
    await queue.close()
    await rm(folder, { recursive: true })
    return {
      end,
      started: started(),
      tickets,
      mostAtOnce: (names: string) => mostAtOnce(events.filter(({ name }) => name.startsWith(names))),
    }
  }
})

function mostAtOnce(events: readonly { readonly event: string }[]): number {
  let [now, most] = [0, 0]
  for (const { event } of events) {
    now += event === 'start' ? 1 : -1
    most = Math.max(most, now)
  }
  return most
}
