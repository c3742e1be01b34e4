import { PostgresAdapter, sql, type Kysely, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * A transaction that no other of the same name runs beside, in any process; others go on. `db.transaction()` keeps all others out instead.
 * SQLite has one writer at a time anyway.
 */
export function exclusively<Result>(
  db: Kysely<Tables>,
  name: string,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  if (!isPostgres(db)) return db.transaction().execute(work)
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(transaction)
      return work(transaction)
    })
}

/** What differs between the two databases asks here; queries do not. */
export function isPostgres(db: Kysely<Tables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}
