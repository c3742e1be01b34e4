import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readdir, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Kysely, Transaction } from 'kysely'
import { PipelineError } from '../../../errors.ts'
import { makeFolder } from '../../make-folder.ts'
import { scratchFolder } from '../../scratch-folder.ts'
import { codeOf } from '../fault.ts'
import { appliedMigrations } from '../migrations.ts'
import type { Tables } from '../tables.ts'
import { archiveFormat, lineOf, RowDigest, type ArchivedTable, type Manifest } from './archive.ts'
import { underWay, type TransferOptions } from './progress.ts'
import { readRows, tablesOf, type TableShape } from './read-rows.ts'

/**
 * Writes the whole store into a new folder, completely or not at all, as it is at one moment: others may go on writing. Throws
 * `archive-exists`, `archive-unwritable`, and `store-corrupt` for what could not be brought back.
 */
export async function exportStore(db: Kysely<Tables>, folder: string, options: TransferOptions): Promise<Manifest> {
  let scratch: string | undefined
  try {
    const place = await emptyPlace(folder)
    await makeFolder(dirname(place))
    scratch = await scratchFolder(place)
    const into = scratch
    const manifest = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((transaction) => writeTables(transaction, into, options))
    await writeFile(join(scratch, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    // Takes away nothing that has come into the folder meanwhile.
    await rmdir(place).catch(unlessMissing)
    await rename(scratch, place)
    return manifest
  } catch (cause) {
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true })
    // Of the system only: databases have codes of their own.
    if (cause instanceof PipelineError || !(cause instanceof Error) || !('syscall' in cause)) throw cause
    const message = `Cannot export to ${folder}: the system answered ${codeOf(cause)}; expected a writable disk with room for the whole store`
    throw new PipelineError('archive-unwritable', message, { retry: 'never', cause })
  }
}

/** Where the archive goes: the folder, or what a link of that name leads to. */
async function emptyPlace(folder: string): Promise<string> {
  const place = await realpath(folder).catch(unlessMissing)
  if (place === undefined) return folder
  const found = (await stat(place)).isDirectory() ? await readdir(place) : undefined
  if (found?.length === 0) return place
  const what = found === undefined ? 'it is a file' : 'there is something in it'
  throw new PipelineError('archive-exists', `Cannot export to ${folder}: ${what}; expected a new or empty folder`, { retry: 'never' })
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof Error) || codeOf(error) !== 'ENOENT') throw error
}

async function writeTables(transaction: Transaction<Tables>, folder: string, options: TransferOptions): Promise<Manifest> {
  const tables: ArchivedTable[] = []
  for (const shape of await tablesOf(transaction)) {
    const table = await writeTable(transaction, shape, { path: join(folder, `${shape.name}.jsonl`), options })
    tables.push(table)
    options.onTable(table.name, table.rows)
  }
  return { format: archiveFormat, migrations: await appliedMigrations(transaction), tables }
}

async function writeTable(
  transaction: Transaction<Tables>,
  { name, columns }: TableShape,
  { path, options }: { readonly path: string; readonly options: TransferOptions },
): Promise<ArchivedTable> {
  const file = createWriteStream(path, { flags: 'wx' })
  const written = finished(file)
  // Looked at below; until then a full disk must not count as unhandled.
  written.catch(() => {})
  try {
    const hash = createHash('sha256')
    const digest = new RowDigest()
    for await (const row of underWay(readRows(transaction, name), name, options)) {
      const line = lineOf(row, { name, columns })
      digest.add(line)
      hash.update(`${line}\n`)
      if (!file.write(`${line}\n`)) await Promise.race([once(file, 'drain'), written])
    }
    file.end()
    await written
    return { name, columns, rows: digest.rows, sha256: hash.digest('hex'), content: digest.content }
  } finally {
    // A stop, or a row that is no good: the folder is taken away next, and a stream that is still open would write into nothing.
    file.destroy()
    await written.catch(() => {})
  }
}
