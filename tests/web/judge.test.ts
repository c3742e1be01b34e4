import { afterAll, beforeAll, expect, test } from 'vitest'
import { storeArticles, storedArticle } from './stored-articles.ts'
import { openTestSite, sendPart, visit, type TestSite } from './test-site.ts'

let site: TestSite
const path = '/lexicons/international-relations/judge'
const sentence = 'Deputy Ana Reyes called the clause a stab in the back.'

beforeAll(async () => {
  site = await openTestSite()
  const printings = ['a-1', 'a-2'].map((id) => storedArticle(id, { language: 'en', title: `The pact of ${id}`, body: sentence }))
  await storeArticles(site.app, printings)
})

afterAll(() => site[Symbol.asyncDispose]())

const itemIn = (body: string) => /name="item" value="([^"]+)"/u.exec(body)?.[1] ?? ''

test('before the first word a term is not judged yet, and there is nothing to undo', async () => {
  const { body } = await visit(site, `${path}?as=anna&term=stab-in-the-back`)
  expect(body).toMatch(/stab-in-the-back<\/bdi>:\s+not judged by you yet/)
  expect(body).not.toContain('value="undo"')
  expect(body).not.toContain('The same sentence again')
})

test('a sentence that a second article prints is said to be the same one, and is judged for itself', async () => {
  const { cookie, form, body } = await visit(site, `${path}?as=anna&term=stab-in-the-back`)
  const fields = { form, as: 'anna', term: 'stab-in-the-back' }
  const second = await sendPart(site, path, { ...fields, item: itemIn(body), decision: 'accept' }, cookie)
  expect(second.body).toMatch(/The same sentence again[^]*You said <b>Accept<\/b> of it in <bdi>gazette<\/bdi>/)
  expect(second.body).toMatch(/1\/1 right/)
  expect(second.body).toContain('value="undo"')
  expect(itemIn(second.body)).not.toBe(itemIn(body))
  const ben = await visit(site, `${path}?as=ben&term=stab-in-the-back`, cookie)
  expect(ben.body).not.toContain('The same sentence again')
})

test('a term that stands twice in one sentence of one article is no second printing', async () => {
  await using other = await openTestSite()
  const twice = 'She called the clause a stab in the back, and the pact a stab in the back.'
  await storeArticles(other.app, [storedArticle('a-1', { language: 'en', title: 'The pact', body: twice })])
  const { cookie, form, body } = await visit(other, `${path}?as=anna&term=stab-in-the-back`)
  const fields = { form, as: 'anna', term: 'stab-in-the-back' }
  const second = await sendPart(other, path, { ...fields, item: itemIn(body), decision: 'accept' }, cookie)
  expect(itemIn(second.body)).not.toBe('')
  expect(second.body).not.toContain('The same sentence again')
})

test('what is decided in one selection is decided in the others, and comes back to all when it is taken back', async () => {
  await using other = await openTestSite()
  await storeArticles(other.app, [storedArticle('a-1', { language: 'en', title: 'The pact', body: sentence })])
  const all = `${path}?as=anna`
  const one = `${all}&term=stab-in-the-back`
  const { cookie, form, body } = await visit(other, one)
  await visit(other, all, cookie)
  const fields = { form, as: 'anna', term: 'stab-in-the-back' }
  await sendPart(other, path, { ...fields, item: itemIn(body), decision: 'accept' }, cookie)
  expect((await visit(other, all, cookie)).body).toContain('No hit is left to judge')
  await sendPart(other, path, { ...fields, decision: 'undo' }, cookie)
  for (const address of [all, one]) expect(itemIn((await visit(other, address, cookie)).body)).toBe(itemIn(body))
})
