import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql, type Kysely, type Transaction } from 'kysely'
import { z } from 'zod'
import { PipelineError } from '../../../errors.ts'
import { linesOf } from '../../lines.ts'
import { isPostgres } from '../exclusively.ts'
import { migrate, migrationNames } from '../migrations.ts'
import type { Tables } from '../tables.ts'
import { archiveFormat, lineOf, manifestSchema, RowDigest, rowSchema, type ArchivedTable, type Manifest, type Row } from './archive.ts'
import { underWay, type TransferOptions } from './progress.ts'
import { readRows, tablesOf } from './read-rows.ts'

/**
 * Fills an empty store from an archive, completely or not at all, and proves that it holds the same rows. An archive of an older version is
 * brought up to this one. Throws `archive-broken`, `archive-newer` and `store-not-empty`.
 */
export async function importStore(db: Kysely<Tables>, folder: string, options: ImportOptions): Promise<Manifest> {
  const manifest = await readManifest(folder)
  for (const table of manifest.tables) await checkFile(folder, table, options)
  // One transaction, so that nobody fills the store meanwhile, and whoever imports at the same time finds it filled.
  await db.transaction().execute(async (transaction) => {
    await clearEmpty(transaction, options.where)
    // Tables as they were when the archive was written.
    await migrate(transaction, options.where, manifest.migrations)
    await fillTables(transaction, { folder, manifest, options })
    await migrate(transaction, options.where)
  })
  return manifest
}

export interface ImportOptions extends TransferOptions {
  readonly where: string
  /** Told of rows with a character that the database does not take; see `toTaken`. */
  readonly onReplaced: (table: string, rows: number) => void
}

async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json')
  let found: unknown
  try {
    found = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw broken(folder, 'manifest.json cannot be read', cause)
  }
  const head = manifestHeadSchema.safeParse(found)
  if (head.success && head.data.format !== archiveFormat) throw newer(folder, head.data.format)
  const parsed = manifestSchema.safeParse(found)
  if (!parsed.success) throw broken(folder, 'manifest.json has another form', parsed.error)
  const unknown = parsed.data.migrations.find((name) => !migrationNames.includes(name))
  if (unknown !== undefined) throw newer(folder, unknown)
  return parsed.data
}

const manifestHeadSchema = z.object({ format: z.string().regex(/^frameshift-store@\d{1,9}$/) })

function newer(folder: string, sign: string): PipelineError {
  const message = `Cannot import ${folder}: a newer version of Frameshift wrote it ("${sign}"). Update Frameshift`
  return new PipelineError('archive-newer', message, { retry: 'never' })
}

/** Before anything is changed. */
async function checkFile(folder: string, table: ArchivedTable, { signal }: TransferOptions): Promise<void> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(join(folder, `${table.name}.jsonl`), { signal })) hash.update(chunk)
  } catch (cause) {
    signal.throwIfAborted()
    throw broken(folder, `${table.name}.jsonl cannot be read`, cause)
  }
  if (hash.digest('hex') !== table.sha256) throw broken(folder, `${table.name}.jsonl is not the file that manifest.json names`)
}

/** Takes away the tables of a store without rows, so that they can be made as the archive needs them. */
async function clearEmpty(transaction: Transaction<Tables>, where: string): Promise<void> {
  const tables = await tablesOf(transaction)
  for (const { name } of tables) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(transaction)
    if (rows.length === 0) continue
    const message = `Cannot import into ${where}: its table ${name} is not empty; expected a new store (FRAMESHIFT_DATA_DIR or DATABASE_URL name another)`
    throw new PipelineError('store-not-empty', message, { retry: 'never' })
  }
  const names = [...tables.map(({ name }) => name), 'kysely_migration', 'kysely_migration_lock']
  for (const name of names) await sql`drop table if exists ${sql.table(name)}`.execute(transaction)
}

interface Filling {
  readonly folder: string
  readonly options: ImportOptions
}

