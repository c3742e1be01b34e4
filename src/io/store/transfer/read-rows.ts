import { sql, type Kysely, type Transaction } from 'kysely'
import { isPostgres } from '../exclusively.ts'
import type { Tables } from '../tables.ts'
import type { Column, Row } from './archive.ts'

export interface TableShape {
  readonly name: string
  readonly columns: readonly Column[]
}

/** All tables of the store by name, with their columns; what Kysely keeps for itself is left out. */
export async function tablesOf(db: Kysely<Tables>): Promise<readonly TableShape[]> {
  const tables = await db.introspection.getTables()
  const shapes = tables
    .filter((table) => !table.isView)
    .map(({ name, columns }) => ({ name, columns: columns.map((column) => ({ name: column.name, kind: kindOf(column.dataType) })) }))
  return shapes.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** The names that migrations use, and those that PostgreSQL gives them. */
function kindOf(dataType: string): Column['kind'] {
  switch (dataType.toLowerCase()) {
    case 'text':
    case 'varchar':
      return 'text'
    case 'bigint':
    case 'int8':
    case 'integer':
    case 'int4':
    case 'real':
    case 'float8':
    case 'double precision':
      return 'number'
    case 'bytea':
    case 'blob':
      return 'bytes'
    default:
      throw new TypeError(`A migration uses the column type "${dataType}", which archives do not know`)
  }
}

/** Every row of a table, some at a time. In one transaction, so that nothing changes meanwhile. */
export async function* readRows(transaction: Transaction<Tables>, table: string): AsyncGenerator<Row> {
  if (isPostgres(transaction)) yield* fetchRows(transaction, table)
  else yield* rowsByNumber(transaction, table)
}

const rowsAtOnce = 200

async function* fetchRows(transaction: Transaction<Tables>, table: string): AsyncGenerator<Row> {
  await sql`declare all_rows cursor for select * from ${sql.table(table)}`.execute(transaction)
  while (true) {
    const { rows } = await sql<Row>`fetch ${sql.lit(rowsAtOnce)} from all_rows`.execute(transaction)
    yield* rows
    if (rows.length < rowsAtOnce) break
  }
  await sql`close all_rows`.execute(transaction)
}

async function* rowsByNumber(transaction: Transaction<Tables>, table: string): AsyncGenerator<Row> {
  let after = 0
  while (true) {
    const select = sql<Row & { readonly row_number: number }>`select rowid as row_number, * from ${sql.table(table)}
      where rowid > ${after} order by rowid limit ${rowsAtOnce}`
    const { rows } = await select.execute(transaction)
    for (const { row_number, ...row } of rows) {
      after = row_number
      yield row
    }
    if (rows.length < rowsAtOnce) return
  }
}
