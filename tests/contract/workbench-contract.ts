import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toId } from '../../src/core/ids.ts'
import type { Judgement } from '../../src/core/tuning/judgement.ts'
import type { CorpusRun } from '../../src/io/store/corpus/corpus.ts'
import { migrate, migrationNames } from '../../src/io/store/migrations.ts'
import { openTables } from '../../src/io/store/store.ts'
import type { Article } from '../../src/model.ts'
import { inFolder, openAt, type Storage } from './stored.ts'

/** What every store has to do alike for the tuning of lexicons. */
export function workbenchContract(storage: Storage): void {
  let folder = ''
  let address = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'frameshift-workbench-'))
    address = await storage.fresh(folder)
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  describe('the corpus of stored reports', () => {
    test('finds articles by word, beginning and stem, in their language only', async () => {
      await using store = await openAt(address)
      await addArticles(store, [
        articleOf('a', 'en', 'The betrayal of an ally.'),
        articleOf('b', 'en', 'They betrayed nobody, Ally or not.'),
        articleOf('c', 'ru', 'Предательство союзника.'),
        articleOf('d', 'zh', '三十年的兄弟情谊换来了背叛。'),
      ])
      const { corpus } = store
      expect(await corpus.holding([[{ kind: 'word', text: 'ally' }]], 'en')).toEqual([1, 2])
      expect(await corpus.holding([[{ kind: 'word', text: 'betrayed' }], [{ kind: 'word', text: 'betrayal' }]], 'en')).toEqual([1, 2])
      expect(
        await corpus.holding(
          [
            [
              { kind: 'word', text: 'ally' },
              { kind: 'word', text: 'nobody' },
            ],
          ],
          'en',
        ),
      ).toEqual([2])
      expect(await corpus.holding([[{ kind: 'prefix', text: 'betray' }]], 'en')).toEqual([1, 2])
      expect(await corpus.holding([[{ kind: 'stem', text: 'alli' }]], 'en')).toEqual([1, 2])
      expect(await corpus.holding([[{ kind: 'prefix', text: 'предатель' }]], 'ru')).toEqual([3])
      expect(
        await corpus.holding(
          [
            [
              { kind: 'word', text: '背' },
              { kind: 'word', text: '叛' },
            ],
          ],
          'zh',
        ),
      ).toEqual([4])
      expect(await corpus.holding([[{ kind: 'word', text: 'ally' }]], 'ru')).toEqual([])
      expect(await corpus.holding([[]], 'en')).toEqual([1, 2])
    })

    test('takes an article in once, however many reports hold it, and finds it after segments have been joined', async () => {
      await using store = await openAt(address)
      const articles = Array.from({ length: 40 }, (_, index) => articleOf(`a-${index}`, 'en', `Shared words and number${index}.`))
      for (const article of articles) await addArticles(store, [article], `run-${article.id}`)
      await addArticles(store, articles.slice(0, 3), 'run-again')
      expect(await store.corpus.size()).toEqual({ articles: 40, runs: 41, languages: ['en'] })
      expect(await store.corpus.holding([[{ kind: 'word', text: 'shared' }]], 'en')).toEqual(articles.map((_, index) => index + 1))
      expect(await store.corpus.holding([[{ kind: 'word', text: 'number17' }]], 'en')).toEqual([18])
      expect((await store.corpus.articles([18])).map(({ article }) => article)).toEqual([articles[17]])
      expect((await store.corpus.runsHolding([2])).map(({ run }) => run)).toEqual(['run-again', 'run-a-1'])
      expect(await store.corpus.outlets()).toEqual(new Map([['outlet', 40]]))
    })

    test('an article that was read anew in another language is found under that, and its number stays', async () => {
      await using store = await openAt(address)
      await addArticles(store, [articleOf('a', 'en', 'An ally.'), articleOf('b', 'en', 'An ally.')])
      await addArticles(store, [articleOf('c', 'de', 'An ally.'), articleOf('a', 'de', 'An ally.')], 'run-2')
      const ally = [[{ kind: 'word', text: 'ally' }]] as const
      expect(await store.corpus.holding(ally, 'de')).toEqual([1, 3])
      expect(await store.corpus.numbersIn('en')).toEqual([2])
      expect(await store.corpus.numbersIn('de')).toEqual([1, 3])
      // Segments that are joined put numbers in order.
      await addArticles(store, [articleOf('b', 'de', 'An ally.')], 'run-3')
      expect(await store.corpus.holding(ally, 'de')).toEqual([1, 2, 3])
    })

    test('articles that an earlier version cut into words are cut anew, some at a time, and one that cannot be read keeps out no other', async () => {
      const articles = ['a', 'b', 'c'].map((id) => articleOf(id, 'en', 'An ally.'))
      const ally = [[{ kind: 'word', text: 'ally' }]] as const
      await using store = await openAt(address)
      await addArticles(store, articles)
      expect(await store.corpus.renew(2)).toBe(0)
      await inTables(address, async (db) => {
        await sql`update corpus_articles set version = 1`.execute(db)
        // As if the word had been cut otherwise.
        await sql`delete from corpus_postings`.execute(db)
        await sql`update articles set noun = 'torn' where id = 'b'`.execute(db)
      })
      expect(await store.corpus.holding(ally, 'en')).toEqual([])
      expect(await store.corpus.renew(1)).toBe(1)
      // Nobody knows yet what the others hold, and nothing may be passed by.
      expect(await store.corpus.holding([[{ kind: 'word', text: 'other' }]], 'en')).toEqual([2, 3])
      expect([await store.corpus.renew(9), await store.corpus.renew(9)]).toEqual([2, 0])
      expect(await store.corpus.holding(ally, 'en')).toEqual([1, 3])
      expect((await store.corpus.articles([1, 2, 3])).map(({ number }) => number)).toEqual([1, 3])
    })

    // Of two connections of one process to a file, one would wait for the other and keep it from going on.
    test.skipIf(storage === inFolder)('two processes that add at once lose nothing and number no article twice', async () => {
      await using one = await openAt(address)
      await using two = await openAt(address)
      const some = (from: number) => Array.from({ length: 5 }, (_, index) => articleOf(`x-${from + index}`, 'en', 'Common word.'))
      await Promise.all([addArticles(one, some(0), 'run-1'), addArticles(two, some(3), 'run-2')])
      expect((await one.corpus.size()).articles).toBe(8)
      expect(await two.corpus.holding([[{ kind: 'word', text: 'common' }]], 'en')).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    })
  })

  describe('judgements', () => {
    test('a later word of a person takes the place of the earlier, and the newest can be taken back', async () => {
      await using store = await openAt(address)
      await store.judgements.put(judgementOf('h-1', 'ada', 'accept', 1))
      await store.judgements.put(judgementOf('h-1', 'ben', 'reject', 2))
      await store.judgements.put(judgementOf('h-2', 'ada', 'skip', 3))
      await store.judgements.put(judgementOf('h-1', 'ada', 'wrong-sense', 4))
      const said = async () => (await store.judgements.list('l')).map(({ item, annotator, decision }) => `${item} ${annotator} ${decision}`)
      expect(await said()).toEqual(['h-1 ben reject', 'h-2 ada skip', 'h-1 ada wrong-sense'])
      expect((await store.judgements.undo('hit', 'l', 'ada'))?.item).toBe('h-1')
      expect(await said()).toEqual(['h-1 ben reject', 'h-2 ada skip'])
      expect(await store.judgements.undo('hit', 'l', 'nobody')).toBeUndefined()
      // What was said of a sentence without a hit since then stays.
      expect(await store.judgements.undo('sentence', 'l', 'ada')).toBeUndefined()
    })
  })

  describe('judgements of one moment', () => {
    test('keep their order, and each leaves another stamp', async () => {
      await using store = await openAt(address)
      const stamps = [await store.judgements.stamp('l')]
      for (const [item, decision] of [
        ['h-2', 'accept'],
        ['h-1', 'accept'],
        ['h-1', 'reject'],
      ] as const) {
        await store.judgements.put(judgementOf(item, 'ada', decision, 1))
        stamps.push(await store.judgements.stamp('l'))
      }
      expect(await store.judgements.undo('hit', 'l', 'ada')).toMatchObject({ item: 'h-1', decision: 'reject' })
      stamps.push(await store.judgements.stamp('l'))
      await store.judgements.put(judgementOf('h-3', 'ada', 'accept', 1))
      stamps.push(await store.judgements.stamp('l'))
      // What was taken back leaves what was before.
      expect(stamps[4]).toBe(stamps[1])
      expect(new Set(stamps).size).toBe(5)
      expect((await store.judgements.list('l')).map(({ item }) => item)).toEqual(['h-2', 'h-3'])
    })
  })

  describe('judgements of a hit under two frames', () => {
    test('stand side by side', async () => {
      await using store = await openAt(address)
      await store.judgements.put(judgementOf('h-1', 'ada', 'accept', 1))
      await store.judgements.put({ ...judgementOf('h-1', 'ada', 'reject', 2), frame: 'g' })
      const said = async () => (await store.judgements.list('l')).map(({ frame, decision }) => `${frame} ${decision}`)
      expect(await said()).toEqual(['f accept', 'g reject'])
      expect(await store.judgements.undo('hit', 'l', 'ada')).toMatchObject({ frame: 'g' })
      expect(await said()).toEqual(['f accept'])
    })
  })

  describe('judgements of a version that knew one word a person and hit', () => {
    test('are kept, under the frame that was judged', async () => {
      const isServer = address.startsWith('postgres://')
      const { db, where } = await openTables({ dataDir: address, databaseUrl: isServer ? address : undefined })
      await migrate(
        db,
        where,
        migrationNames.filter((name) => name < '0016'),
      )
      for (const [item, frame] of [
        ['h-1', 'f'],
        ['h-2', 'g'],
      ] as const) {
        const noun = JSON.stringify({ ...judgementOf(item, 'ada', 'accept', 1), frame })
        const insert = sql`insert into judgements (lexicon, item, annotator, noun, made_ms)`
        await sql`${insert} values ('l', ${item}, 'ada', ${noun}, 1)`.execute(db)
      }
      await sql`insert into judgements (lexicon, item, annotator, noun, made_ms) values ('l', 'h-0', 'ada', '{"frame":', 1)`.execute(db)
      await db.destroy()
      await using store = await openAt(address)
      await store.judgements.put({ ...judgementOf('h-1', 'ada', 'reject', 2), frame: 'g' })
      const said = (await store.judgements.list('l')).map(({ item, frame, decision }) => `${item} ${frame} ${decision}`)
      expect(said).toEqual(['h-1 f accept', 'h-2 g accept', 'h-1 g reject'])
      // One that is damaged keeps the others from nothing, and is named.
      expect(await store.judgements.unreadable()).toEqual([{ lexicon: 'l', item: 'h-0', annotator: 'ada' }])
      await store.judgements.put(judgementOf('h-0', 'ada', 'accept', 3))
      expect(await store.judgements.unreadable()).toEqual([])
    })
  })

  describe('versions of lexicons', () => {
    test('are kept once by what they say, the oldest first', async () => {
      await using store = await openAt(address)
      const lexicon = {
        id: 'l',
        version: 1,
        licence: undefined,
        frames: [{ id: 'f', name: undefined, definition: 'D', sources: [] }],
        terms: [],
      }
      const version = { hash: toId<'Sha256'>('1'), lexicon, message: 'First', author: 'ada', savedAt: '2026-01-01T00:00:00.000Z' }
      expect(await store.lexiconVersions.add(version)).toBe(true)
      expect(await store.lexiconVersions.add({ ...version, message: 'Again' })).toBe(false)
      const later = { ...version, hash: toId<'Sha256'>('2'), savedAt: '2026-01-02T00:00:00.000Z' }
      await store.lexiconVersions.add(later)
      expect(await store.lexiconVersions.list('l')).toEqual([version, later])
      expect(await store.lexiconVersions.get('l', later.hash)).toEqual(later)
    })
  })
}

