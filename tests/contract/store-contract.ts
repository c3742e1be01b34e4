import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import type { RunRecord } from '../../src/io/store/runs.ts'
import { openTables } from '../../src/io/store/store.ts'
import { usualPolicy } from '../../src/io/store/schedules.ts'
import type { Article, Comparison, Page, Sha256 } from '../../src/model.ts'
import { openAt, type Storage } from './stored.ts'

/** What every store has to do alike. */
export function storeContract(storage: Storage): void {
  let folder = ''
  let address = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'frameshift-store-'))
    address = await storage.fresh(folder)
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const open = (now: () => number = Date.now) => openAt(address, now)

  describe('the parts of the store', () => {
    test('keeps what was put in, over closing and opening', async () => {
      const article = articleOf('a')
      {
        await using store = await open()
        await store.articles.put(article)
        await store.articles.put({ ...article, title: 'A second reading' })
      }
      await using again = await open()
      expect(await again.articles.get(article.id)).toEqual({ ...article, title: 'A second reading' })
      expect(await again.articles.get(toId('b'))).toBeUndefined()
    })

    test('pages keep bytes once, and say which was fetched last', async () => {
      await using store = await open()
      const bytes = Buffer.from('<p>Hello</p>')
      const newer = Buffer.from('<p>Hello again</p>')
      await store.pages.put(pageOf(bytes, '2026-01-01T00:00:00.000Z'), bytes)
      await store.pages.put(pageOf(newer, '2026-01-02T00:00:00.000Z'), newer)
      expect((await store.pages.latest('https://a.example/1'))?.hash).toBe(hashOf(newer))
      expect(Buffer.from((await store.pages.bytes(hashOf(bytes))) ?? [])).toEqual(bytes)
      expect([await store.pages.has(hashOf(bytes)), await store.pages.has(hashOf(Buffer.from('never fetched')))]).toEqual([true, false])
      await expect(store.pages.put(pageOf(bytes, '2026-01-01T00:00:00.000Z'), newer)).rejects.toThrow(TypeError)
    })

    test('runs that share a lexicon keep it once, and each gives its settings back whole', async () => {
      await using store = await open()
      const lexicon = { hash: 'h', lexicon: { id: 'l', terms: ['x'.repeat(1000)] } }
      const settings = [{ lexicon, pairs: false }, { lexicon, pairs: true, note: undefined }, { other: 1 }, 'text']
      const ids = settings.map((_, index) => toId<'Run'>(`shared-${index}`))
      for (const [index, id] of ids.entries()) await store.runs.create({ ...runOf(id), settings: settings[index] })
      const kept = []
      for (const id of ids) kept.push((await store.runs.get(id))?.settings)
      expect(kept).toEqual([settings[0], { lexicon, pairs: true }, settings[2], settings[3]])
    })

    test('infinite limits of a comparison survive', async () => {
      await using store = await open()
      const ratio = { value: 2, low: 0.5, high: Number.POSITIVE_INFINITY, level: 0.95, n: 3, method: 'm' }
      const contrast = {
        frame: 'f',
        voice: 'all',
        a: toId<'Outlet'>('x'),
        b: 'others',
        articles: { a: 1, b: 2 },
        ratio,
        p: undefined,
        pAdjusted: undefined,
        verdict: 'too-few',
      } as const
      const comparison: Comparison = { rates: [], sentiments: [], contrasts: [contrast] }
      await store.comparisons.put(run, comparison)
      expect(await store.comparisons.get(run)).toEqual(comparison)
    })

    test('files of a run are text or bytes, listed by name', async () => {
      await using store = await open()
      await store.files.put(run, 'report.html', '<p>Straße</p>')
      await store.files.put(run, 'bundle/pages.warc.gz', new Uint8Array([0, 255, 1]))
      expect(await store.files.list(run)).toEqual(['bundle/pages.warc.gz', 'report.html'])
      expect(await store.files.text(run, 'report.html')).toBe('<p>Straße</p>')
      expect([...((await store.files.bytes(run, 'bundle/pages.warc.gz')) ?? [])]).toEqual([0, 255, 1])
    })

    test('an unfinished run of the same fingerprint is gone on with, a finished one is not', async () => {
      await using store = await open()
      expect(await store.runs.begin(runOf('1'))).toEqual(runOf('1'))
      expect((await store.runs.begin(runOf('2'))).id).toBe('1')
      await store.runs.setState(toId('1'), 'failed', '2026-01-01T01:00:00.000Z', { code: 'c', message: 'm' })
      expect((await store.runs.begin(runOf('2'))).id).toBe('2')
      expect((await store.runs.list(10)).map(({ id, state }) => [id, state])).toEqual([
        ['1', 'failed'],
        ['2', 'open'],
      ])
    })

    test('a run that is begun in the second in which another of the same work was given up has an id of its own', async () => {
      await using store = await open()
      await store.runs.begin(runOf('1'))
      await store.runs.setState(toId('1'), 'cancelled', '2026-01-01T00:00:00.400Z')
      expect(await store.runs.begin(runOf('1'))).toEqual({ ...runOf('1'), id: '1-2' })
      await store.runs.setState(toId('1-2'), 'done', '2026-01-01T00:00:00.700Z')
      expect((await store.runs.begin(runOf('1'))).id).toBe('1-3')
      expect((await store.runs.get(toId('1')))?.state).toBe('cancelled')
    })

    test('one run is begun, however many begin the same work at once', async () => {
      await using store = await open()
      const ids = Array.from({ length: 6 }, (_, index) => String(index))
      const begun = await Promise.all(ids.map((id) => store.runs.begin(runOf(id))))
      expect(new Set(begun.map(({ id }) => id)).size).toBe(1)
      expect(await store.runs.list(10)).toHaveLength(1)
    })

    test('what robots.txt said, what was made of a page, scorings and stories come back as they were', async () => {
      await using store = await open()
      const text = new Uint8Array([0, 1, 200])
      await store.robots.put('https://a.example', { text, status: 200, fetchedAt: 1_790_000_000_000 })
      const robots = await store.robots.get('https://a.example')
      expect({ ...robots, text: [...(robots?.text ?? [])] }).toEqual({ text: [0, 1, 200], status: 200, fetchedAt: 1_790_000_000_000 })
      const extraction = { kind: 'article', text: 'Кыр \u0000 😀', list: [1.5, Number.NEGATIVE_INFINITY] }
      await store.articles.rememberExtraction(toId('h'), 'v1', extraction)
      expect(await store.articles.ofPage(toId('h'), 'v1')).toEqual({ result: extraction })
      expect(await store.articles.ofPage(toId('h'), 'v2')).toBeUndefined()
      const scoring = {
        articleId: toId<'Article'>('a'),
        lexicon: 'l',
        hits: [],
        tokens: { outlet: 1, attributed: 2, unclear: 0, all: 3 },
        measured: true,
        voiceWarnings: [],
      }
      await store.scorings.put(scoring, 'k')
      expect(await store.scorings.get(toId('a'), 'k')).toEqual(scoring)
    })

    test('text that no database takes costs nothing but those characters', async () => {
      await using store = await open()
      await store.runs.create({ ...runOf('odd'), state: 'failed', failure: { code: 'c', message: 'm' } })
      await store.schedules.add({ id: 's', request: {}, cron: '0 7 * * *', zone: 'UTC', state: 'active', createdAt: 5, handledAt: 5 })
      await store.schedules.record('s', { dueAt: 1, run: undefined, state: 'failed', note: 'a\u0000b\ud800c', endedAt: 2 })
      expect((await store.schedules.history('s', 5))[0]?.note).toMatch(/^a.b.c$/s)
    })

    test('what a webhook is still to be told is taken by one of all who ask when its time has come, until it has been told', async () => {
      await using store = await open()
      await store.schedules.add({ id: 's', request: {}, cron: '0 7 * * *', zone: 'UTC', state: 'active', createdAt: 5, handledAt: 5 })
      const telling = { delivery: 'd', body: '{}', tries: 0, at: 1_790_000_000_000 }
      await store.schedules.record('s', { dueAt: 7, run: 'r', state: 'done', note: undefined, endedAt: 8, details: { hits: 3 }, telling })
      expect(await store.schedules.untold(telling.at - 1, { limit: 9 })).toEqual([])
      expect(await store.schedules.untold(telling.at, { limit: 9 })).toMatchObject([
        { schedule: { id: 's' }, dueAt: 7, details: { hits: 3 }, telling },
      ])
      expect(await store.schedules.untold(telling.at, { limit: 9, only: 'other' })).toEqual([])
      const time = { from: telling.at, to: telling.at + 1 }
      const taken = await Promise.all([1, 2, 3, 4].map(() => store.schedules.takeTelling('s', 7, time)))
      expect(taken.filter(Boolean)).toHaveLength(1)
      await store.schedules.recordTelling('s', 7, { details: {}, telling: undefined, taken: time.from })
      expect(await store.schedules.untold(time.to, { limit: 9 })).toHaveLength(1)
      await store.schedules.recordTelling('s', 7, { details: { webhook: 'told' }, telling: undefined, taken: time.to })
      expect(await store.schedules.untold(time.to, { limit: 9 })).toEqual([])
      expect(await store.schedules.history('s', 1)).toMatchObject([{ state: 'done', run: 'r', details: { webhook: 'told' } }])
    })

    test('a schedule is added by one of all who add it at once, and each due time is claimed by one', async () => {
      await using store = await open()
      const schedule = {
        id: 's',
        request: { anchor: 'x' },
        cron: '0 7 * * *',
        zone: 'UTC',
        state: 'active',
        createdAt: 5,
        handledAt: 5,
      } as const
      const added = await Promise.all([1, 2, 3, 4].map(() => store.schedules.add(schedule)))
      expect(added.filter(Boolean)).toHaveLength(1)
      expect(await store.schedules.get('s')).toEqual({ ...usualPolicy, ...schedule })
      const claims = await Promise.all([1, 2, 3, 4].map(() => store.schedules.claim('s', 1_790_000_000_000)))
      expect(claims.filter(Boolean)).toHaveLength(1)
      await store.schedules.release('s', 1_790_000_000_000)
      expect(await store.schedules.claim('s', 1_790_000_000_000)).toBe(true)
      await store.schedules.moveHandled('s', { from: 5, to: 6 })
      expect((await store.schedules.list()).map(({ handledAt }) => handledAt)).toEqual([1_790_000_000_000])
      const seen = { url: 'https://a.example/', page: toId<'Sha256'>('p'), seenAt: '2026-11-02T09:00:00.000Z' }
      await store.watched.put('s', [{ ...seen, page: toId('earlier') }])
      await store.watched.put('s', [seen])
      expect(await store.watched.get('s', seen.url)).toEqual(seen)
      const end = { run: 'r', state: 'done', note: undefined, endedAt: 8 } as const
      await store.schedules.record('s', { ...end, dueAt: 7, telling: { delivery: 'd', body: '{}', tries: 0, at: 9 } })
      expect(await store.schedules.remove('s')).toEqual({ running: 1, untold: 1 })
      expect(await store.schedules.get('s')).toBeUndefined()
      // The run that was under way ends, and another looks for what is due.
      await store.schedules.record('s', { ...end, dueAt: 1_790_000_000_000 })
      expect(await store.schedules.claim('s', 1_790_000_100_000)).toBe(false)
      expect(await store.schedules.note('s', [{ ...end, dueAt: 3, state: 'missed' }])).toEqual([])
      expect(await store.schedules.history('s', 9)).toEqual([])
      expect(await store.watched.get('s', seen.url)).toBeUndefined()
    })

    test('articles that may tell the same are found by what they share, in the days asked for, the closest first', async () => {
      await using store = await open()
      const flood = 'The Orlin dam above Velmora broke on Sunday. At least 214 people are missing, the mayor, Ines Tavaro, said.'
      const told = (name: string, body: string, publishedAt: string | undefined): Article => {
        const text = `The title of ${name}\n\n${body}`
        return { ...articleOf(name), text, publishedAt }
      }
      const anchor = told('anchor', flood, '2026-10-14')
      await store.articles.put(anchor)
      await store.articles.put(told('same', flood, '2026-10-15T08:00:00Z'))
      await store.articles.put(told('near', 'Rescue boats reached Velmora after the Orlin dam gave way; 214 are missing.', '2026-10-12'))
      await store.articles.put(told('undated', 'Ines Tavaro of Velmora asked the army for help at the Orlin dam.', undefined))
      await store.articles.put(told('late', flood, '2026-11-14'))
      await store.articles.put(told('other', 'Dockers in Kesto stopped work over the pay offer of the Halden company.', '2026-10-14'))
      const found = await store.storyIndex.near(anchor, { windowDays: 3, limit: 10 })
      expect(found[0]).toBe('same')
      expect(found.toSorted()).toEqual(['near', 'same', 'undated'])
      expect(await store.storyIndex.near(anchor, { windowDays: 3, limit: 1 })).toEqual(['same'])
      // Read anew, by a version that sees the right day.
      await store.articles.put(told('late', flood, '2026-10-14'))
      expect(await store.storyIndex.near(anchor, { windowDays: 3, limit: 10 })).toContain('late')
    })

    test('an article that cannot be read keeps no other from being found', async () => {
      await using store = await open()
      const text = 'T\n\nThe Orlin dam above Velmora broke on Sunday. At least 214 people are missing, the mayor, Ines Tavaro, said.'
      for (const name of ['one', 'two', 'torn']) await store.articles.put({ ...articleOf(name), text })
      await inTables(address, (db) => sql`update articles set noun = '{"id":' where id = 'torn'`.execute(db))
      expect(await store.storyIndex.near({ ...articleOf('one'), text }, { windowDays: 3, limit: 10 })).toEqual(['two'])
    })

    test('a run that cannot be read keeps no other from being listed or begun, and is named', async () => {
      await using store = await open()
      for (const id of ['torn', 'odd', 'sound']) await store.runs.create({ ...runOf(id), fingerprint: id })
      await inTables(address, async (db) => {
        await sql`update runs set settings = '{"a":' where id = 'torn'`.execute(db)
        await sql`update runs set state = 'asleep' where id = 'odd'`.execute(db)
      })
      expect((await store.runs.list(9)).map(({ id }) => id)).toEqual(['sound'])
      expect((await store.runs.heads({ limit: 9 })).map(({ id }) => id)).toEqual(['sound', 'torn'])
      expect(await store.runs.findOpen('torn')).toBeUndefined()
      expect((await store.runs.begin({ ...runOf('torn'), fingerprint: 'torn' })).id).toBe('torn-2')
      expect(await store.runs.unreadable(9)).toEqual([
        'Cannot read the state of run odd in the store: found "asleep"; expected one of open, done, failed, cancelled',
        'Cannot read the settings of run torn in the store: expected JSON, found 5 characters that are none',
      ])
    })

    test('a schedule that cannot be read, or a run of it, keeps no other from being listed and told, and is named', async () => {
      await using store = await open()
      const telling = { delivery: 'd', body: '{}', tries: 0, at: 9 }
      const ended = { run: 'r', state: 'done', note: undefined, endedAt: 8, details: { hits: 3 }, telling } as const
      for (const id of ['torn', 'odd', 'sound']) {
        await store.schedules.add({ id, request: {}, cron: '0 7 * * *', zone: 'UTC', state: 'active', createdAt: 5, handledAt: 5 })
        for (const dueAt of [7, 8]) await store.schedules.record(id, { ...ended, dueAt })
      }
      await inTables(address, async (db) => {
        await sql`update schedules set request = '{"a":' where id = 'torn'`.execute(db)
        await sql`update schedules set missed = 'half' where id = 'odd'`.execute(db)
        await sql`update schedule_runs set details = '[]' where schedule = 'sound' and due_ms = 8`.execute(db)
      })
      expect((await store.schedules.list()).map(({ id }) => id)).toEqual(['sound'])
      expect((await store.schedules.history('sound', 9)).map(({ dueAt }) => dueAt)).toEqual([7])
      expect((await store.schedules.untold(9, { limit: 9 })).map(({ schedule, dueAt }) => [schedule.id, dueAt])).toEqual([['sound', 7]])
      expect(await store.schedules.unreadable()).toEqual([
        'Cannot read the schedule odd in the store: found "half"; expected one of skip, one, all',
        'Cannot read the schedule torn in the store: expected JSON, found 5 characters that are none',
        expect.stringMatching(/^Cannot read a run of the schedule sound in the store: it has another form/u),
      ])
    })

    test('a report whose card cannot be read keeps no other from being found, and is named', async () => {
      await using store = await open()
      const made = {
        createdAt: '2026-01-01T00:00:00.000Z',
        language: 'en',
        lexicon: { id: 'l', version: 1 },
        articles: 1,
        hits: 0,
        differences: 0,
      }
      for (const id of ['sound', 'torn']) await store.reportCards.put({ run: id, title: id, finding: '', outlets: [], frames: [], ...made })
      await inTables(address, (db) => sql`update report_cards set noun = '{}' where run = 'torn'`.execute(db))
      const all = { words: [], lexicon: undefined, outlet: undefined, since: undefined, until: undefined, limit: 9, offset: 0 }
      expect((await store.reportCards.find(all)).cards.map(({ run: id }) => id)).toEqual(['sound'])
      expect(await store.reportCards.unreadable()).toEqual([expect.stringMatching(/^Cannot read the card of report torn in the store/u)])
    })

    test('what a server said of a page is found by the bytes alone', async () => {
      await using store = await open()
      const bytes = Buffer.from('Hello')
      await store.pages.put({ ...pageOf(bytes, '2026-01-01T00:00:00.000Z'), url: 'https://a.example/2', contentType: 'text/plain' }, bytes)
      await store.pages.put({ ...pageOf(bytes, '2026-01-01T00:00:00.000Z'), url: 'https://a.example/1', contentType: 'text/html' }, bytes)
      expect(await store.pages.contentType(hashOf(bytes))).toBe('text/html')
      expect(await store.pages.contentType(hashOf(Buffer.from('')))).toBeUndefined()
    })

    test('a host is granted to one caller at a time, and a clock that was put back does not lock it', async () => {
      let now = 1_000_000_000
      await using store = await open(() => now)
      const { hosts } = store
      const waits = await Promise.all([1, 2, 3].map(() => hosts.take('a.example', 2000)))
      // Which of them comes first is the database's to say: it has several connections.
      expect(waits.map(({ waitMs }) => waitMs).toSorted((a, b) => a - b)).toEqual([0, 2000, 2000])
      const turn = waits.find(({ waitMs }) => waitMs === 0)
      now += 5000
      // An answer that takes its time: the quiet time counts from its end.
      expect(await hosts.take('a.example', 2000)).toMatchObject({ waitMs: 2000 })
      const grant = await hosts.hold('a.example', turn?.grant ?? 0)
      now += 8000
      expect(await hosts.take('a.example', 2000)).toMatchObject({ waitMs: 2000 })
      await hosts.leave('a.example', grant, now + 2000)
      now += 1999
      expect(await hosts.take('a.example', 2000)).toMatchObject({ waitMs: 1 })
      now += 1
      expect(await hosts.take('a.example', 2000)).toMatchObject({ waitMs: 0 })
      // Of a process that died nothing is heard, and another takes its place; what it says later changes nothing.
      now += 10_001
      const second = await hosts.take('a.example', 2000)
      expect(second).toMatchObject({ waitMs: 0 })
      await hosts.leave('a.example', grant, now)
      expect(await hosts.take('a.example', 2000)).toMatchObject({ waitMs: 2000 })
      await hosts.leave('a.example', second.grant ?? 0, now)
      now += 2000
      await hosts.backOff('a.example', now + 59_999.5)
      expect(await hosts.take('a.example', 2000)).toMatchObject({ waitMs: 60_000 })
      now -= 7_200_000
      expect(await hosts.take('a.example', 2000)).toMatchObject({ waitMs: 0 })
    })
  })
}

