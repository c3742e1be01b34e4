import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Kysely, Transaction } from 'kysely'
import { PipelineError } from '../../../errors.ts'
import { makeFolder } from '../../make-folder.ts'
import { appliedMigrations } from '../migrations.ts'
import type { Tables } from '../tables.ts'
import { archiveFormat, lineOf, RowDigest, type ArchivedTable, type Manifest } from './archive.ts'
import { readRows, tablesOf, type TableShape } from './read-rows.ts'

/**
 * Writes the whole store into a new folder, completely or not at all, as it is at one moment: others may go on writing. Throws
 * `archive-exists` and `archive-unwritable`.
 */
export async function exportStore(
  db: Kysely<Tables>,
  folder: string,
  { onTable }: { readonly onTable: (table: string, rows: number) => void },
): Promise<Manifest> {
  if ((await readdir(folder).catch(() => [])).length > 0) {
    throw new PipelineError('archive-exists', `Cannot export to ${folder}: there is something in it; expected a new or empty folder`, {
      retry: 'never',
    })
  }
  let scratch: string | undefined
  try {
    await makeFolder(dirname(folder))
    scratch = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`))
    const into = scratch
    const manifest = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((transaction) => writeTables(transaction, into, onTable))
    await writeFile(join(scratch, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    await rm(folder, { recursive: true, force: true })
    await rename(scratch, folder)
    return manifest
  } catch (cause) {
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true })
    if (cause instanceof PipelineError || !(cause instanceof Error) || !('code' in cause)) throw cause
    const message = `Cannot export to ${folder}: the system answered ${String(cause.code)}; expected a writable disk with room for the whole store`
    throw new PipelineError('archive-unwritable', message, { retry: 'never', cause })
  }
}

async function writeTables(
  transaction: Transaction<Tables>,
  folder: string,
  onTable: (table: string, rows: number) => void,
): Promise<Manifest> {
  const tables: ArchivedTable[] = []
  for (const shape of await tablesOf(transaction)) {
    const table = await writeTable(transaction, shape, join(folder, `${shape.name}.jsonl`))
    tables.push(table)
    onTable(table.name, table.rows)
  }
  return { format: archiveFormat, migrations: await appliedMigrations(transaction), tables }
}

async function writeTable(transaction: Transaction<Tables>, { name, columns }: TableShape, path: string): Promise<ArchivedTable> {
  const file = createWriteStream(path, { flags: 'wx' })
  const written = finished(file)
  // Looked at below; until then a full disk must not count as unhandled.
  written.catch(() => {})
  const hash = createHash('sha256')
  const digest = new RowDigest()
  for await (const row of readRows(transaction, name)) {
    const line = lineOf(row, columns)
    digest.add(line)
    hash.update(`${line}\n`)
    if (!file.write(`${line}\n`)) await Promise.race([once(file, 'drain'), written])
  }
  file.end()
  await written
  return { name, columns, rows: digest.rows, sha256: hash.digest('hex'), content: digest.content }
}