async function fillTables(
  transaction: Transaction<Tables>,
  { manifest, ...filling }: Filling & { readonly manifest: Manifest },
): Promise<void> {
  const { folder, options } = filling
  const shapes = new Map((await tablesOf(transaction)).map((shape) => [shape.name, shape]))
  for (const table of manifest.tables) {
    const names = (of: { readonly columns: readonly { readonly name: string }[] }) =>
      of.columns
        .map(({ name }) => name)
        .toSorted()
        .join()
    const shape = shapes.get(table.name)
    if (!shape || names(shape) !== names(table)) throw broken(folder, `the table ${table.name} is not one that this version knows`)
    const given = await fillTable(transaction, table, filling)
    const kept = new RowDigest()
    for await (const row of underWay(readRows(transaction, table.name), table.name, { ...options, onRows: () => {} }))
      kept.add(lineOf(row, table))
    if (kept.content !== given.content || kept.rows !== given.rows) throw broken(folder, `${table.name} came out different`)
    // Its columns and numbers of rows are of interest from the first plan on; what watches over that by itself comes by later.
    if (isPostgres(transaction)) await sql`analyze ${sql.table(table.name)}`.execute(transaction)
    options.onTable(table.name, table.rows)
  }
}

/** Digest of the rows as the database was given them. */
async function fillTable(transaction: Transaction<Tables>, table: ArchivedTable, { folder, options }: Filling): Promise<RowDigest> {
  const schema = rowSchema(table.columns)
  const path = join(folder, `${table.name}.jsonl`)
  const [written, given] = [new RowDigest(), new RowDigest()]
  let waiting: Row[] = []
  let waitingLength = 0
  let number = 0
  let replaced = 0
  const flush = async () => {
    const lines = waiting.length === 1 ? `line ${number}` : `one of the lines ${number - waiting.length + 1} to ${number}`
    await insertRows(transaction, table, waiting).catch((cause: unknown) => {
      if (cause instanceof PipelineError || !(cause instanceof Error)) throw cause
      throw broken(folder, `the database refuses ${lines} of ${table.name}.jsonl: ${cause.message}`, cause)
    })
    waiting = []
    waitingLength = 0
  }
  for await (const line of underWay(linesOf(createReadStream(path)), table.name, options)) {
    number += 1
    const row = parseLine(line, schema, `${folder}: line ${number} of ${table.name}.jsonl`)
    written.add(lineOf(row, table))
    const taken = isPostgres(transaction) ? toTaken(row) : row
    if (taken !== row) replaced += 1
    given.add(lineOf(taken, table))
    waiting.push(taken)
    waitingLength += line.length
    if (waiting.length >= rowsAtOnce || waitingLength > charactersAtOnce) await flush()
  }
  await flush()
  if (written.content !== table.content || written.rows !== table.rows)
    throw broken(folder, `${table.name}.jsonl holds other rows than manifest.json says`)
  if (replaced > 0) options.onReplaced(table.name, replaced)
  return given
}

/** PostgreSQL takes no U+0000 in text: it becomes U+FFFD, as wherever the store writes. The same row where it holds none. */
function toTaken(row: Row): Row {
  const holds = (value: unknown) => typeof value === 'string' && value.includes('\u0000')
  if (!Object.values(row).some(holds)) return row
  const cells = Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD') : value])
  return Object.fromEntries(cells)
}

/** Far from the number of parameters that a statement may have; and pages are large. */
const rowsAtOnce = 100
const charactersAtOnce = 4_000_000

function parseLine(line: string, schema: ReturnType<typeof rowSchema>, where: string): Row {
  try {
    return schema.parse(JSON.parse(line))
  } catch (cause) {
    throw broken(where, 'it is no row of the table', cause)
  }
}

async function insertRows(transaction: Transaction<Tables>, { name, columns }: ArchivedTable, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const columnList = sql.join(columns.map((column) => sql.ref(column.name)))
  const values = sql.join(rows.map((row) => sql`(${sql.join(columns.map((column) => row[column.name]))})`))
  await sql`insert into ${sql.table(name)} (${columnList}) values ${values}`.execute(transaction)
}

function broken(folder: string, found: string, cause?: unknown): PipelineError {
  const message = `Cannot import ${folder}: ${found}; expected an archive that "db export" wrote, whole`
  return new PipelineError('archive-broken', message, { retry: 'never', cause })
}
