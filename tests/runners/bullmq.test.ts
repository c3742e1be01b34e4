/* oxlint-disable unicorn/no-thenable -- `then` is the job after a join, as data */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import { PipelineError } from '../../src/errors.ts'
import { openStore } from '../../src/io/store/store.ts'
import { createBullRunner, noWorkerNotice } from '../../src/runners/bullmq.ts'
import type { Ledger } from '../../src/runners/ledger.ts'
import { executionOn } from '../contract/place.ts'
import { runnerContract } from '../contract/runner-contract.ts'
import { job, type SmallPorts } from '../contract/small-pipeline.ts'
import { openBull } from '../contract/subjects.ts'
import { inFolder } from '../contract/stored.ts'
import { startRedis, whyNoRedis, type RedisServer } from '../servers.ts'

const missing = whyNoRedis()

describe.skipIf(missing !== undefined)(`the BullMQ runner${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let redis: RedisServer | undefined
  const url = () => redis?.url ?? ''
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis?.[Symbol.asyncDispose]())

  test('a run without workers says so, and begins when one comes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-bull-'))
    await using store = await openStore(folder, { now: Date.now })
    const execution = executionOn(store)
    const notices: (string | undefined)[] = []
    const runner = createBullRunner({ redisUrl: url(), prefix: 'lonely', execution })
    const run = runner.run(
      toId('run-1'),
      { each: [job('fetch', 'a')] },
      {
        signal: new AbortController().signal,
        onProgress: ({ notice }) => notices.push(notice),
      },
    )
    await vi.waitUntil(() => notices.includes(noWorkerNotice), { timeout: 5000 })
    const ports: SmallPorts = { starts: () => Promise.resolve(0), note: () => Promise.resolve() }
    const worker = await openBull(url(), execution, { ports, prefix: 'lonely', alone: true })
    expect(await run).toEqual({ kind: 'done' })
    await worker[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  test('a Redis that does not answer is one line and no endless wait', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-bull-'))
    await using store = await openStore(folder, { now: Date.now })
    const runner = createBullRunner({ redisUrl: 'redis://127.0.0.1:1', execution: executionOn(store) })
    const run = runner.run(toId('run-1'), { each: [] }, { signal: new AbortController().signal, onProgress: () => {} })
    await expect(run).rejects.toMatchObject({ code: 'redis-unreachable', message: expect.stringContaining('127.0.0.1:1') })
    await rm(folder, { recursive: true })
  })

  test('jobs come back from the store when Redis has lost everything', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-bull-'))
    await using store = await openStore(folder, { now: Date.now })
    const execution = executionOn(store)
    const client = new Redis(url())
    const runner = createBullRunner({ redisUrl: url(), prefix: 'wiped', execution })
    const run = runner.run(
      toId('run-1'),
      { all: [job('fetch', 'a'), job('fetch', 'b')], then: job('group', 'end') },
      {
        signal: new AbortController().signal,
        onProgress: () => {},
      },
    )
    await vi.waitUntil(async () => (await client.llen('wiped:network:wait')) === 2, { timeout: 5000 })
    await client.flushall()
    client.disconnect()
    const started: string[] = []
    const ports: SmallPorts = {
      starts: () => Promise.resolve(0),
      note: async ({ name, event }) => void (event === 'start' && started.push(name)),
    }
    const worker = await openBull(url(), execution, { ports, prefix: 'wiped', alone: true })
    expect(await run).toEqual({ kind: 'done' })
    await worker[Symbol.asyncDispose]()
    expect(started).toEqual(['a', 'b', 'end'])
    await rm(folder, { recursive: true })
  })

  test('a job that the store gave to a worker, who never heard of it, is given back and taken anew', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-bull-'))
    await using store = await openStore(folder, { now: Date.now })
    let takes = 0
    const ledger: Ledger = {
      ...store.ledger,
      take: async (...asked) => {
        const take = await store.ledger.take(...asked)
        takes += 1
        // Written down, and never heard of.
        if (takes === 1) throw new PipelineError('store-unreachable', 'The connection was lost', { retry: 'later' })
        return take
      },
    }
    const started: string[] = []
    const ports: SmallPorts = {
      starts: () => Promise.resolve(0),
      note: async ({ name, event }) => void (event === 'start' && started.push(name)),
    }
    const worker = await openBull(url(), { ...executionOn(store), ledger }, { ports, prefix: 'unheard', alone: true })
    const options = { signal: new AbortController().signal, onProgress: () => {} }
    expect(await worker.runner.run(toId('run-1'), { each: [job('fetch', 'a')] }, options)).toEqual({ kind: 'done' })
    await worker[Symbol.asyncDispose]()
    expect(started).toEqual(['a'])
    await rm(folder, { recursive: true })
  }, 15_000)

  test('two tickets of one job in one worker are one run of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'frameshift-bull-'))
    await using store = await openStore(folder, { now: Date.now })
    const queue = new Queue('network', { connection: { url: url() }, prefix: 'twice' })
    const started: string[] = []
    const ports: SmallPorts = {
      starts: () => Promise.resolve(0),
      note: async ({ name, event }) => {
        if (event === 'end') return
        started.push(name)
        await queue.add('fetch', { run: 'run-1', key: 'fetch/a' })
        // The second is asked for and put off meanwhile.
        await vi.waitUntil(async () => (await queue.getDelayedCount()) > 0, { timeout: 5000 })
      },
    }
    const worker = await openBull(url(), executionOn(store), { ports, prefix: 'twice', alone: false })
    const options = { signal: new AbortController().signal, onProgress: () => {} }
    expect(await worker.runner.run(toId('run-1'), { each: [job('fetch', 'a')] }, options)).toEqual({ kind: 'done' })
    await worker[Symbol.asyncDispose]()
    await queue.close()
    expect(started).toEqual(['a'])
    await rm(folder, { recursive: true })
  })

  runnerContract({ open: (execution, options) => openBull(url(), execution, options), processArguments: () => [url()] }, inFolder)
})
