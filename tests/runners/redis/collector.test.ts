import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { toId } from '../../../src/core/ids.ts'
import { openStore } from '../../../src/io/store/store.ts'
import { createBullRunner } from '../../../src/runners/bullmq.ts'
import { createWorkers } from '../../../src/runners/redis/workers.ts'
import { byLane, lanes } from '../../../src/runners/runnable.ts'
import { executionOn } from '../../contract/place.ts'
import { job, type SmallPorts } from '../../contract/small-pipeline.ts'
import { startRedis, whyNoRedis } from '../../servers.ts'

const missing = whyNoRedis()

const resourceSchema = z.object({
  attributes: z.array(z.object({ key: z.string(), value: z.object({ stringValue: z.string().optional() }) })),
})
const tracesSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: resourceSchema,
      scopeSpans: z.array(
        z.object({
          scope: z.object({ name: z.string() }),
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string().regex(/^[0-9a-f]{32}$/),
              startTimeUnixNano: z.string(),
              endTimeUnixNano: z.string(),
            }),
          ),
        }),
      ),
    }),
  ),
})
const metricsSchema = z.object({
  resourceMetrics: z.array(z.object({ scopeMetrics: z.array(z.object({ metrics: z.array(z.object({ name: z.string() })) })) })),
})

describe.skipIf(missing !== undefined)(`a collector of OpenTelemetry${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  const before = process.env['OTEL_EXPORTER_OTLP_ENDPOINT']
  afterEach(() => {
    if (before === undefined) delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT']
    else process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = before
  })

  test('gets a span of every job and the counts of all over HTTP, by one setting and its address, and the last of them when the workers stop', async () => {
    await using collector = await startCollector()
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = collector.url
    await runTraced(['a', 'b', 'c'])
    const traces = collector.told('/v1/traces').flatMap((body) => tracesSchema.parse(body).resourceSpans)
    const service = traces[0]?.resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue
    expect(service).toBe('frameshift')
    const spans = traces.flatMap(({ scopeSpans }) => scopeSpans).flatMap((scope) => scope.spans)
    const jobs = spans.filter(({ name }) => name === 'process network')
    expect(jobs).toHaveLength(3)
    for (const { startTimeUnixNano, endTimeUnixNano } of jobs) expect(BigInt(endTimeUnixNano)).toBeGreaterThan(BigInt(startTimeUnixNano))
    const metrics = collector.told('/v1/metrics').flatMap((body) => metricsSchema.parse(body).resourceMetrics)
    const names = metrics.flatMap(({ scopeMetrics }) => scopeMetrics).flatMap((scope) => scope.metrics.map(({ name }) => name))
    expect(names).toContain('bullmq.jobs.completed')
  })

  test('that is not there costs its figures and nothing else: jobs are done, and workers stop in time', async () => {
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = 'http://127.0.0.1:1'
    const stopMs = await runTraced(['a'])
    expect(stopMs).toBeLessThan(10_000)
  })
})

/** Runs jobs on workers that trace them. Gives how long the workers took to stop. */
async function runTraced(names: readonly string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'frameshift-traced-'))
  await using redis = await startRedis()
  await using store = await openStore(folder, { now: Date.now })
  const execution = executionOn(store)
  const ports: SmallPorts = { starts: () => Promise.resolve(0), note: () => Promise.resolve() }
  const options = { redisUrl: redis.url, prefix: `traced-${names.length}`, execution }
  const workers = await createWorkers({
    ...options,
    lanes,
    concurrency: byLane(() => 2),
    portsFor: () => Promise.resolve(ports),
    onNotice: () => {},
    isTraced: true,
  })
  const quiet = { signal: new AbortController().signal, onProgress: () => {} }
  const end = await createBullRunner(options).run(toId('run-1'), { each: names.map((name) => job('fetch', name)) }, quiet)
  expect(end).toEqual({ kind: 'done' })
  const began = performance.now()
  await workers[Symbol.asyncDispose]()
  const stopMs = performance.now() - began
  await rm(folder, { recursive: true })
  return stopMs
}

/** Takes OTLP as JSON over HTTP, and keeps it. */
async function startCollector() {
  const kept: { readonly path: string | undefined; readonly body: unknown }[] = []
  const keep = async (request: IncomingMessage) => kept.push({ path: request.url, body: await json(request) })
  const server = createServer((request, response) => {
    void keep(request).then(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Expected a port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    told: (path: string): readonly unknown[] => kept.filter((each) => each.path === path).map(({ body }) => body),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
