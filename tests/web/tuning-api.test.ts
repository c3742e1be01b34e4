import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { storeArticles, storedArticle } from './stored-articles.ts'
import { createJudgingDesk } from '../../src/web/work/lexicons/judging-desk.ts'
import { createTuningDesk } from '../../src/web/work/lexicons/tuning-desk.ts'
import { ask, openTestSite, type TestSite } from './test-site.ts'

let site: TestSite
const path = '/api/lexicons/international-relations'
const body = 'Deputy Ana Reyes called the first clause a stab in the back. A columnist wrote that the pact was a stab in the back.'

beforeAll(async () => {
  site = await openTestSite()
  await storeArticles(site.app, [storedArticle('a-1', { language: 'en', title: 'The pact', body })])
})

afterAll(() => site[Symbol.asyncDispose]())

async function get(end: string): Promise<unknown> {
  const answer = await ask(site, { path: path + end })
  expect(answer.status, answer.body).toBe(200)
  return JSON.parse(answer.body)
}

function post(end: string, sent: unknown) {
  return ask(site, { method: 'POST', path: path + end, headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) })
}

test('who does not wait is told how far counting has come, and finds the answer when it is there', async () => {
  const ask202 = () => ask(site, { path: `${path}/precision` })
  await expect.poll(async () => (await ask202()).status, { timeout: 30_000 }).toBe(200)
  const described = JSON.parse((await ask(site, { path: '/api/openapi.json' })).body)
  expect(described.paths['/api/lexicons/{lexicon}/precision'].get.responses['202']).toBeDefined()
  expect((await ask(site, { path: `${path}/precision?wait=100` })).status).toBe(400)
})

test('a decision is kept by a site that was started anew since the hit was shown', async () => {
  const { hit } = stateSchema.parse(await get(`/judge?${query}`))
  await using tuning = createTuningDesk(site.app)
  const judging = createJudgingDesk(site.app, tuning)
  const selection = { term: 'stab-in-the-back', frame: undefined, language: undefined }
  const asked = { lexicon: await site.parts.shelf.lexicon('international-relations'), selection, annotator: 'eve', seed: 1 }
  await judging.decide(asked, hit?.item ?? '', 'accept')
  expect(await judging.state(asked, 30_000)).toMatchObject({ kind: 'ready', left: 1, precision: { judged: 1 } })
  expect(await judging.undo(asked)).toBe('accept')
  expect(await judging.state(asked, 30_000)).toMatchObject({ left: 2 })
})

const stateSchema = z.object({ left: z.number(), hit: z.looseObject({ item: z.string() }).nullable() })
const wishes = { term: 'stab-in-the-back', as: 'anna', wait: 30 }
const query = new URLSearchParams({ term: wishes.term, as: wishes.as, wait: '30' }).toString()

test('hits are judged blind, a decision brings the next, and undo brings the last one back', async () => {
  const first = stateSchema.parse(await get(`/judge?${query}`))
  expect(first.left).toBe(2)
  expect(JSON.stringify(first)).not.toContain('gazette')
  const decided = await post('/judge', { ...wishes, item: first.hit?.item, decision: 'accept' })
  expect(decided.status, decided.body).toBe(200)
  expect(JSON.parse(decided.body)).toMatchObject({ left: 1, outlet: 'gazette', precision: { judged: 1, right: 1 } })
  expect(await get('/precision?term=stab-in-the-back&wait=30')).toMatchObject({
    terms: [{ hits: 2, judged: 1, right: 1, precision: { value: 1 } }],
  })
  // Another person is not led by them.
  expect(await get(`/judge?${query.replace('anna', 'ben')}`)).toMatchObject({ left: 2, precision: { judged: 0 } })
  expect(JSON.parse((await post('/judge', { ...wishes, decision: 'undo' })).body)).toMatchObject({ left: 2, undone: 'accept' })
})

test('what is no decision, names no hit, or has another key is refused', async () => {
  expect((await post('/judge', { ...wishes, item: 'x', decision: 'maybe' })).status).toBe(400)
  expect((await post('/judge', { ...wishes, decision: 'accept' })).status).toBe(400)
  expect((await post('/judge', { ...wishes, item: 'no such hit', decision: 'accept' })).status).toBe(404)
  expect((await post('/judge', { ...wishes, decision: 'undo', more: 1 })).status).toBe(400)
  expect((await post('/what-if', { put: [{ id: 'x' }] })).status).toBe(400)
})

test('what an edit would take from the stored reports is told, and nothing is stored', async () => {
  const before = await site.parts.shelf.lexicon('international-relations')
  const answer = await post('/what-if', { remove: ['stab-in-the-back'] })
  expect(answer.status, answer.body.slice(0, 300)).toBe(200)
  expect(JSON.parse(answer.body)).toMatchObject({ gained: [], lost: [{ text: 'stab in the back' }, { text: 'stab in the back' }] })
  const [term] = before.lexicon.terms.filter(({ id }) => id === 'stab-in-the-back')
  const narrower = await post('/what-if', { put: [{ ...term, unless: ['pact was a stab in the back'] }] })
  expect(JSON.parse(narrower.body)).toMatchObject({ gained: [], lost: [{ term: 'stab-in-the-back' }] })
  expect((await post('/what-if', { remove: ['no-such-term'] })).status).toBe(404)
  expect((await site.parts.shelf.lexicon('international-relations')).hash).toBe(before.hash)
})
