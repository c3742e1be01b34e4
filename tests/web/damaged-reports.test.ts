import { afterAll, beforeAll, expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import { ask, openTestSite, type TestSite } from './test-site.ts'

let site: TestSite

beforeAll(async () => {
  site = await openTestSite()
  await site.app.store.files.put(toId<'Run'>('cut'), 'report.json', '{"title": "The pa')
  await site.app.store.files.put(toId<'Run'>('old'), 'report.json', '{"title": "The pact", "hits": []}')
})

afterAll(() => site[Symbol.asyncDispose]())

test.each(['cut', 'old'])('the report %s, which cannot be read, is told as a fault of the store and not of the visitor', async (run) => {
  for (const path of [`/reports/${run}/articles`, `/reports/${run}/hits`, `/reports/compare?before=${run}&after=${run}`]) {
    const { status, body } = await ask(site, { path })
    expect(status, path).toBe(500)
    expect(body, path).toMatch(new RegExp(`Cannot read the report of ${run} in the store`))
    expect(body, path).not.toContain('a mistake of ours')
  }
})

test('a report that is not in the lists yet can be verified under the name of its run', async () => {
  const { status, body } = await ask(site, { path: '/reports/old/verify' })
  expect(status).toBe(200)
  expect(body).toContain('<bdi>old</bdi>')
  expect((await ask(site, { path: '/reports/none/verify' })).status).toBe(404)
})
