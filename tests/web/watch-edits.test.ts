import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import { comparisonInputSchema, toComparisonRequest } from '../../src/web/work/asked/comparison-input.ts'
import { ask, openTestSite, type TestSite } from './test-site.ts'

let site: TestSite
const dueAt = Date.parse('2026-11-02T09:00:00Z')
const page = Buffer.from('<h1>Ministers call the deal a betrayal</h1>')
const hash = createHash('sha256').update(page).digest('hex')
const lost = 'f'.repeat(64)

beforeAll(async () => {
  site = await openTestSite()
  const { app } = site
  const request = toComparisonRequest(comparisonInputSchema.parse({ url: 'https://daily.example/a' }), { allowPrivate: [], resolve: [] })
  const timing = { cron: '*/30 * * * *', zone: 'UTC', state: 'active', createdAt: 0, handledAt: 0 } as const
  await app.store.schedules.add({ id: 'deal', kind: 'watch', request, ...timing })
  const found = { state: 'done', run: undefined, endedAt: dueAt, details: { edited: 1, moved: 1 } } as const
  await app.store.schedules.record('deal', { ...found, dueAt, note: 'reports/deal/2026-11-02T0900' })
  await app.store.schedules.record('deal', { ...found, dueAt: dueAt + 1_800_000, note: 'reports/deal/2026-11-02T0930' })
  await app.store.schedules.record('deal', { ...found, dueAt: dueAt + 3_600_000, note: undefined, details: { edited: 0, same: 1 } })
  const stored = { url: 'https://daily.example/a', finalUrl: 'https://daily.example/a', contentType: 'text/html' }
  const said = { etag: undefined, lastModified: undefined, fetchedAt: '2026-11-02T08:30:00.000Z' }
  await app.store.pages.put({ hash: toId<'Sha256'>(hash), ...stored, ...said }, page)
  const before = { title: 'Ministers call the deal a <betrayal>', text: 'They met.\n\nNobody spoke.', language: 'en' }
  const report = {
    schema: 'frameshift/watch@1',
    schedule: 'deal',
    lexicon: 'international-relations',
    edits: [
      {
        url: 'https://daily.example/a',
        before: { ...before, seenAt: '2026-11-02T08:30:00.000Z', page: hash },
        after: { ...before, title: 'Ministers call the deal a disappointment', seenAt: '2026-11-02T09:00:10.000Z', page: lost },
        moved: [{ frame: 'betrayal', term: 'betrayal', text: 'betrayal', zone: 'headline', before: 1, after: 0 }],
      },
    ],
    unchanged: ['https://daily.example/b'],
    first: [],
    unread: [],
  }
  const folder = app.resolvePath('reports/deal/2026-11-02T0900')
  await mkdir(folder, { recursive: true })
  await writeFile(`${folder}/report.json`, JSON.stringify(report))
})

afterAll(() => site[Symbol.asyncDispose]())

test('the page of a watch says what moved at which of its times, and where a report lies that is not on this machine', async () => {
  const { body } = await ask(site, { path: '/schedules/deal' })
  const moved = body.slice(body.indexOf('What moved'), body.indexOf('Next five runs'))
  expect(moved).toContain(`href="/schedules/deal/edits/${dueAt}"`)
  expect(moved).toContain('“betrayal” left the headline between 2 November 2026, 08:30 UTC and 2 November 2026, 09:00 UTC')
  expect(moved).toContain('reports/deal/2026-11-02T0930')
  expect(moved.match(/href="\/schedules\/deal\/edits\//gu)).toHaveLength(1)
})

test('what was edited is shown word by word and with both versions whole; the page as it was read is given where the store has it', async () => {
  const address = `/schedules/deal/edits/${dueAt}`
  const { status, body } = await ask(site, { path: address })
  expect(status).toBe(200)
  expect(body).toMatch(/<del>.*&lt;betrayal&gt;.*<\/del>/su)
  expect(body.match(/<p>Nobody spoke\.<\/p>/gu)).toHaveLength(2)
  expect(body).toContain('https://daily.example/b')
  expect(body).toContain(`href="${address}/pages/${hash}"`)
  expect(body).not.toContain(`${address}/pages/${lost}`)
  const kept = await ask(site, { path: `${address}/pages/${hash}` })
  expect([kept.body, kept.headers['content-type']]).toEqual([page.toString(), 'application/octet-stream'])
  for (const path of [
    `${address}/pages/${lost}`,
    `${address}/pages/${'0'.repeat(64)}`,
    '/schedules/deal/edits/1',
    `/schedules/deal/edits/${dueAt + 1_800_000}`,
  ])
    expect((await ask(site, { path })).status, path).toBe(404)
})

test('a program is told of the same edits as a webhook is', async () => {
  const told: unknown = JSON.parse((await ask(site, { path: '/api/schedules/deal/edits' })).body)
  expect(told).toMatchObject([
    {
      dueAt: '2026-11-02T09:00:00.000Z',
      edits: [
        { before: { language: 'en', page: hash }, moved: [{ before: 1, after: 0 }], words: [expect.stringContaining('left the headline')] },
      ],
    },
  ])
  expect(JSON.stringify(told)).not.toContain('Nobody spoke')
})
