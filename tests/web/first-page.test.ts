import { afterAll, beforeAll, expect, test } from 'vitest'
import { runPlan } from '../../src/comparison-run.ts'
import { takeInReports } from '../../src/web/work/report/take-in-reports.ts'
import { ask, openTestSite, send, visit, type TestSite } from './test-site.ts'

let site: TestSite

beforeAll(async () => {
  site = await openTestSite()
})

afterAll(() => site[Symbol.asyncDispose]())

/** The tests follow one another: an empty store, then one with a report. */
test('an empty site says what it does, takes an article right there, and offers the example and the demo', async () => {
  const { body } = await ask(site, { path: '/' })
  expect(body).toContain('Give Frameshift one article')
  expect(body).toMatch(/<form method="post" action="\/new">/)
  expect(body).toContain('Compare the example')
  expect(body).toContain('npm run demo')
  expect(body).not.toContain('Latest reports')
})

test('an address on the first page is compared at once as the form for it would begin, or looked at first', async () => {
  const { cookie, form } = await visit(site, '/')
  const anchor = 'https://example.com/oil'
  const { headers } = await send(site, '/new', { form, anchor, step: 'run' }, cookie)
  expect(headers.location).toBe('/runs/run-1')
  const [plan] = site.started
  expect(plan).toMatchObject({ anchor: { kind: 'url', url: anchor }, discover: true, windowDays: 3, perOutlet: 5 })
  expect(plan?.outlets.length).toBe((await site.parts.shelf.outlets()).length)
  const looked = await send(site, '/new', { form, anchor: 'Title: Oil\n\nThe deal is a stab in the back.', step: 'recognise' }, cookie)
  expect(looked.body).toContain('This article was recognised')
  expect(site.started).toHaveLength(1)
})

test('the example is compared from its own pages: nobody is asked, and a report stands on the first page afterwards', async () => {
  const { cookie, form } = await visit(site, '/')
  const { headers } = await send(site, '/example', { form }, cookie)
  expect(headers.location).toBe('/runs/run-2')
  const plan = site.started.at(-1)
  expect(plan).toMatchObject({ discover: false, offline: true, anchor: { kind: 'stored' } })
  expect(plan?.named.every(({ kind }) => kind === 'stored')).toBe(true)
  if (plan === undefined) throw new Error('No run was started')
  const { signal } = new AbortController()
  const { run, end } = await runPlan(plan, site.app, { signal, onProgress: () => {} })
  expect(end).toEqual({ kind: 'done' })
  await takeInReports(site.app, signal)
  const card = await site.app.store.reportCards.get(run)
  expect(card?.outlets.filter(({ status }) => status === 'covered').length).toBeGreaterThan(5)
  const { body } = await ask(site, { path: '/' })
  expect(body).toContain(`/reports/${run}`)
  expect(body).not.toContain('Compare the example')
})

test('a site without outlets that can be read still shows its first page', async () => {
  const broken = { ...site.parts.shelf, outlets: () => Promise.reject(new Error('outlets.yaml')) }
  const { createSite } = await import('../../src/web/site.ts')
  const answer = await createSite({ ...site.parts, shelf: broken }).request('/', { headers: { host: `127.0.0.1:${site.port}` } })
  expect(answer.status).toBe(200)
})
