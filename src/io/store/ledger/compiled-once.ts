import { CompiledQuery, type Kysely, type RawBuilder } from 'kysely'
import type { Tables } from '../tables.ts'

/** Runs a statement about `count` rows; `parameters` in the order of their places in it. */
export type Statement<Row> = (db: Kysely<Tables>, count: number, parameters: readonly unknown[]) => Promise<readonly Row[]>

/**
 * A statement that is put into words once for each number of rows: for what is done with every job, the building takes longer than the database.
 * `write` says it with any values at all; only where they stand counts.
 */
export function compiledOnce<Row>(dialect: Kysely<Tables>, write: (count: number) => RawBuilder<Row>): Statement<Row> {
  const texts = new Map<number, string>()
  return async (db, count, parameters) => {
    const text = texts.get(count) ?? write(count).compile(dialect).sql
    texts.set(count, text)
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]))
    return rows
  }
}
