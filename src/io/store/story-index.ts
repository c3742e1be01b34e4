import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { toId } from '../../core/ids.ts'
import { indexTerms, indexVersion, type IndexTerm } from '../../core/story/traits/index-terms.ts'
import type { Article, ArticleId } from '../../model.ts'
import { decodeNoun } from './json.ts'
import { articleSchema } from './schemas.ts'
import type { Tables } from './tables.ts'

/**
 * Finds, among all stored articles, those that may tell what one tells, by the telling terms they share: in a fraction of a second, however many
 * there are. `indexArticle` puts an article in.
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

/** Puts an article into the index. Once is enough, as its id changes with its text. */
export async function indexArticle(db: Kysely<Tables>, article: Article): Promise<void> {
  const number = numberOf(article.id)
  const known = await db.selectFrom('indexed').select('version').where('number', '=', number).executeTakeFirst()
  if (known) return
  const day = dayOf(article.publishedAt)
  const rows = indexTerms(article).map(({ term }) => ({ term, day, number }))
  if (rows.length > 0) {
    await db
      .insertInto('postings')
      .values(rows)
      .onConflict((found) => found.columns(['term', 'day', 'number']).doNothing())
      .execute()
  }
  // Last, so that one that was cut off is done again.
  await db
    .insertInto('indexed')
    .values({ number, article: article.id, version: indexVersion })
    .onConflict((found) => found.column('number').doNothing())
    .execute()
}

/** Puts in what came in before there was an index, and everything where another version of it stands. */
async function catchUp(db: Kysely<Tables>): Promise<void> {
  const old = await db.selectFrom('indexed').select('number').where('version', '!=', indexVersion).limit(1).executeTakeFirst()
  if (old) {
    await db.deleteFrom('postings').execute()
    await db.deleteFrom('indexed').execute()
  }
  const all = await db
    .selectFrom('articles')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirst()
  const done = await db
    .selectFrom('indexed')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirst()
  if ((all?.count ?? 0) <= (done?.count ?? 0)) return
  let after = ''
  while (true) {
    const rows = await db
      .selectFrom('articles')
      .leftJoin('indexed', 'indexed.article', 'articles.id')
      .select(['articles.id', 'articles.noun'])
      .where('indexed.number', 'is', null)
      .where('articles.id', '>', after)
      .orderBy('articles.id')
      .limit(articlesAtOnce)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    for (const { id, noun } of rows) await indexArticle(db, decodeNoun(noun, articleSchema, `article ${id}`))
    after = last.id
  }
}

const articlesAtOnce = 200

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
