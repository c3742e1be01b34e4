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

test('the history tells what each version changed, and an earlier one is saved again as a new version', async () => {
  const path = '/lexicons/history-of-words'
  const { cookie, form } = await visit(site, '/lexicons/international-relations')
  await send(site, '/lexicons/international-relations/fork', { form, id: 'history-of-words' }, cookie)
  const { hash } = await site.parts.shelf.lexicon('history-of-words')
  const removed = await send(site, `${path}/terms/perfidy`, { form, step: 'remove', basedOn: hash, message: 'Too rare' }, cookie)
  expect(removed.status, removed.body.slice(0, 300)).toBe(303)
  const { body } = await visit(site, `${path}/history`, cookie)
  expect(body).toMatch(/Version 2\s+<small>in use<\/small>[^]*Too rare[^]*-1 term[^]*Version 1\b[^]*Forked from/)
  expect((await send(site, `${path}/restore`, { form, hash, version: '1' }, cookie)).status).toBe(303)
  const after = await visit(site, `${path}/history`, cookie)
  expect(after.body).toMatch(/Version 3\s+<small>in use<\/small>[^]*As version 1 was[^]*\+1 term/)
  expect((await send(site, `${path}/restore`, { form, hash: '0'.repeat(64), version: '1' }, cookie)).status).toBe(404)
})
