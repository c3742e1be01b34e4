import { CompiledQuery, sql, type Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * Inserts many rows; those whose key is there already stay as they are. The text of a statement is made once for so many rows, and not anew for
 * every thousand values, which takes several times as long as the database does.
 */
export async function insertRows<Table extends keyof Tables>(
  db: Kysely<Tables>,
  { table, columns }: { readonly table: Table; readonly columns: readonly (keyof Tables[Table] & string)[] },
  rows: readonly Tables[Table][],
): Promise<void> {
  let from = 0
  for (const size of sizes) {
    for (; from + size <= rows.length; from += size) {
      const parameters = rows.slice(from, from + size).flatMap((row) => columns.map((column) => row[column]))
      await db.executeQuery(CompiledQuery.raw(statementOf(db, { table, columns, size }), parameters))
    }
  }
}

/** Rows of one statement: few sizes, so that there are few statements; databases allow some ten thousand values in one. */
const sizes = [256, 64, 16, 4, 1] as const

interface Shape {
  readonly table: string
  readonly columns: readonly string[]
  readonly size: number
}

/** By what writes the language of a database, of which every store has its own. */
const statements = new WeakMap<object, Map<string, string>>()

function statementOf(db: Kysely<Tables>, { table, columns, size }: Shape): string {
  const { adapter } = db.getExecutor()
  const known = statements.get(adapter) ?? new Map<string, string>()
  statements.set(adapter, known)
  const name = `${table} ${columns.join(' ')} ${size}`
  const made = known.get(name)
  if (made !== undefined) return made
  const row = sql`(${sql.join(columns.map(() => sql`${null}`))})`
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const text = sql`insert into ${sql.table(table)} (${names}) values ${sql.join(Array.from({ length: size }, () => row))} on conflict do nothing`
  const compiled = text.compile(db).sql
  known.set(name, compiled)
  return compiled
}
