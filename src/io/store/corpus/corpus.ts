import type { Kysely, Transaction } from 'kysely'
import { toId } from '../../../core/ids.ts'
import { keyOfNeed } from '../../../core/tuning/word-keys.ts'
import type { Need } from '../../../core/tuning/needs.ts'
import type { Article, OutletId, RunId, Sha256 } from '../../../model.ts'
import { exclusively } from '../exclusively.ts'
import { insertRows } from '../insert-rows.ts'
import type { Tables } from '../tables.ts'
import { addArticles } from './add-articles.ts'
import { chunks } from './chunks.ts'
import { renewPostings, waitingNumbers } from './renew-postings.ts'
import { numbersUnder } from './segments.ts'
import { soundArticle } from './sound-article.ts'

/** A report as the corpus knows it. */
export interface CorpusRun {
  readonly run: RunId
  /** The lexicon it was made with; `undefined` where the plan was written by another version. */
  readonly lexicon: { readonly id: string; readonly hash: Sha256 } | undefined
  readonly title: string
  /** ISO 8601, UTC. */
  readonly createdAt: string
}

export interface CorpusArticle {
  readonly number: number
  readonly article: Article
}

/** The articles of all reports, findable by their words. It is made from runs and stories and can be made again from them. */
export interface Corpus {
  /**
   * Cuts so many articles anew that were cut into words by an earlier version; tells how many those were. Until it says 0, those left are held to
   * hold every term.
   */
  renew(limit: number): Promise<number>
  /** Ended runs with a report that are not in it yet, the oldest first. */
  newRuns(limit: number): Promise<readonly RunId[]>
  /** Adds runs with their articles, each once however often it is given. */
  add(runs: readonly { readonly run: CorpusRun; readonly articles: readonly Article[] }[]): Promise<void>
  size(): Promise<{ readonly articles: number; readonly runs: number; readonly languages: readonly string[] }>
  /** Changes whenever an article or a report is added, also where another was taken out before. */
  stamp(): Promise<string>
  /**
   * Numbers of the articles of a language that hold what one of the alternatives needs, ascending. An alternative that needs nothing is met by all.
   */
  holding(alternatives: readonly (readonly Need[])[], language: string): Promise<readonly number[]>
  /** All numbers of a language, ascending. */
  numbersIn(language: string): Promise<readonly number[]>
  /** The articles of these numbers, in their order, without those that cannot be read. */
  articles(numbers: readonly number[]): Promise<readonly CorpusArticle[]>
  /** The reports that one of these articles is in, the newest first. */
  runsHolding(numbers: readonly number[]): Promise<readonly (CorpusRun & { readonly numbers: readonly number[] })[]>
  /** How many articles each outlet has in it. */
  outlets(): Promise<ReadonlyMap<OutletId, number>>
}

export function corpusStore(db: Kysely<Tables>): Corpus {
  return {
    renew: (limit) => renewPostings(db, limit),
    newRuns: (limit) => newRuns(db, limit),
    add: (runs) => exclusively(db, 'corpus', (transaction) => add(transaction, runs)),
    size: async () => {
      const count = (table: 'corpus_articles' | 'corpus_runs') =>
        db.selectFrom(table).select(db.fn.countAll<number>().as('count')).executeTakeFirst()
      const languages = await db.selectFrom('corpus_articles').select('language').distinct().where('language', 'is not', null).execute()
      return {
        articles: (await count('corpus_articles'))?.count ?? 0,
        runs: (await count('corpus_runs'))?.count ?? 0,
        languages: languages.flatMap(({ language }) => language ?? []).toSorted(),
      }
    },
    stamp: async () => {
      const articles = db.selectFrom('corpus_articles').select(({ fn }) => [fn.countAll().as('count'), fn.max('number').as('newest')])
      const runs = db.selectFrom('corpus_runs').select(({ fn }) => [fn.countAll().as('count'), fn.sum('created_ms').as('sum')])
      return JSON.stringify([await articles.executeTakeFirst(), await runs.executeTakeFirst()])
    },
    holding: (alternatives, language) => holding(db, alternatives, language),
    numbersIn: (language) => numbersIn(db, language),
    articles: async (numbers) => {
      const found: CorpusArticle[] = []
      for (const some of chunks(numbers)) {
        const rows = await db
          .selectFrom('corpus_articles')
          .innerJoin('articles', 'articles.id', 'corpus_articles.article')
          .select(['number', 'noun'])
          .where('number', 'in', some)
          .orderBy('number')
          .execute()
        for (const { number, noun } of rows) {
          const article = soundArticle(number, noun)
          if (article !== undefined) found.push({ number, article })
        }
      }
      return found
    },
    runsHolding: (numbers) => runsHolding(db, numbers),
    outlets: async () => {
      const rows = await db
        .selectFrom('corpus_articles')
        .select(['outlet', db.fn.countAll<number>().as('count')])
        .groupBy('outlet')
        .orderBy('outlet')
        .execute()
      return new Map(rows.map(({ outlet, count }) => [toId<'Outlet'>(outlet), count]))
    },
  }
}

