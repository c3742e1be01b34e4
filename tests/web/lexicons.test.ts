import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openTestSite, send, visit, type TestSite } from './test-site.ts'

let site: TestSite

beforeAll(async () => {
  site = await openTestSite()
})

afterAll(() => site[Symbol.asyncDispose]())

test('the list of lexicons says what each is for, in which languages, and what it was forked from', async () => {
  const { cookie, form } = await visit(site, '/lexicons/international-relations')
  expect((await send(site, '/lexicons/international-relations/fork', { form, id: 'own-words' }, cookie)).status).toBe(303)
  const { body } = await ask(site, { path: '/lexicons' })
  const cards = body.split('<li>')
  const original = cards.find((card) => card.includes('href="/lexicons/international-relations"')) ?? ''
  const fork = cards.find((card) => card.includes('href="/lexicons/own-words"')) ?? ''
  for (const card of [original, fork]) {
    expect(card).toContain('Betrayal, Ingratitude')
    expect(card).toMatch(/10 frames,\s+\d+ terms in [^;<]*Kazakh/)
  }
  expect(original).not.toContain('a fork of')
  expect(fork).toMatch(/a fork of\s+<bdi>international-relations, version 1<\/bdi>/)
  expect(body).toContain('which words are counted')
})
