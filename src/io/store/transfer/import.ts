import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql, type Kysely, type Transaction } from 'kysely'
import { PipelineError } from '../../../errors.ts'
import { linesOf } from '../../lines.ts'
import { migrate, migrationNames } from '../migrations.ts'
import type { Tables } from '../tables.ts'
import { lineOf, manifestSchema, RowDigest, rowSchema, type ArchivedTable, type Manifest, type Row } from './archive.ts'
import { readRows, tablesOf } from './read-rows.ts'

/**
 * Fills an empty store from an archive, completely or not at all, and proves that it holds the same rows. An archive of an older version is
 * brought up to this one. Throws `archive-broken`, `archive-newer` and `store-not-empty`.
 */
export async function importStore(
  db: Kysely<Tables>,
  folder: string,
  { where, onTable }: { readonly where: string; readonly onTable: (table: string, rows: number) => void },
): Promise<Manifest> {
  const manifest = await readManifest(folder)
  for (const table of manifest.tables) await checkFile(folder, table)
  await db.transaction().execute((transaction) => clearEmpty(transaction, where))
  // Tables as they were when the archive was written.
  await migrate(db, where, manifest.migrations.at(-1))
  await db.transaction().execute((transaction) => fillTables(transaction, { folder, manifest, onTable }))
  await migrate(db, where)
  return manifest
}

async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json')
  let found: unknown
  try {
    found = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw broken(folder, 'manifest.json cannot be read', cause)
  }
  const parsed = manifestSchema.safeParse(found)
  if (!parsed.success) throw broken(folder, 'manifest.json has another form', parsed.error)
  const unknown = parsed.data.migrations.find((name) => !migrationNames.includes(name))
  if (unknown === undefined) return parsed.data
  const message = `Cannot import ${folder}: a newer version of Frameshift wrote it ("${unknown}"). Update Frameshift`
  throw new PipelineError('archive-newer', message, { retry: 'never' })
}

/** Before anything is changed. */
async function checkFile(folder: string, table: ArchivedTable): Promise<void> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(join(folder, `${table.name}.jsonl`))) hash.update(chunk)
  } catch (cause) {
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

async function fillTables(
  transaction: Transaction<Tables>,
  {
    folder,
    manifest,
    onTable,
  }: { readonly folder: string; readonly manifest: Manifest; readonly onTable: (table: string, rows: number) => void },
): Promise<void> {
  const shapes = new Map((await tablesOf(transaction)).map((shape) => [shape.name, shape]))
  for (const table of manifest.tables) {
    const names = (of: { readonly columns: readonly { readonly name: string }[] }) =>
      of.columns
        .map(({ name }) => name)
        .toSorted()
        .join()
    const shape = shapes.get(table.name)
    if (!shape || names(shape) !== names(table)) throw broken(folder, `the table ${table.name} is not one that this version knows`)
    await fillTable(transaction, folder, table)
    const digest = new RowDigest()
    for await (const row of readRows(transaction, table.name)) digest.add(lineOf(row, table.columns))
    if (digest.content !== table.content || digest.rows !== table.rows) throw broken(folder, `${table.name} came out different`)
    onTable(table.name, table.rows)
  }
}

async function fillTable(transaction: Transaction<Tables>, folder: string, table: ArchivedTable): Promise<void> {
  const schema = rowSchema(table.columns)
  let waiting: Row[] = []
  let waitingLength = 0
  const flush = async () => {
    await insertRows(transaction, table, waiting)
    waiting = []
    waitingLength = 0
  }
  let number = 0
  for await (const line of linesOf(createReadStream(join(folder, `${table.name}.jsonl`)))) {
    number += 1
    if (line === '') continue
    waiting.push(parseLine(line, schema, `${folder}: line ${number} of ${table.name}.jsonl`))
    waitingLength += line.length
    if (waiting.length >= rowsAtOnce || waitingLength > charactersAtOnce) await flush()
  }
  await flush()
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