async function newRuns(db: Kysely<Tables>, limit: number): Promise<readonly RunId[]> {
  const rows = await db
    .selectFrom('runs')
    .innerJoin('comparisons', 'comparisons.run', 'runs.id')
    .leftJoin('corpus_runs', 'corpus_runs.run', 'runs.id')
    .select('runs.id')
    .where('runs.state', '=', 'done')
    .where('corpus_runs.run', 'is', null)
    .orderBy('runs.created_ms')
    .orderBy('runs.id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => toId<'Run'>(id))
}

async function add(transaction: Transaction<Tables>, runs: Parameters<Corpus['add']>[0]): Promise<void> {
  const articles = new Map(runs.flatMap(({ articles: some }) => some.map((article) => [article.id as string, article] as const)))
  const numbers = await addArticles(transaction, [...articles.values()])
  const columns = ['run', 'lexicon', 'lexicon_hash', 'title', 'created_ms'] as const
  await insertRows(
    transaction,
    { table: 'corpus_runs', columns },
    runs.map(({ run }) => toRow(run)),
  )
  const members = runs.flatMap(({ run: { run }, articles: some }) =>
    some.flatMap(({ id }) => {
      const known = numbers.get(id)
      return known === undefined ? [] : [{ run, number: known }]
    }),
  )
  await insertRows(transaction, { table: 'corpus_members', columns: ['run', 'number'] }, members)
}

function toRow({ run, lexicon, title, createdAt }: CorpusRun): Tables['corpus_runs'] {
  return { run, lexicon: lexicon?.id ?? null, lexicon_hash: lexicon?.hash ?? null, title, created_ms: Date.parse(createdAt) }
}

async function holding(db: Kysely<Tables>, alternatives: readonly (readonly Need[])[], language: string): Promise<readonly number[]> {
  const known = new Map<string, readonly number[]>()
  const found = new Set(await waitingNumbers(db, language))
  for (const needs of alternatives) {
    if (needs.length === 0) return numbersIn(db, language)
    let common: readonly number[] | undefined
    for (const need of needs) {
      const key = keyOfNeed(need, language)
      const cached = `${need.kind} ${key}`
      const numbers = known.get(cached) ?? (await numbersUnder(db, key, need.kind === 'prefix'))
      known.set(cached, numbers)
      common = common === undefined ? numbers : intersection(common, numbers)
      if (common.length === 0) break
    }
    for (const number of common ?? []) found.add(number)
  }
  return [...found].toSorted((a, b) => a - b)
}

/** Of two ascending lists. */
function intersection(left: readonly number[], right: readonly number[]): readonly number[] {
  const common: number[] = []
  let at = 0
  for (const number of left) {
    while (at < right.length && (right[at] ?? 0) < number) at++
    if (right[at] === number) common.push(number)
  }
  return common
}

async function numbersIn(db: Kysely<Tables>, language: string): Promise<readonly number[]> {
  const rows = await db.selectFrom('corpus_articles').select('number').where('language', '=', language).orderBy('number').execute()
  return rows.map(({ number }) => number)
}

async function runsHolding(db: Kysely<Tables>, numbers: readonly number[]): ReturnType<Corpus['runsHolding']> {
  const members = new Map<string, number[]>()
  for (const some of chunks(numbers)) {
    const rows = await db.selectFrom('corpus_members').select(['run', 'number']).where('number', 'in', some).execute()
    for (const { run, number } of rows) {
      const own = members.get(run)
      if (own) own.push(number)
      else members.set(run, [number])
    }
  }
  const runs: (CorpusRun & { readonly numbers: readonly number[] })[] = []
  for (const some of chunks([...members.keys()])) {
    const rows = await db.selectFrom('corpus_runs').selectAll().where('run', 'in', some).execute()
    for (const row of rows) runs.push({ ...toRun(row), numbers: (members.get(row.run) ?? []).toSorted((a, b) => a - b) })
  }
  return runs.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || a.run.localeCompare(b.run))
}

function toRun({ run, lexicon, lexicon_hash: hash, title, created_ms }: Tables['corpus_runs']): CorpusRun {
  return {
    run: toId<'Run'>(run),
    lexicon: lexicon === null || hash === null ? undefined : { id: lexicon, hash: toId<'Sha256'>(hash) },
    title,
    createdAt: new Date(created_ms).toISOString(),
  }
}
