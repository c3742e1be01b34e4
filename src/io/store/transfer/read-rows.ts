import { sql, type Kysely, type Transaction } from 'kysely'
import { PipelineError } from '../../../errors.ts'
import { isPostgres } from '../exclusively.ts'
import { tableNames, type Tables } from '../tables.ts'
import type { Column, Row } from './archive.ts'

export interface TableShape {
  readonly name: string
  readonly columns: readonly Column[]
}

/** The tables of the store that are there, by name, with their columns. Others in the same database are somebody else's. */
export async function tablesOf(db: Kysely<Tables>): Promise<readonly TableShape[]> {
  const schema = isPostgres(db) ? (await sql<{ name: string }>`select current_schema() as name`.execute(db)).rows[0]?.name : undefined
  const tables = await db.introspection.getTables()
  const shapes = tables
    .filter((table) => table.schema === schema && tableNames.has(table.name))
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

async function* fetchRows(transaction: Transaction<Tables>, table: string): AsyncGenerator<Row> {
  await sql`declare all_rows cursor for select * from ${sql.table(table)}`.execute(transaction)
  let count = fewRows
  while (true) {
    const { rows } = await sql<Row>`fetch ${sql.lit(count)} from all_rows`.execute(transaction)
    yield* rows
    if (rows.length < count) break
    count = nextCount(rows)
  }
  await sql`close all_rows`.execute(transaction)
}

async function* rowsByNumber(transaction: Transaction<Tables>, table: string): AsyncGenerator<Row> {
  let after = 0
  let count = fewRows
  while (true) {
    const select = sql<Row & { readonly row_number: number }>`select rowid as row_number, * from ${sql.table(table)}
      where rowid > ${after} order by rowid limit ${count}`
    const { rows } = await select.execute(transaction).catch((error: unknown) => {
      throw toReadFault(error, table)
    })
    for (const { row_number, ...row } of rows) {
      after = row_number
      yield row
    }
    if (rows.length < count) return
    count = nextCount(rows)
  }
}

const fewRows = 20
const manyRows = 500
const goodSize = 4_000_000

/** How many rows to ask for after these, so that they come to a few megabytes whether a row holds a date or a report. */
function nextCount(rows: readonly Row[]): number {
  let size = 1
  for (const row of rows)
    for (const value of Object.values(row)) if (typeof value === 'string' || value instanceof Uint8Array) size += value.length
  return Math.max(1, Math.min(manyRows, Math.floor((goodSize * rows.length) / size)))
}

function toReadFault(error: unknown, table: string): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_OUT_OF_RANGE')) return error
  const message = `Cannot read the table ${table} in the store: a row holds a number of more than 53 bits; expected what Frameshift writes`
  return new PipelineError('store-corrupt', message, { retry: 'never', cause: error })
}