const run = toId<'Run'>('run-1')

function articleOf(name: string): Article {
  return {
    id: toId(name),
    url: `https://a.example/${name}`,
    outlet: toId('a.example'),
    title: `The title of ${name}`,
    text: `The title of ${name}\n\nIts body.`,
    bodyStart: 15 + name.length,
    byline: [],
    publishedAt: undefined,
    language: 'en',
    siteName: undefined,
    confidence: 0.9,
    flags: [],
    page: toId('0'.repeat(64)),
  }
}

async function inTables(address: string, work: (db: Awaited<ReturnType<typeof openTables>>['db']) => Promise<unknown>): Promise<void> {
  const { db } = await openTables({ dataDir: address, databaseUrl: address.startsWith('postgres://') ? address : undefined })
  try {
    await work(db)
  } finally {
    await db.destroy()
  }
}

function pageOf(bytes: Uint8Array, fetchedAt: string): Page {
  const url = 'https://a.example/1'
  return { hash: hashOf(bytes), url, finalUrl: url, contentType: 'text/html', etag: undefined, lastModified: undefined, fetchedAt }
}

function hashOf(bytes: Uint8Array): Sha256 {
  return toId(createHash('sha256').update(bytes).digest('hex'))
}

function runOf(id: string): RunRecord {
  return {
    id: toId(id),
    fingerprint: 'f',
    settings: { a: 1 },
    state: 'open',
    createdAt: '2026-01-01T00:00:00.000Z',
    endedAt: undefined,
    failure: undefined,
  }
}
