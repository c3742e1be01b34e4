import type { Kysely, Transaction } from 'kysely'
import { wordKeysVersion } from '../../../core/tuning/word-keys.ts'
import { exclusively } from '../exclusively.ts'
import type { Tables } from '../tables.ts'
import { chunks } from './chunks.ts'
import { addSegment, postWords, type Postings } from './segments.ts'
import { soundArticle } from './sound-article.ts'

/**
 * Cuts so many articles into words anew whose words an earlier version cut: a term that is cut otherwise now would not be found in them. Their numbers
 * stay, as draws go by them. Gives how many were cut; 0 when all are up to date.
 */
export async function renewPostings(db: Kysely<Tables>, limit: number): Promise<number> {
  // The lowest, which the index has at its end: asked for any that is lower, PostgreSQL may read them all.
  const oldest = await db.selectFrom('corpus_articles').select('version').orderBy('version').limit(1).executeTakeFirst()
  if (oldest === undefined || oldest.version >= wordKeysVersion) return 0
  return exclusively(db, 'corpus', async (transaction) => {
    await dropOldPostings(transaction)
    return postWaiting(transaction, limit)
  })
}

/** The articles of a language whose turn has not come. */
export async function waitingNumbers(db: Kysely<Tables>, language: string): Promise<readonly number[]> {
  const waiting = db.selectFrom('corpus_articles').select('number').where('version', '=', notYet).where('language', '=', language)
  return (await waiting.execute()).map(({ number }) => number)
}

/** Of an article whose postings have been taken out. */
const notYet = 0

async function dropOldPostings(transaction: Transaction<Tables>): Promise<void> {
  const old = transaction
    .selectFrom('corpus_articles')
    .select('number')
    .where('version', '>', notYet)
    .where('version', '<', wordKeysVersion)
  if ((await old.limit(1).executeTakeFirst()) === undefined) return
  await transaction.deleteFrom('corpus_postings').execute()
  await transaction.deleteFrom('corpus_segments').execute()
  await transaction.updateTable('corpus_articles').set({ version: notYet }).execute()
}

async function postWaiting(transaction: Transaction<Tables>, limit: number): Promise<number> {
  const rows = await transaction
    .selectFrom('corpus_articles')
    .leftJoin('articles', 'articles.id', 'corpus_articles.article')
    .select(['number', 'noun'])
    .where('version', '=', notYet)
    .orderBy('number')
    .limit(limit)
    .execute()
  const postings: Postings = new Map()
  for (const { number, noun } of rows) {
    const article = noun === null ? undefined : soundArticle(number, noun)
    if (article) postWords(postings, number, article)
  }
  if (postings.size > 0) await addSegment(transaction, postings, rows.length)
  for (const numbers of chunks(rows.map(({ number }) => number)))
    await transaction.updateTable('corpus_articles').set({ version: wordKeysVersion }).where('number', 'in', numbers).execute()
  return rows.length
}
