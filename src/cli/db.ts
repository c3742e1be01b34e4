import { resolve } from 'node:path'
import { Command } from 'commander'
import { PipelineError } from '../errors.ts'
import { appliedMigrations, migrate } from '../io/store/migrations.ts'
import { openTables } from '../io/store/store.ts'
import type { Manifest } from '../io/store/transfer/archive.ts'
import { exportStore } from '../io/store/transfer/export.ts'
import { importStore } from '../io/store/transfer/import.ts'
import { tablesOf } from '../io/store/transfer/read-rows.ts'
import type { CliContext } from './context.ts'

interface JsonOption {
  readonly json?: boolean
}

/** `db`: the store as a whole. Works on the tables themselves: a store that is to be filled must not be filled by opening it. */
export function dbCommand(context: CliContext): Command {
  const progress = {
    signal: context.signal,
    onRows: (table: string, rows: number) => context.output.note(`${table}: ${rows} rows so far`),
    onTable: noteTable,
  }
  const command = new Command('db').description(
    'Look after the store: a file in FRAMESHIFT_DATA_DIR, or PostgreSQL where DATABASE_URL is set.',
  )
  command.command('migrate').description('Bring the tables up to this version.').option('--json', 'print it as JSON').action(migrateStore)
  command
    .command('export')
    .description('Write the whole store into a new folder: JSON Lines, one file a table, with hashes.')
    .argument('<folder>', 'a new folder')
    .option('--json', 'print it as JSON')
    .action(exportTo)
  command
    .command('import')
    .description('Fill an empty store from such a folder, whichever database it came from, and check that nothing is missing.')
    .argument('<folder>', 'what "db export" wrote')
    .option('--json', 'print it as JSON')
    .action(importFrom)
  return command

  async function open() {
    const { env, cwd } = context
    const { db, where } = await openTables({
      dataDir: resolve(cwd, env['FRAMESHIFT_DATA_DIR'] ?? '.frameshift'),
      databaseUrl: env['DATABASE_URL'],
    })
    return { db, where, [Symbol.asyncDispose]: () => db.destroy() }
  }

  async function migrateStore(options: JsonOption): Promise<void> {
    await using store = await open()
    await migrate(store.db, store.where)
    const migrations = await appliedMigrations(store.db)
    if (options.json === true) return context.output.data(`${JSON.stringify({ store: store.where, migrations }, null, 2)}\n`)
    await context.output.data(`${store.where} is up to date (${migrations.at(-1) ?? 'empty'})\n`)
  }

  async function exportTo(folder: string, options: JsonOption): Promise<void> {
    await using store = await open()
    if ((await tablesOf(store.db)).length === 0) {
      const message = `Cannot export ${store.where}: there is no store; expected one that was used before (FRAMESHIFT_DATA_DIR or DATABASE_URL name another)`
      throw new PipelineError('store-missing', message, { retry: 'never' })
    }
    await migrate(store.db, store.where)
    const manifest = await exportStore(store.db, resolve(context.cwd, folder), progress)
    await say(`Exported ${store.where} to ${folder}`, manifest, options)
  }

  async function importFrom(folder: string, options: JsonOption): Promise<void> {
    await using store = await open()
    const manifest = await importStore(store.db, resolve(context.cwd, folder), {
      where: store.where,
      onReplaced: noteReplaced,
      ...progress,
    })
    await say(`Imported ${folder} into ${store.where}`, manifest, options)
  }

  function noteReplaced(table: string, rows: number): void {
    context.output.note(`${table}: ${rows} rows hold the character U+0000, which PostgreSQL does not take; it was replaced by U+FFFD`)
  }

  function noteTable(table: string, rows: number): void {
    if (rows > 0) context.output.note(`${table}: ${rows} rows`)
  }

  async function say(what: string, manifest: Manifest, options: JsonOption): Promise<void> {
    if (options.json === true) return context.output.data(`${JSON.stringify(manifest, null, 2)}\n`)
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    await context.output.data(`${what}: ${rows} rows in ${manifest.tables.length} tables, every one checked by its hash\n`)
  }
}
