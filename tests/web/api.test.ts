import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readVectors } from '../io/web/vectors.ts'
import { ask, openTestSite, type TestSite } from './test-site.ts'

let site: TestSite

beforeAll(async () => {
  site = await openTestSite()
  const outlets = [{ id: 'steppe', name: 'Steppe & <Post>', status: 'covered' as const }]
  const card = {
    title: '"Stab" <in> the back',
    language: 'en',
    finding: 'Nothing is clear.',
    lexicon: { id: 'international-relations', version: 1 },
  }
  const counts = { articles: 3, hits: 2, differences: 0, frames: ['betrayal'] }
  await site.app.store.reportCards.put({ run: 'run-1', createdAt: '2026-03-01T10:00:00.000Z', ...card, outlets, ...counts })
  await site.app.store.reportCards.put({
    run: 'run-2',
    createdAt: '2026-03-05T10:00:00.000Z',
    ...card,
    title: 'Бензин дорожает',
    outlets: [],
    ...counts,
  })
})

afterAll(() => site[Symbol.asyncDispose]())

function post(path: string, body: unknown) {
  return ask(site, { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

async function titlesFor(query: string): Promise<readonly string[]> {
  const { body } = await ask(site, { path: `/api/reports?${query}` })
  return z
    .object({ reports: z.array(z.object({ run: z.string() })) })
    .parse(JSON.parse(body))
    .reports.map(({ run }) => run)
}

test('reports are found by words in any case and script, by outlet, by lexicon and by day', async () => {
  expect(await titlesFor('')).toEqual(['run-2', 'run-1'])
  expect(await titlesFor(`q=${encodeURIComponent('БЕНЗИН')}`)).toEqual(['run-2'])
  expect(await titlesFor('q=stab+steppe')).toEqual(['run-1'])
  expect(await titlesFor('outlet=steppe')).toEqual(['run-1'])
  expect(await titlesFor('lexicon=other')).toEqual([])
  expect(await titlesFor('since=2026-03-01&until=2026-03-01')).toEqual(['run-1'])
  expect((await ask(site, { path: '/api/reports?since=soon' })).status).toBe(400)
})

test('the feed of reports is escaped and names every report', async () => {
  const { body, headers } = await ask(site, { path: '/api/reports.atom' })
  expect(headers['content-type']).toMatch(/^application\/atom\+xml/)
  expect(body).toContain('<title>&quot;Stab&quot; &lt;in&gt; the back</title>')
  expect(body.match(/<entry\b/g)).toHaveLength(2)
  // A feed without an author is none (RFC 4287, 4.1.1).
  expect(body).toMatch(/<feed [^>]*>.*<author\s*><name\s*>Frameshift<\/name\s*><\/author\s*>/s)
})

test('metrics count answers by their first digit', async () => {
  await ask(site, { path: '/no/such/page' })
  const { body } = await ask(site, { path: '/metrics' })
  expect(body).toMatch(/^frameshift_requests_total\{status="4xx"\} [1-9]/m)
  expect(body).toMatch(/^frameshift_runs_at_desk 0$/m)
})

test('a schedule that nobody runs is seen from outside: in the metrics and in the state of health', async () => {
  const seen = async () => [(await ask(site, { path: '/metrics' })).body, (await ask(site, { path: '/health' })).body] as const
  const [metrics, health] = await seen()
  expect(metrics).toMatch(/^frameshift_up\{what="schedules"\} 1$/m)
  expect(JSON.parse(health)).toMatchObject({ status: 'ok', overdue: 0 })
  const before = site.app.now().getTime() - 3 * 3_600_000
  const timing = { cron: '0 * * * *', zone: 'UTC', state: 'active', createdAt: before, handledAt: before } as const
  await site.app.store.schedules.add({ id: 'late', request: {}, ...timing, graceMs: 60_000 })
  const [later, sick] = await seen()
  expect(later).toMatch(/^frameshift_up\{what="schedules"\} 0$/m)
  expect(JSON.parse(sick)).toMatchObject({ status: 'ok', overdue: 1 })
  await site.app.store.schedules.remove('late')
})

test('every route of the API is described, and its schemas are JSON Schema', async () => {
  const { body } = await ask(site, { path: '/api/openapi.json' })
  const schemas: unknown[] = []
  const described = z.object({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), z.unknown())) }).parse(
    JSON.parse(body, (key, value: unknown) => {
      if (key === 'schema') schemas.push(value)
      return value
    }),
  )
  const routes = site.routes.filter(
    ({ method, path }) => path.startsWith('/api/') && !path.includes('*') && method !== 'ALL' && !path.endsWith('openapi.json'),
  )
  const known = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  )
  expect(known.toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted())
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  for (const schema of schemas) if (!JSON.stringify(schema).includes('$ref')) expect(() => ajv.compile(Object(schema))).not.toThrow()
  expect(schemas.length).toBeGreaterThan(20)
})

test('a schedule is added, paused, resumed and removed', async () => {
  const made = await post('/api/schedules', { id: 'oil', url: 'https://example.com/', cron: '0 7 * * 1-5', zone: 'Asia/Almaty' })
  expect(made.status).toBe(201)
  expect(JSON.parse(made.body)).toMatchObject({ id: 'oil', state: 'active', zone: 'Asia/Almaty' })
  expect((await post('/api/schedules', { id: 'oil', url: 'https://example.com/', cron: '0 7 * * 1-5' })).status).toBe(409)
  expect(JSON.parse((await post('/api/schedules/oil/pause', {})).body)).toMatchObject({ state: 'paused', next: [] })
  expect(JSON.parse((await post('/api/schedules/oil/resume', {})).body)).toMatchObject({ state: 'active' })
  expect((await post('/api/schedules/oil/remove', {})).status).toBe(200)
  expect((await ask(site, { path: '/api/schedules/oil' })).status).toBe(404)
})

const bodies = readVectors<{ readonly id: string; readonly body: string; readonly expect: string }>('api-json')
const timings = bodies.cases.filter(({ body }) => /"(?:cron|tz)":/u.test(body))

describe.skipIf(bodies.isAbsent)(`times that no schedule can have${bodies.note}`, () => {
  test.each(timings)('$id', async ({ body }) => {
    const { cron = '0 7 * * *', tz = 'UTC' } = z.object({ cron: z.string().optional(), tz: z.string().optional() }).parse(JSON.parse(body))
    const { status, body: answer } = await post('/api/schedules', { id: 'never', url: 'https://example.com/', cron, zone: tz })
    expect(status).toBe(400)
    expect(answer).not.toMatch(/\bat .+\.ts:\d+/)
  })
})

test('a lexicon or an outlet that is not there is told, and no file of this machine is read as an article', async () => {
  expect((await post('/api/runs', { url: 'https://example.com/', lexicon: 'no-such' })).status).toBe(404)
  expect((await post('/api/runs', { url: 'https://example.com/', outlets: ['no-such'] })).status).toBe(404)
  for (const url of ['/etc/passwd', 'file:///etc/passwd', '-', './config/settings.yaml'])
    expect((await post('/api/runs', { url })).status).toBe(400)
  expect((await post('/api/runs', { url: 'https://example.com/', lexicon: '../../../etc/passwd' })).status).toBe(400)
})
