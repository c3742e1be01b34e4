import type { Kysely, Transaction } from 'kysely'
import { wordKeysOf } from '../../../core/tuning/word-keys.ts'
import type { Article } from '../../../model.ts'
import { insertRows } from '../insert-rows.ts'
import { packNumbers, unpackNumbers } from './number-list.ts'
import type { Tables } from '../tables.ts'

/** A segment is not taken up into a later one past this many articles: rewriting it would take too much memory. */
const mostMerged = 10_000

/** Articles by key: for each key, the numbers of the articles that hold it. */
export type Postings = Map<string, number[]>

/** Adds an article under each of its words and stems; one without a language has none. */
export function postWords(postings: Postings, number: number, { text, language }: Pick<Article, 'text' | 'language'>): void {
  if (language === undefined) return
  for (const key of wordKeysOf(text, language)) {
    const known = postings.get(key)
    if (known) known.push(number)
    else postings.set(key, [number])
  }
}

/**
 * Keeps the postings of new articles as a segment of their own, together with the newest segments that are no larger. So there are few segments
 * whether articles come by the thousand or by the dozen, and each posting is rewritten a few times only.
 */
export async function addSegment(transaction: Transaction<Tables>, fresh: Postings, size: number): Promise<void> {
  const newest = await transaction.selectFrom('corpus_segments').selectAll().orderBy('segment', 'desc').execute()
  const absorbed: number[] = []
  let total = size
  for (const segment of newest) {
    if (segment.articles > total || segment.articles + total > mostMerged) break
    absorbed.push(segment.segment)
    total += segment.articles
  }
  const segment = (newest[0]?.segment ?? 0) + 1
  const packed = new Map<string, Uint8Array>()
  const older = absorbed.length === 0 ? new Map<string, number[]>() : await readSegments(transaction, absorbed)
  for (const [key, numbers] of fresh) {
    const before = older.get(key)
    packed.set(key, packNumbers(ascending(before ? [...before, ...numbers] : numbers)))
    older.delete(key)
  }
  for (const [key, numbers] of older) packed.set(key, packNumbers(ascending(numbers)))
  if (absorbed.length > 0) {
    await transaction.deleteFrom('corpus_postings').where('segment', 'in', absorbed).execute()
    await transaction.deleteFrom('corpus_segments').where('segment', 'in', absorbed).execute()
  }
  await transaction.insertInto('corpus_segments').values({ segment, articles: total }).execute()
  await writeRows(transaction, segment, packed)
}

/** The numbers under one key, or under every key that begins so; ascending, each once. */
export async function numbersUnder(db: Kysely<Tables>, key: string, isPrefix: boolean): Promise<readonly number[]> {
  const bytes = encode(key)
  const rows = db.selectFrom('corpus_postings').select('numbers')
  // No text in UTF-8 holds the byte 255, so that everything which begins with the key lies in front of it.
  const found = isPrefix
    ? await rows
        .where('key', '>=', bytes)
        .where('key', '<', Uint8Array.from([...bytes, 255]))
        .execute()
    : await rows.where('key', '=', bytes).execute()
  const lists = found.map(({ numbers }) => unpackNumbers(numbers))
  const [only] = lists
  if (only && lists.length === 1) return only
  const distinct = new Set<number>()
  for (const list of lists) for (const number of list) distinct.add(number)
  return [...distinct].toSorted((a, b) => a - b)
}

/** They come so, but where an article was added a second time, in another language. */
function ascending(numbers: readonly number[]): readonly number[] {
  const isAscending = numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0))
  return isAscending ? numbers : [...new Set(numbers)].toSorted((a, b) => a - b)
}

async function readSegments(transaction: Transaction<Tables>, segments: readonly number[]): Promise<Postings> {
  const rows = transaction.selectFrom('corpus_postings').select(['key', 'numbers']).where('segment', 'in', segments).orderBy('segment')
  const postings: Postings = new Map()
  for (const { key, numbers } of await rows.execute()) {
    const text = decoder.decode(key)
    const known = postings.get(text)
    if (known) for (const number of unpackNumbers(numbers)) known.push(number)
    else postings.set(text, [...unpackNumbers(numbers)])
  }
  return postings
}

async function writeRows(transaction: Transaction<Tables>, segment: number, packed: ReadonlyMap<string, Uint8Array>): Promise<void> {
  // In the order of the table: each of its pages is gone to once.
  const keys = [...packed.keys()].toSorted()
  const rows = keys.flatMap((key) => {
    const numbers = packed.get(key)
    return numbers ? [{ segment, key: encode(key), numbers }] : []
  })
  await insertRows(transaction, { table: 'corpus_postings', columns: ['segment', 'key', 'numbers'] }, rows)
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

function encode(key: string): Uint8Array {
  return encoder.encode(key)
}
