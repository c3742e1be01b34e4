import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ask, openTestSite, send, visit, type TestSite } from './test-site.ts'

let site: TestSite

beforeAll(async () => {
  site = await openTestSite()
})

afterAll(() => site[Symbol.asyncDispose]())

const lexicon = '/lexicons/international-relations'

test('a store with no article gives clear pages everywhere', async () => {
  const paths = ['/', '/new', '/reports', '/reports/compare', '/schedules', '/schedules/new', '/lexicons', '/lexicons/import', lexicon]
  const tuning = [
    '/judge',
    '/precision',
    '/split/betray',
    '/suggest?frame=betrayal&language=en',
    '/recall?frame=betrayal&language=en',
    '/lint',
    '/history',
  ]
  for (const path of [...paths, ...tuning.map((end) => lexicon + end)]) {
    const { status, body } = await ask(site, { path })
    expect(status, path).toBe(200)
    expect(body, path).toContain('</html>')
  }
  expect((await visit(site, `${lexicon}/judge`)).body).toContain('No hit is left to judge')
})

test.each([
  ['a pattern that matches everything', '*', /the pattern cannot be used/],
  ['a regular expression', '(?i)betray.*', /the pattern cannot be used/],
  ['nothing at all', '', /patterns/],
])('%s is refused with its reason, and what was typed stays in the form', async (_, patterns, reason) => {
  const { cookie, form } = await visit(site, `${lexicon}/terms/betray`)
  const fields = { form, step: 'save', frame: 'betrayal', language: 'en', concept: 'betray', match: 'phrase', scope: 'any', weight: '1' }
  const answer = await send(site, `${lexicon}/terms/betray`, { ...fields, id: 'betray', patterns, note: 'typed by a person' }, cookie)
  expect(answer.status).toBe(400)
  expect(answer.body).toMatch(reason)
  expect(answer.body).toContain('typed by a person')
})

test('a term that finds nearly everything is shown for what it is before it is saved', async () => {
  const { cookie, form } = await visit(site, `${lexicon}/new-term`)
  const fields = {
    form,
    step: 'effect',
    id: 'all',
    concept: 'all',
    frame: 'betrayal',
    language: 'en',
    match: 'phrase',
    scope: 'any',
    weight: '1',
  }
  const { status, body } = await send(site, `${lexicon}/new-term`, { ...fields, patterns: 't*', examples: 'The tide turned.' }, cookie)
  expect(status).toBe(200)
  expect(body).toMatch(/stands for many words/)
})

test('a lexicon of many terms is opened, checked, edited and saved, and the site answers meanwhile', async () => {
  const folder = join(site.dataDir, '../config/lexicons')
  await mkdir(folder, { recursive: true })
  const terms = Array.from({ length: 1800 }, (_, index) => {
    const words = [...String(index)].map((digit) => `${'bcdfghklmn'[Number(digit)]}o`).join('')
    return {
      id: `t-${index}`,
      frame: `f-${index % 5}`,
      concept: `t-${index}`,
      language: 'en',
      patterns: [`harbour ${words}`],
      examples: [`A harbour ${words}.`],
      note: 'Written for a test, and long enough that the file has a thread of its own to be read in.',
    }
  })
  const frames = [0, 1, 2, 3, 4].map((frame) => ({ id: `f-${frame}`, definition: 'An act.' }))
  // JSON is YAML too.
  await writeFile(join(folder, 'large.yaml'), JSON.stringify({ id: 'large', version: 1, frames, terms }))
  const { cookie, form, body } = await visit(site, '/lexicons/large/terms/t-7')
  expect((await visit(site, '/lexicons/large/lint')).body).toMatch(/All 1.?800 sentences hold/)
  const basedOn = /name="basedOn" value="(\w+)"/u.exec(body)?.[1] ?? ''
  const term = { id: 't-7', frame: 'f-2', concept: 't-7', language: 'en', match: 'phrase', scope: 'any', weight: '1' }
  const fields = { form, basedOn, ...term, patterns: 'a new quay', examples: 'They built a new quay.', message: 'Reworded' }
  const saving = send(site, '/lexicons/large/terms/t-7', { ...fields, step: 'save' }, cookie)
  expect((await ask(site, { path: '/health' })).status).toBe(200)
  expect((await saving).status).toBe(303)
  expect((await visit(site, '/lexicons/large')).body).toContain('version 2')
})

test('a lexicon with a mistake in its file is told with its line, and the other pages go on', async () => {
  const folder = join(site.dataDir, '../config/lexicons')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'broken.yaml'), 'id: broken\nversion: one\n')
  const { status, body } = await ask(site, { path: '/lexicons' })
  expect(status).toBe(200)
  expect(body).toMatch(/broken\.yaml.*line 2/s)
  expect(body).toContain('href="/lexicons/international-relations"')
  for (const path of ['/new', '/schedules/new', '/api/lexicons', lexicon]) expect((await ask(site, { path })).status, path).toBe(200)
  expect((await ask(site, { path: '/lexicons/broken' })).status).toBe(400)
  const listed = JSON.parse((await ask(site, { path: '/api/lexicons' })).body)
  expect(listed[0]).toMatchObject({ id: 'broken', terms: null, mistake: expect.stringMatching(/line 2/) })
  expect(listed[1]).toMatchObject({ id: 'international-relations', mistake: null })
  expect((await ask(site, { path: '/reports' })).status).toBe(200)
  await writeFile(
    join(folder, 'broken.yaml'),
    stringify({ id: 'broken', version: 1, frames: [{ id: 'f', definition: 'An act.' }], terms: [] }),
  )
  expect((await ask(site, { path: '/lexicons' })).status).toBe(200)
})

test('a pattern that cannot be left out is told in the form, whoever proposed it', async () => {
  const { status, headers, body } = await ask(site, { path: `${lexicon}/terms/betray?unless=${encodeURIComponent('a\\b')}` })
  expect(status).toBe(400)
  expect(headers['content-security-policy']).toBeDefined()
  expect(body).toMatch(/Unless: the pattern cannot be used/)
  expect(body).toContain('id="draft"')
})

test.each([
  ['/api/schedules', {}, /id: it is missing; expected text; cron: it is missing; expected text/],
  ['/api/schedules', { id: 'oil', url: 'https://example.com/', cron: 'soon' }, /"soon" is no schedule: expected minute, hour/],
  ['/api/runs', { url: 'nonsense' }, /^url: expected an address that begins with https:\/\/ or http:\/\/$/],
  ['/api/runs', { url: 'https://example.com/', perOutlet: 'many', more: 1 }, /perOutlet: expected a number.*no such key: "more"/],
  ['/api/runs', [], /the body: expected keys and values, found a list/],
])('%s says in plain words, and once, what is wrong with %j', async (path, sent, words) => {
  const headers = { 'content-type': 'application/json' }
  const { status, body } = await ask(site, { method: 'POST', path, headers, body: JSON.stringify(sent) })
  expect(status).toBe(400)
  const { message } = z.object({ error: z.object({ message: z.string() }) }).parse(JSON.parse(body)).error
  expect(message).toMatch(words)
  expect(message).not.toMatch(/Invalid input|CronPattern/)
})
