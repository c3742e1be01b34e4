import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openTestSite, send, visit, type TestSite } from './test-site.ts'

let site: TestSite

beforeAll(async () => {
  site = await openTestSite()
})

afterAll(() => site[Symbol.asyncDispose]())

/** A small lexicon of its own, opened by a visitor. */
async function opened(name: string): Promise<{ readonly cookie: string; readonly fields: Readonly<Record<string, string>> }> {
  await write(name, { id: name, version: 1, frames: [{ id: 'betrayal', definition: 'An act.' }], terms: [] })
  const { cookie, form } = await visit(site, `/lexicons/${encodeURIComponent(name)}`)
  return { cookie, fields: { form, basedOn: (await site.parts.shelf.lexicon(name)).hash } }
}

/** JSON is YAML too. */
async function write(name: string, lexicon: object): Promise<void> {
  const folder = join(site.dataDir, '../config/lexicons')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${name}.yaml`), JSON.stringify(lexicon))
}

const term = { frame: 'betrayal', language: 'en', concept: 'twofold-harbour', match: 'phrase', scope: 'any', weight: '1' }
const words = { patterns: 'twofold harbour pact', examples: 'They signed a twofold harbour pact.' }

test('a term that is saved by a double click is one version, and so is one that is removed', async () => {
  const { cookie, fields } = await opened('double')
  const saving = { ...fields, ...term, ...words, id: 'twofold-harbour', step: 'save' }
  for (const answer of await Promise.all([1, 2].map(() => send(site, '/lexicons/double/new-term', saving, cookie))))
    expect(answer).toMatchObject({ status: 303, headers: { location: '/lexicons/double/history' } })
  const { lexicon, hash } = await site.parts.shelf.lexicon('double')
  expect(lexicon.version).toBe(2)
  const removing = { ...fields, basedOn: hash, step: 'remove' }
  for (const answer of await Promise.all([1, 2].map(() => send(site, '/lexicons/double/terms/twofold-harbour', removing, cookie))))
    expect(answer.status).toBe(303)
  expect((await site.parts.shelf.lexicon('double')).lexicon.version).toBe(3)
})

test('who saves something else over the version of another is told, as before', async () => {
  const { cookie, fields } = await opened('contested')
  const saving = { ...fields, ...term, ...words, id: 'twofold-harbour', step: 'save' }
  expect((await send(site, '/lexicons/contested/new-term', saving, cookie)).status).toBe(303)
  const other = await send(site, '/lexicons/contested/new-term', { ...saving, id: 'threefold-harbour' }, cookie)
  expect(other.status).toBe(409)
  expect(other.body).toContain('Nothing of yours is lost')
})

test('a term whose own sentences fail is refused as a mistake', async () => {
  const { cookie, fields } = await opened('failing')
  const saving = {
    ...fields,
    ...term,
    id: 'twofold-harbour',
    patterns: 'twofold harbour pact',
    examples: 'Nothing of the kind.',
    step: 'save',
  }
  expect((await send(site, '/lexicons/failing/new-term', saving, cookie)).status).toBe(400)
})

test('a schedule that is removed by a double click is gone, and nothing is missed', async () => {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ id: 'oil', url: 'https://example.com/', cron: '0 7 * * *' })
  expect((await ask(site, { method: 'POST', path: '/api/schedules', headers, body })).status).toBe(201)
  const { cookie, form } = await visit(site, '/schedules/new')
  for (let press = 0; press < 2; press += 1)
    expect(await send(site, '/schedules/oil/remove', { form, sure: 'yes' }, cookie)).toMatchObject({ headers: { location: '/schedules' } })
})

test('a copy of a lexicon that still says the name of the first cannot be mistaken for it', async () => {
  const copy = { id: 'international-relations', version: 1, frames: [{ id: 'f', definition: 'An act.' }], terms: [] }
  await write('copied', copy)
  const { body } = await ask(site, { path: '/lexicons' })
  expect(body).toMatch(/copied\.yaml: it calls itself &quot;international-relations&quot;; expected id: copied/)
  expect((await ask(site, { path: '/lexicons/copied' })).status).toBe(400)
  await write('copied', { ...copy, id: 'copied' })
  expect((await ask(site, { path: '/lexicons/copied' })).status).toBe(200)
})

test('a lexicon is opened under a name in any script', async () => {
  const own = { id: 'халықаралық', version: 1, frames: [{ id: 'f', definition: 'An act.' }], terms: [] }
  await write('халықаралық', own)
  const file = await ask(site, { path: `/lexicons/${encodeURIComponent('халықаралық')}/export` })
  expect(file.headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent('халықаралық.yaml')}`)
  for (const path of ['', '/lint', '/history']) {
    const { body } = await visit(site, `/lexicons/${encodeURIComponent('халықаралық')}${path}`)
    expect(body).toContain('<bdi>халықаралық</bdi>')
  }
})

test('what is done in a lexicon of any name leads back to it, with what the address says beside it', async () => {
  for (const name of ['öl', 'мұнай']) {
    const { cookie, fields } = await opened(name)
    const address = `/lexicons/${encodeURIComponent(name)}`
    const saving = { ...fields, ...term, ...words, id: 'twofold-harbour', step: 'save' }
    expect((await send(site, `${address}/new-term`, saving, cookie)).headers.location).toBe(`${address}/history`)
    const undoing = { ...fields, as: 'Анна', term: 'twofold-harbour', decision: 'undo' }
    const { headers } = await send(site, `${address}/judge`, undoing, cookie)
    const led = new URL(headers.location ?? '', 'http://localhost')
    expect(led.pathname).toBe(`${address}/judge`)
    expect(led.searchParams.get('as')).toBe('Анна')
  }
})

test('a new comparison counts by the usual lexicon, whatever others are called', async () => {
  await write('a-fork', { id: 'a-fork', version: 1, frames: [{ id: 'f', definition: 'An act.' }], terms: [] })
  for (const path of ['/new', '/schedules/new']) {
    const { body } = await ask(site, { path })
    expect(body).toMatch(/<option value="international-relations" selected>/)
    expect(body).toMatch(/<option value="a-fork" ?>/)
  }
})
