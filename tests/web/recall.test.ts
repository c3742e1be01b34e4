import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSite } from '../../src/web/site.ts'
import { addressOf } from '../../src/web/static/files.ts'
import { storeArticles, storedArticle } from './stored-articles.ts'
import { ask, openTestSite, sendPart, visit, type TestSite } from './test-site.ts'

let site: TestSite
const path = '/lexicons/international-relations/recall'
const query = 'frame=betrayal&language=en'
const sentences = ['The harbour was closed for three days.', 'Nobody kept the promise made in spring.', 'Ferries wait outside the bay.']

beforeAll(async () => {
  site = await openTestSite()
  await storeArticles(site.app, [storedArticle('a-1', { language: 'en', title: 'Harbour', body: sentences.join(' ') })])
})

afterAll(() => site[Symbol.asyncDispose]())

const itemIn = (body: string) => /name="item" value="([^"]+)"/u.exec(body)?.[1] ?? ''
const judged = async () => (await site.app.store.judgements.list('international-relations')).map(({ item, decision }) => [item, decision])

test('sentences without a hit are judged one by one, with the keys shown; an answer brings the next at once', async () => {
  const { cookie, form, body } = await visit(site, `${path}?${query}`)
  for (const key of ['Y', 'N', 'S']) expect(body).toContain(`<kbd>${key}</kbd>`)
  expect(body).toMatch(/3 sentences of this draw to judge/)
  const first = itemIn(body)
  const fields = { form, frame: 'betrayal', language: 'en' }

  const second = await sendPart(site, path, { ...fields, item: first, decision: 'frame' }, cookie)
  expect(second.status).toBe(200)
  expect(second.body).toMatch(/^<form/)
  expect(second.body).toMatch(/2 sentences of this draw to judge/)
  const third = await sendPart(site, path, { ...fields, item: itemIn(second.body), decision: 'no-frame' }, cookie)
  const last = await sendPart(site, path, { ...fields, item: itemIn(third.body), decision: 'skip' }, cookie)
  expect(last.body).toContain('No sentence is left to judge')
  expect(await judged()).toEqual([
    [first, 'frame'],
    [itemIn(second.body), 'no-frame'],
    [itemIn(third.body), 'skip'],
  ])
})

test('an answer is taken back by one key, and no word on a hit is taken back with it', async () => {
  const { cookie, form } = await visit(site, `${path}?${query}`)
  const before = await judged()
  const fields = { form, frame: 'betrayal', language: 'en' }
  const answer = await sendPart(site, path, { ...fields, decision: 'undo' }, cookie)
  expect(answer.body).toContain('Taken back: Skip')
  expect(itemIn(answer.body)).toBe(before.at(-1)?.[0])
  expect(await judged()).toEqual(before.slice(0, -1))
  const onHits = await sendPart(site, '/lexicons/international-relations/judge', { form, decision: 'undo' }, cookie)
  expect(onHits.body).toContain('Nothing to take back')
  expect(await judged()).toEqual(before.slice(0, -1))
})

test('a sentence that is not in the draw and a decision that is none are refused, and nothing is kept', async () => {
  const { cookie, form } = await visit(site, `${path}?${query}`)
  const before = await judged()
  const fields = { form, frame: 'betrayal', language: 'en' }
  expect((await sendPart(site, path, { ...fields, item: 'no such', decision: 'frame' }, cookie)).status).toBe(404)
  expect((await sendPart(site, path, { ...fields, item: before[0]?.[0] ?? '', decision: 'perhaps' }, cookie)).status).toBe(400)
  expect((await sendPart(site, path, { ...fields, frame: 'none', item: '', decision: 'frame' }, cookie)).status).toBe(404)
  expect((await ask(site, { path: `${path}?frame=none&language=en` })).status).toBe(404)
  expect(await judged()).toEqual(before)
})

test('while sentences are still drawn the page goes on by itself, also where the share is known already', async () => {
  await visit(site, `${path}?${query}`)
  const drawing = { ...site.parts.sentences, state: async () => ({ kind: 'working', done: 0, of: 0 }) as const }
  const host = `127.0.0.1:${site.port}`
  const answer = await createSite({ ...site.parts, sentences: drawing }).request(`http://${host}${path}?${query}`, { headers: { host } })
  const body = await answer.text()
  expect(body).toContain('Drawing sentences without a hit')
  expect(body).toContain(addressOf('working.js'))
})
