import { createHash } from 'node:crypto'
import { z } from 'zod'
import { PipelineError, unreachable } from '../../../errors.ts'

/**
 * A store as a folder of plain files, the same whichever database it comes from: `manifest.json`, and for each table `TABLE.jsonl` with one
 * row a line. Bytes are base64. Rows come in no order, because databases disagree about it.
 */

export const archiveFormat = 'frameshift-store@1'

const columnSchema = z.strictObject({ name: z.string(), kind: z.enum(['text', 'number', 'bytes']) })
export type Column = z.infer<typeof columnSchema>

const tableSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  columns: z.array(columnSchema).readonly(),
  rows: z.int(),
  /** Of the file. */
  sha256: z.string(),
  /** Of the rows in any order; see `RowDigest`. */
  content: z.string(),
})
export type ArchivedTable = z.infer<typeof tableSchema>

export const manifestSchema = z.strictObject({
  format: z.literal(archiveFormat),
  /** Names of the migrations that the tables have been through. */
  migrations: z.array(z.string()).readonly(),
  tables: z.array(tableSchema).readonly(),
})
export type Manifest = z.infer<typeof manifestSchema>

export type Row = Readonly<Record<string, unknown>>

/**
 * A row as a line, its columns in the order given. Throws `store-corrupt` for what would come back as something else: SQLite keeps any value in any
 * column, and both databases keep numbers that JSON does not hold exactly.
 */
export function lineOf(row: Row, { name: table, columns }: Pick<ArchivedTable, 'name' | 'columns'>): string {
  const cells = columns.map(({ name, kind }) => {
    const value = row[name] ?? null
    if (value === null || isOfKind(value, kind)) return [name, value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value]
    throw unfit({ table, column: name, kind, key: row[columns[0]?.name ?? ''] }, value)
  })
  return JSON.stringify(Object.fromEntries(cells))
}

function isOfKind(value: unknown, kind: Column['kind']): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
    case 'bytes':
      return value instanceof Uint8Array
    default:
      return unreachable(kind)
  }
}

interface Cell {
  readonly table: string
  readonly column: string
  readonly kind: Column['kind']
  /** First column of its row, by which it can be found. */
  readonly key: unknown
}

function unfit({ table, column, kind, key }: Cell, value: unknown): PipelineError {
  const found = typeof value === 'number' ? String(value) : value instanceof Uint8Array ? 'bytes' : 'text'
  const row = typeof key === 'string' || typeof key === 'number' ? ` of the row "${String(key).slice(0, 100).toWellFormed()}"` : ''
  const expected = kind === 'number' ? 'a number of at most 53 bits' : kind
  const message = `Cannot read the table ${table} in the store: ${column}${row} holds ${found}; expected ${expected}`
  return new PipelineError('store-corrupt', message, { retry: 'never' })
}

/** Reads lines of a table back. Its `parse` throws `ZodError` for other columns than the table's, or other kinds of values. */
export function rowSchema(columns: readonly Column[]): z.ZodType<Row> {
  const cells = { text: z.string(), number: z.number(), bytes: z.base64().transform((text) => Buffer.from(text, 'base64')) }
  return z.strictObject(Object.fromEntries(columns.map(({ name, kind }) => [name, cells[kind].nullable()])))
}

/** Hash of rows in any order: the sum of their SHA-256 modulo 2^256. Tells accidents, not forgers. */
export class RowDigest {
  #sum = 0n
  #rows = 0

  add(line: string): void {
    this.#sum = BigInt.asUintN(256, this.#sum + BigInt(`0x${createHash('sha256').update(line).digest('hex')}`))
    this.#rows += 1
  }

  get rows(): number {
    return this.#rows
  }

  get content(): string {
    return this.#sum.toString(16).padStart(64, '0')
  }
}
