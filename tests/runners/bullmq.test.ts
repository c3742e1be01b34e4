/* oxlint-disable unicorn/no-thenable -- `then` is the job after a join, as data */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import { openStore } from '../../src/io/store/store.ts'
import { createBullRunner, noWorkerNotice } from '../../src/runners/bullmq.ts'
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

  runnerContract({ open: (execution, options) => openBull(url(), execution, options), processArguments: () => [url()] }, inFolder)
})
