import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { toId } from '../../core/ids.ts'
import { indexTerms, indexVersion, type IndexTerm } from '../../core/story/traits/index-terms.ts'
import type { Article, ArticleId } from '../../model.ts'
import { insertRows } from './insert-rows.ts'
import { decodeNoun, ifSound } from './json.ts'
import { articleSchema } from './schemas.ts'
import type { Tables } from './tables.ts'

/**
 * Finds, among all stored articles, those that may tell what one tells, by the telling terms they share: in a fraction of a second, however many
 * there are. Articles are written down as they come, and put in at the next question, many at a time.
 */
export interface StoryIndex {
  /** Those of the days either side of the article's that share the most with it, the closest first; itself is not among them. Undated ones are always looked at. */
  near(article: Article, question: { readonly windowDays: number; readonly limit: number }): Promise<readonly ArticleId[]>
}

export function storyIndex(db: Kysely<Tables>): StoryIndex {
  return {
    near: async (article, { windowDays, limit }) => {
      await catchUp(db)
      const day = dayOf(article.publishedAt)
      const days = day === undated ? { from: undated, to: lastDay } : { from: day - Math.ceil(windowDays), to: day + Math.ceil(windowDays) }
      const telling = await tellingTerms(db, indexTerms(article), days)
      if (telling.length === 0) return []
      const weights = telling.map(({ term, weight }) => sql`when ${term} then cast(${weight} as double precision)`)
      const score = sql<number>`sum(case postings.term ${sql.join(weights, sql` `)} else 0 end)`
      const rows = await db
        .selectFrom('postings')
        .select(['postings.number', score.as('score')])
        .where(
          'postings.term',
          'in',
          telling.map(({ term }) => term),
        )
        .where((where) => where.or([where.between('postings.day', days.from, days.to), where('postings.day', '=', undated)]))
        .where('postings.number', '!=', numberOf(article.id))
        .groupBy('postings.number')
        .having(sql<boolean>`count(*) >= ${Math.min(fewestShared, telling.length)}`)
        .orderBy('score', 'desc')
        .orderBy('postings.number')
        .limit(limit)
        .execute()
      const numbers = rows.map(({ number }) => number)
      if (numbers.length === 0) return []
      const found = await db.selectFrom('indexed').select(['number', 'article']).where('number', 'in', numbers).execute()
      const articles = new Map(found.map(({ number, article: id }) => [number, toId<'Article'>(id)]))
      return numbers.flatMap((number) => articles.get(number) ?? [])
    },
  }
}

/** Writes down that an article is to be put into the index, or put in again as it is now. What it was found by before stays: it is one more to look at. */
export async function noteForIndex(db: Kysely<Tables>, article: ArticleId): Promise<void> {
  const insert = db.insertInto('indexed').values({ number: numberOf(article), article, version: notYet })
  const again = { version: notYet }
  await insert.onConflict((found) => found.column('number').doUpdateSet(again).where('indexed.article', '=', article)).execute()
}

/** Of an article that is written down and not in the index yet. */
const notYet = 0

/** Puts in what has come since the last question, what came in before there was an index, and everything where another version of it stands. */
async function catchUp(db: Kysely<Tables>): Promise<void> {
  await forgetOldVersions(db)
  await noteForgotten(db)
  while (true) {
    const rows = await db
      .selectFrom('indexed')
      .innerJoin('articles', 'articles.id', 'indexed.article')
      .select(['indexed.number', 'articles.id', 'articles.noun'])
      .where('indexed.version', '=', sql.lit(notYet))
      .orderBy('indexed.number')
      .limit(articlesAtOnce)
      .execute()
    if (rows.length === 0) return
    const postings = rows.flatMap(({ number, id, noun }) => {
      // One that cannot be read has no terms: it would keep all others out.
      const article = ifSound(() => decodeNoun(noun, articleSchema, `article ${id}`))
      return article === undefined ? [] : postingsOf(number, article)
    })
    await db.transaction().execute(async (transaction) => {
      await insertRows(transaction, { table: 'postings', columns: ['term', 'day', 'number'] }, postings.toSorted(byKey))
      const numbers = rows.map(({ number }) => number)
      await transaction.updateTable('indexed').set({ version: indexVersion }).where('number', 'in', numbers).execute()
    })
  }
}

/** A commit writes every page of the table that it touches: the more articles at a time, the fewer. Each batch is read without a pause, so that thousands would be too many. */
const articlesAtOnce = 100

function postingsOf(number: number, article: Article): readonly Tables['postings'][] {
  const day = dayOf(article.publishedAt)
  return indexTerms(article).map(({ term }) => ({ term, day, number }))
}

/** In the order of the table, for which it is quicker; and two processes that put in the same at once do not wait for each other in a ring. */
function byKey(a: Tables['postings'], b: Tables['postings']): number {
  return a.term - b.term || a.day - b.day || a.number - b.number
}

async function forgetOldVersions(db: Kysely<Tables>): Promise<void> {
  const isOld = db.selectFrom('indexed').select('number').where('version', 'not in', [notYet, indexVersion])
  if (!(await isOld.limit(1).executeTakeFirst())) return
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('postings').execute()
    await transaction.updateTable('indexed').set({ version: notYet }).execute()
  })
}

/** Articles that nobody wrote down: they came before there was an index, or whoever stored them was cut off. */
async function noteForgotten(db: Kysely<Tables>): Promise<void> {
  const countOf = (table: 'articles' | 'indexed') =>
    db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  if ((await countOf('articles')).count <= (await countOf('indexed')).count) return
  const rows = await db
    .selectFrom('articles')
    .leftJoin('indexed', 'indexed.article', 'articles.id')
    .select('articles.id')
    .where('indexed.number', 'is', null)
    .execute()
  const forgotten = rows.map(({ id }) => ({ number: numberOf(id), article: id, version: notYet }))
  await insertRows(db, { table: 'indexed', columns: ['number', 'article', 'version'] }, forgotten)
}

/** The terms of an article that few others of these days have, and how much each tells: the rarer, the more. */
async function tellingTerms(
  db: Kysely<Tables>,
  terms: readonly IndexTerm[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly IndexTerm[]> {
  if (terms.length === 0) return []
  const counts = await db
    .selectFrom('postings')
    .select(({ fn }) => ['term', fn.countAll<number>().as('count')])
    .where(
      'term',
      'in',
      terms.map(({ term }) => term),
    )
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('term')
    .execute()
  const holders = new Map(counts.map(({ term, count }) => [term, count]))
  const most = Math.max(1, ...holders.values())
  return terms
    .map(({ term, weight }) => ({
      term,
      weight: weight * Math.log(1 + (most + 1) / (1 + (holders.get(term) ?? 0))),
      holders: holders.get(term) ?? 0,
    }))
    .toSorted((a, b) => a.holders - b.holders)
    .filter(({ holders: count }, place) => place < fewestTerms || count <= mostHolders)
    .map(({ term, weight }) => ({ term, weight: Number(weight.toFixed(3)) }))
}

/** A term that more articles of these days have names nobody, unless there are hardly any others. */
const mostHolders = 4000
const fewestTerms = 6
const fewestShared = 2

/** 48 bits of a hash: a number is a smaller key than an id, and two articles in ten million share one by accident. */
function numberOf(id: string): number {
  return createHash('sha256').update(id).digest().readUIntBE(0, 6)
}

const undated = -1
const lastDay = 100_000

/** Days since 1970. */
function dayOf(publishedAt: string | undefined): number {
  const time = Date.parse(publishedAt ?? '')
  return Number.isNaN(time) ? undated : Math.floor(time / 86_400_000)
}
