import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { startRedis, whyNoRedis } from '../../servers.ts'
import { openTelemetry } from '../../../src/runners/redis/telemetry.ts'

/** Where the API of OpenTelemetry looks for what somebody has registered: here, a collector that keeps the names of spans. */
const registry = Symbol.for('opentelemetry.js.api.1')
const collected: { name: string; ended: boolean }[] = []

function startSpan(name: string) {
  const kept = { name, ended: false }
  collected.push(kept)
  const span: Record<string, (...values: readonly unknown[]) => unknown> = {}
  for (const method of ['setAttribute', 'setAttributes', 'addEvent', 'setStatus', 'updateName', 'recordException'])
    span[method] = () => span
  return {
    ...span,
    isRecording: () => true,
    spanContext: () => ({ traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: 1 }),
    end: () => (kept.ended = true),
  }
}

function collect(): void {
  const { version } = JSON.parse(readFileSync(new URL('../../../node_modules/@opentelemetry/api/package.json', import.meta.url), 'utf8'))
  const tracer = { startSpan, startActiveSpan: (name: string, run: (span: unknown) => unknown) => run(startSpan(name)) }
  Object.assign(globalThis, { [registry]: { version, trace: { getTracer: () => tracer } } })
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, registry)
  collected.length = 0
})

test('telemetry is off by default: nothing is loaded, and workers get nothing to call', async () => {
  expect(await openTelemetry(false)).toBeUndefined()
})

test.skipIf(whyNoRedis() !== undefined)(
  'where somebody has registered an SDK of his own, that gets the span of every job, and its end',
  async () => {
    collect()
    const { Queue, Worker } = await import('bullmq')
    await using redis = await startRedis()
    await using opened = await openTelemetry(true)
    if (!opened) throw new Error('Expected telemetry')
    const { telemetry } = opened
    const connection = { url: redis.url, maxRetriesPerRequest: null }
    const queue = new Queue('network', { connection, prefix: 'telemetry-test' })
    const done = Promise.withResolvers<void>()
    const worker = new Worker('network', () => Promise.resolve(), { connection, prefix: 'telemetry-test', telemetry })
    worker.on('completed', () => done.resolve())
    await queue.add('fetch', { run: 'run-1', key: 'fetch/a' })
    await done.promise
    await worker.close()
    await queue.close()
    const spans = collected.filter(({ name }) => name.includes('network'))
    expect(spans.length).toBeGreaterThan(0)
    expect(spans.every(({ ended }) => ended)).toBe(true)
  },
)
