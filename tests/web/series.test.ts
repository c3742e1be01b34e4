import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { outletsFile } from '../../examples/press/example-press.ts'
import { seriesSchema } from '../../src/core/report/series/series-schema.ts'
import { fillWithStories } from '../fixtures/series/stories.ts'
import { usualLexicon } from '../../src/comparison-run.ts'
import { comparisonInputSchema, toComparisonRequest } from '../../src/web/work/asked/comparison-input.ts'
import { ask, openTestSite, visit, type TestSite } from './test-site.ts'

let site: TestSite

beforeAll(async () => {
  site = await openTestSite()
  const { app } = site
  const outlets = app.resolvePath('config/outlets.yaml')
  await mkdir(dirname(outlets))
  await copyFile(outletsFile, outlets)
  await fillWithStories(app.store, 6)
  const timing = { cron: '0 7 * * *', zone: 'UTC', state: 'active', createdAt: 0, handledAt: 0 } as const
  const runs = await app.store.runs.finished()
  for (const [id, count] of Object.entries({ one: 1, three: 3 })) {
    await app.store.schedules.add({ id, request, ...timing })
    for (const [index, { id: run }] of runs.slice(0, count).entries())
      await app.store.schedules.record(id, { dueAt: index * 60_000, run, state: 'done', note: undefined, endedAt: 1 })
  }
})

afterAll(() => site[Symbol.asyncDispose]())

const request = toComparisonRequest(comparisonInputSchema.parse({ url: 'https://courier.example/a' }), { allowPrivate: [], resolve: [] })

test('a series is made when somebody asks for it, says how far it is, and is shown with its files', async () => {
  expect((await ask(site, { path: '/series' })).body).toMatch(/<option value="region" +>region<\/option>/)
  const { body } = await visit(site, '/series?show=yes&groups=region')
  expect(body).toContain('6 stories, 2 March 2026')
  expect(body.match(/<h1/g)).toHaveLength(1)
  const [link = ''] = /\/series\/files\/report\.json\?[^"]+/u.exec(body) ?? []
  const file = await ask(site, { path: link.replaceAll('&amp;', '&') })
  expect(file.headers['content-disposition']).toContain('series-report.json')
  expect(seriesSchema.parse(JSON.parse(file.body)).stories).toHaveLength(6)
  expect((await ask(site, { path: '/series/files/nothing.txt' })).status).toBe(404)
})

test('a series of a schedule takes the stories of its runs alone; one of a single story is refused in words', async () => {
  const api = await ask(site, { path: '/api/series?schedule=three&wait=30' })
  expect(seriesSchema.parse(JSON.parse(api.body)).stories).toHaveLength(3)
  const asked = { path: '/series?schedule=one&show=yes' }
  const { body } = await vi.waitUntil(async () => {
    const answer = await ask(site, asked)
    return answer.status === 400 ? answer : undefined
  })
  expect(body).toContain('expected two stories or more')
  expect((await ask(site, { path: '/series?schedule=nobody&show=yes' })).status).toBe(404)
  expect((await ask(site, { path: `/series?lexicon=${encodeURIComponent('../../etc/passwd')}&show=yes` })).status).toBe(404)
  expect((await ask(site, { path: '/series?since=soon&show=yes' })).status).toBe(400)
})

test('the page of a schedule counts each frame in each of its reports, leads to what moved between two, and to its series', async () => {
  const rate = { outlet: 'courier', frame: 'betrayal', articles: 4 }
  const report = (hits: number) => ({
    lexicon: { frames: [{ id: 'betrayal', name: 'Betrayal' }] },
    rates: [
      { ...rate, zone: 'body', voice: 'all', hits: hits + 2, articlesWithHit: 3 },
      { ...rate, zone: 'body', voice: 'outlet', hits, articlesWithHit: 2 },
      { ...rate, zone: 'headline', voice: 'all', hits: 1, articlesWithHit: 1 },
      { ...rate, zone: 'headline', voice: 'outlet', hits: 1, articlesWithHit: 1 },
    ],
  })
  const [first, second, third] = (await site.app.store.runs.finished()).map(({ id }) => id)
  if (!first || !second || !third) throw new Error('There are three runs')
  await site.app.store.files.put(first, 'report.json', JSON.stringify(report(4)))
  await site.app.store.files.put(second, 'report.json', JSON.stringify(report(0)))
  // A report that is lost, as of the third run, takes none of the others away.
  const { status, body } = await ask(site, { path: '/schedules/three' })
  expect(status).toBe(200)
  const table = body.slice(body.indexOf('Frames over its runs'), body.indexOf('Next five runs'))
  expect([...table.matchAll(/(\d+) <small\s*>(\d+) in own voice, (\d+) of (\d+) articles/gu)].map((match) => match.slice(1))).toEqual([
    ['7', '5', '3', '4'],
    ['3', '1', '3', '4'],
  ])
  expect(table).toContain(`/reports/compare?before=${first}&amp;after=${second}`)
  expect(table).not.toContain(third)
  expect(table).toContain('/series?schedule=three&amp;show=yes')
  // Put back where it was, it is counted like the others.
  await site.app.store.files.put(third, 'report.json', JSON.stringify(report(9)))
  expect((await ask(site, { path: '/schedules/three' })).body).toMatch(/12 <small\s*>10 in own voice/u)
})

test('a series is made anew when its schedule has run again, and when outlets are grouped otherwise', async () => {
  const { app } = site
  const seriesOf = async (query: string) => seriesSchema.parse(JSON.parse((await ask(site, { path: `/api/series?wait=30&${query}` })).body))
  const asked = 'schedule=three&groups=region'
  const before = await seriesOf(asked)
  const run = (await app.store.runs.finished())[3]?.id
  await app.store.schedules.record('three', { dueAt: 3 * 60_000, run, state: 'done', note: undefined, endedAt: 1 })
  expect((await seriesOf(asked)).stories).toHaveLength(before.stories.length + 1)
  const path = app.resolvePath('config/outlets.yaml')
  const regrouped = (await readFile(path, 'utf8')).replaceAll(/region: \w+/gu, 'region: elsewhere')
  await writeFile(path, regrouped)
  const groups = JSON.stringify((await seriesOf(asked)).groups)
  expect(groups).toContain('elsewhere')
  expect(JSON.stringify(before.groups)).not.toContain('elsewhere')
})

test('people who ask for different series at a time do not stop each other from getting theirs', async () => {
  const { series } = site.parts
  const days = ['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04']
  const ready = new Set<string>()
  const askAll = async () => {
    for (const since of days.filter((day) => !ready.has(day)))
      if ((await series.file({ lexicon: usualLexicon, since }, 'report.json', 0)).kind === 'ready') ready.add(since)
    return ready.size
  }
  await expect.poll(askAll, { timeout: 4000, interval: 1 }).toBe(days.length)
})