async function inTables(address: string, work: (db: Awaited<ReturnType<typeof openTables>>['db']) => Promise<void>): Promise<void> {
  const { db } = await openTables({ dataDir: address, databaseUrl: address.startsWith('postgres://') ? address : undefined })
  try {
    await work(db)
  } finally {
    await db.destroy()
  }
}

async function addArticles(store: Awaited<ReturnType<typeof openAt>>, articles: readonly Article[], id = 'run-1'): Promise<void> {
  for (const article of articles) await store.articles.put(article)
  const run: CorpusRun = {
    run: toId<'Run'>(id),
    lexicon: { id: 'l', hash: toId<'Sha256'>('1') },
    title: 'T',
    createdAt: id === 'run-again' ? '2026-02-01T00:00:00.000Z' : '2026-01-01T00:00:00.000Z',
  }
  await store.corpus.add([{ run, articles }])
}

function articleOf(id: string, language: string, text: string): Article {
  return {
    id: toId<'Article'>(id),
    url: `https://a.example/${id}`,
    outlet: toId<'Outlet'>('outlet'),
    title: 'T',
    text: `T\n\n${text}`,
    bodyStart: 3,
    byline: [],
    publishedAt: undefined,
    language,
    siteName: undefined,
    confidence: 1,
    flags: [],
    page: toId<'Sha256'>('0'),
  }
}

function judgementOf(item: string, annotator: string, decision: 'accept' | 'reject' | 'wrong-sense' | 'skip', second: number): Judgement {
  const article = toId<'Article'>('a')
  return {
    kind: 'hit',
    lexicon: 'l',
    lexiconHash: toId<'Sha256'>('1'),
    item,
    annotator,
    frame: 'f',
    language: 'en',
    article,
    outlet: toId<'Outlet'>('o'),
    textHash: toId<'Sha256'>('2'),
    sentence: 'They betrayed us.',
    madeAt: `2026-01-01T00:00:0${second}.000Z`,
    term: 't',
    start: 5,
    end: 13,
    decision,
  }
}
