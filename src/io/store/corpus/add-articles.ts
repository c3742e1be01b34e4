import type { Transaction } from 'kysely'
import { wordKeysVersion } from '../../../core/tuning/word-keys.ts'
import type { Article } from '../../../model.ts'
import { insertRows } from '../insert-rows.ts'
import type { Tables } from '../tables.ts'
import { chunks } from './chunks.ts'
import { addSegment, postWords, type Postings } from './segments.ts'

/**
 * Gives each article a number, by id, and makes it findable by its words. One that is there keeps its number; where its language is another now, as
 * another version may tell it, it is found under that language too.
 */
export async function addArticles(transaction: Transaction<Tables>, articles: readonly Article[]): Promise<ReadonlyMap<string, number>> {
  const known = await knownArticles(
    transaction,
    articles.map(({ id }) => id),
  )
  const newest = transaction.selectFrom('corpus_articles').select('number').orderBy('number', 'desc').limit(1)
  let last = (await newest.executeTakeFirst())?.number ?? 0
  const numbers = new Map<string, number>()
  const postings: Postings = new Map()
  const rows: Tables['corpus_articles'][] = []
  let posted = 0
  for (const article of articles) {
    const { id, outlet, language = null } = article
    const before = known.get(id)
    const number = before?.number ?? ++last
    numbers.set(id, number)
    if (before?.language === language) continue
    if (before) await transaction.updateTable('corpus_articles').set({ outlet, language }).where('number', '=', number).execute()
    else rows.push({ number, article: id, outlet, language, version: wordKeysVersion })
    postWords(postings, number, article)
    posted += 1
  }
  await insertRows(transaction, { table: 'corpus_articles', columns: ['number', 'article', 'outlet', 'language', 'version'] }, rows)
  if (postings.size > 0) await addSegment(transaction, postings, posted)
  return numbers
}

type Known = Pick<Tables['corpus_articles'], 'number' | 'language'>

async function knownArticles(transaction: Transaction<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>()
  for (const some of chunks(ids)) {
    const rows = transaction.selectFrom('corpus_articles').select(['article', 'number', 'language']).where('article', 'in', some)
    for (const { article, ...row } of await rows.execute()) known.set(article, row)
  }
  return known
}
