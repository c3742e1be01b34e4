import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { appendFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { migrate } from '../../../src/io/store/migrations.ts'
import { openStore, openTables } from '../../../src/io/store/store.ts'
import { exportStore } from '../../../src/io/store/transfer/export.ts'
import { importStore } from '../../../src/io/store/transfer/import.ts'
import { runCli } from '../../integration/run-cli.ts'
import { startPostgres, whyNoPostgres, type PostgresServer } from '../../servers.ts'

const folder = mkdtempSync(join(tmpdir(), 'frameshift-transfer-'))
const dataDir = join(folder, 'data')
afterAll(() => rm(folder, { recursive: true, force: true }))

beforeAll(async () => {
  await using store = await openStore(dataDir, { now: Date.now })
  const bytes = Buffer.from([0, 1, 2, 255])
  const hash = toId<'Sha256'>(createHash('sha256').update(bytes).digest('hex'))
  const page = {
    url: 'https://a.example/1',
    finalUrl: 'https://a.example/1',
    contentType: 'text/html',
    etag: undefined,
    lastModified: undefined,
  }
  await store.pages.put({ hash, ...page, fetchedAt: '2026-01-01T00:00:00.000Z' }, bytes)
  await store.files.put(toId('run-1'), 'report.md', 'Größe, 規模, размер\n'.repeat(500))
  await store.schedules.add({ id: 's', request: {}, cron: '0 7 * * *', zone: 'UTC', state: 'active', createdAt: 5, handledAt: 5 })
  await store.schedules.record('s', { dueAt: 1_790_000_000_000, run: undefined, state: 'failed', note: 'a\nb', endedAt: 5 })
  const jobs = Array.from(
    { length: 450 },
    (_, index) => ({ stage: 'fetch', key: `fetch/${index}`, input: { index, text: '\u2028"\u0000' } }) as const,
  )
  await store.ledger.open(toId('run-1'), { each: jobs }, 1_790_000_000_000)
})

describe('exportStore and importStore', () => {
  test('a file that was changed, a folder that is full, and a store that is not empty are refused, and change nothing', async () => {
    const archive = join(folder, 'once')
    await exportTo(archive, { dataDir })
    await expect(exportTo(archive, { dataDir })).rejects.toMatchObject({ code: 'archive-exists' })
    await expect(importFrom(archive, { dataDir })).rejects.toMatchObject({ code: 'store-not-empty' })
    await appendFile(join(archive, 'jobs.jsonl'), '{}\n')
    const other = join(folder, 'other')
    await expect(importFrom(archive, { dataDir: other })).rejects.toMatchObject({
      code: 'archive-broken',
      message: expect.stringContaining('jobs.jsonl'),
    })
    await using store = await openStore(other, { now: Date.now })
    expect(await store.ledger.openRuns()).toEqual([])
  })

  test('rows that do not fit their table are refused although the manifest was made to fit, and nothing comes in', async () => {
    const archive = join(folder, 'forged')
    await exportTo(archive, { dataDir })
    await appendFile(join(archive, 'runs.jsonl'), '{"id":7}\n')
    const path = join(archive, 'manifest.json')
    const wrong = createHash('sha256')
      .update(readFileSync(join(archive, 'runs.jsonl')))
      .digest('hex')
    const manifest: { tables: { name: string }[] } = JSON.parse(readFileSync(path, 'utf8'))
    writeFileSync(
      path,
      JSON.stringify({
        ...manifest,
        tables: manifest.tables.map((table) => (table.name === 'runs' ? { ...table, sha256: wrong } : table)),
      }),
    )
    const forged = join(folder, 'from-forged')
    await expect(importFrom(archive, { dataDir: forged })).rejects.toMatchObject({
      code: 'archive-broken',
      message: expect.stringContaining('line 1 of runs.jsonl'),
    })
    await using store = await openStore(forged, { now: Date.now })
    expect(await store.ledger.openRuns()).toEqual([])
  })

  test('an archive of an older version is brought up to this one', async () => {
    const archive = join(folder, 'old')
    await exportTo(archive, { dataDir })
    const path = join(archive, 'manifest.json')
    const manifest: { migrations: string[]; tables: { name: string }[] } = JSON.parse(readFileSync(path, 'utf8'))
    // Tables that no later version changed.
    const first = new Set(['blobs', 'files'])
    writeFileSync(
      path,
      JSON.stringify({
        ...manifest,
        migrations: manifest.migrations.slice(0, 1),
        tables: manifest.tables.filter(({ name }) => first.has(name)),
      }),
    )
    const older = join(folder, 'older')
    await importFrom(archive, { dataDir: older })
    await using store = await openStore(older, { now: Date.now })
    expect(await store.files.list(toId('run-1'))).toEqual(['report.md'])
    expect(await store.schedules.list()).toEqual([])
  })

  test('an archive has the tables of its own migrations, whichever of them this version has since put in between', async () => {
    const archive = join(folder, 'between')
    await exportTo(archive, { dataDir })
    const path = join(archive, 'manifest.json')
    const manifest: { migrations: string[]; tables: { name: string; columns: { name: string }[] }[] } = JSON.parse(
      readFileSync(path, 'utf8'),
    )
    const changed = {
      ...manifest,
      migrations: manifest.migrations.filter((name) => name !== '0010-host-turns'),
      tables: manifest.tables.map((table) =>
        table.name === 'hosts' ? { ...table, columns: table.columns.filter(({ name }) => name !== 'held_until') } : table,
      ),
    }
    writeFileSync(path, JSON.stringify(changed))
    const into = join(folder, 'from-between')
    await importFrom(archive, { dataDir: into })
    await using store = await openStore(into, { now: () => 1 })
    expect(await store.hosts.take('a.example', 2000)).toMatchObject({ waitMs: 0 })
  })

  test('an archive of a newer version is refused as such, whether its tables are newer or its form', async () => {
    const archive = join(folder, 'newer')
    await exportTo(archive, { dataDir })
    const path = join(archive, 'manifest.json')
    const manifest: { migrations: string[] } = JSON.parse(readFileSync(path, 'utf8'))
    for (const change of [{ migrations: [...manifest.migrations, '9999-later'] }, { format: 'frameshift-store@2', tables: {} }]) {
      writeFileSync(path, JSON.stringify({ ...manifest, ...change }))
      await expect(importFrom(archive, { dataDir: join(folder, 'from-newer') })).rejects.toMatchObject({ code: 'archive-newer' })
    }
  })

  test('a store that is not there is not exported as an empty one', async () => {
    const ended = await runCli(['db', 'export', join(folder, 'nothing')], { dataDir: join(folder, 'mistyped') })
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^frameshift: Cannot export .+: there is no store;/) })
  })

  test('a file of that name is refused, and stays', async () => {
    const path = join(folder, 'notes.txt')
    writeFileSync(path, 'mine')
    await expect(exportTo(path, { dataDir })).rejects.toMatchObject({ code: 'archive-exists', message: expect.stringContaining('a file') })
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })

  test('what could not be brought back is no archive: other kinds of values, and numbers of more than 53 bits', async () => {
    const cases = [
      { since: sql`'soon'`, says: 'halts in the store: since of the row "run" holds text' },
      { since: sql`9007199254740992`, says: 'halts in the store' },
      { since: sql`x'00'`, says: 'holds bytes; expected a number' },
    ]
    for (const [index, { since, says }] of cases.entries()) {
      const odd = join(folder, `odd-${index}`)
      await fill({ dataDir: odd }, sql`insert into halts (run, since) values ('run', ${since})`)
      const archive = join(folder, `odd-archive-${index}`)
      await expect(exportTo(archive, { dataDir: odd })).rejects.toMatchObject({
        code: 'store-corrupt',
        message: expect.stringContaining(says),
      })
      expect(readdirSync(folder).filter((name) => name.includes('odd-archive'))).toEqual([])
    }
  })

  test('a stop leaves nothing behind', async () => {
    const { db } = await openTables({ dataDir, databaseUrl: undefined })
    try {
      const stopped = { ...quietly, signal: AbortSignal.abort(new Error('stopped')) }
      await expect(exportStore(db, join(folder, 'stopped'), stopped)).rejects.toThrow('stopped')
      expect(readdirSync(folder).filter((name) => name.includes('stopped'))).toEqual([])
    } finally {
      await db.destroy()
    }
  })

  test('db export says what it wrote', async () => {
    const ended = await runCli(['db', 'export', join(folder, 'by-command')], { dataDir })
    expect(ended).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Exported .+: 455 rows in \d+ tables/),
      stderr: expect.stringContaining('jobs: 450 rows'),
    })
  })
})

const missing = whyNoPostgres()
describe.skipIf(missing !== undefined)(`with PostgreSQL${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  test('a store goes from a file to PostgreSQL and back without loss', async () => {
    const [there, back, again] = [join(folder, 'there'), join(folder, 'back'), join(folder, 'again')]
    const databaseUrl = server.makeDatabase('moved')
    const final = join(folder, 'final')
    await exportTo(there, { dataDir })
    await importFrom(there, { databaseUrl })
    await exportTo(back, { databaseUrl })
    await importFrom(back, { dataDir: final })
    await exportTo(again, { dataDir: final })
    const before = contentsOf(there)
    expect(contentsOf(back)).toEqual(before)
    expect(contentsOf(again)).toEqual(before)
    expect(before.find(([name]) => name === 'jobs.jsonl')?.[1]).toHaveLength(450)
  })

  test('a character that PostgreSQL does not take is replaced and told of, and a row that it refuses is named', async () => {
    const [held, archive] = [join(folder, 'held'), join(folder, 'held-archive')]
    await fill({ dataDir: held }, sql`insert into outlets (id, noun) values ('o', ${'a\u0000b'}), ('p', ${''})`)
    await exportTo(archive, { dataDir: held })
    const replaced: unknown[] = []
    const databaseUrl = server.makeDatabase('held')
    await importFrom(archive, { databaseUrl }, (...said) => replaced.push(said))
    expect(replaced).toEqual([['outlets', 1]])
    const back = join(folder, 'held-back')
    await exportTo(back, { databaseUrl })
    expect(readFileSync(join(back, 'outlets.jsonl'), 'utf8')).toBe('{"id":"o","noun":"a\uFFFDb"}\n{"id":"p","noun":""}\n')
    const refused = join(folder, 'refused')
    await fill({ dataDir: held }, sql`insert into robots (origin, status, fetched_at) values ('o', 5000000000, 1)`)
    await exportTo(refused, { dataDir: held })
    await expect(importFrom(refused, { databaseUrl: server.makeDatabase('refused') })).rejects.toMatchObject({
      code: 'archive-broken',
      message: expect.stringContaining('the database refuses line 1 of robots.jsonl'),
    })
  })

  test('tables of others in the same database are left alone, and are no part of an archive', async () => {
    const [archive, again] = [join(folder, 'beside'), join(folder, 'beside-again')]
    await exportTo(archive, { dataDir })
    const databaseUrl = server.makeDatabase('shared')
    await fill(
      { databaseUrl },
      sql`create table customers (id uuid primary key)`,
      sql`create schema other`,
      sql`create table other.runs (id integer)`,
    )
    await importFrom(archive, { databaseUrl })
    await fill(
      { databaseUrl },
      sql`insert into other.runs select id from (values (1)) as found (id) where not exists (select from customers)`,
    )
    await exportTo(again, { databaseUrl })
    expect(contentsOf(again)).toEqual(contentsOf(archive))
  })

  test('of several imports at the same moment one fills the store', async () => {
    const archive = join(folder, 'at-once')
    await exportTo(archive, { dataDir })
    const databaseUrl = server.makeDatabase('at_once')
    const ends = await Promise.allSettled([1, 2, 3].map(() => importFrom(archive, { databaseUrl })))
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))
    expect(refused).toEqual([expect.objectContaining({ code: 'store-not-empty' }), expect.objectContaining({ code: 'store-not-empty' })])
  })
})

const quietly = { signal: new AbortController().signal, onRows: () => {}, onTable: () => {} }

async function fill({ dataDir: into = '', databaseUrl }: Place, ...statements: readonly RawBuilder<unknown>[]): Promise<void> {
  const { db, where } = await openTables({ dataDir: into, databaseUrl })
  try {
    await migrate(db, where)
    for (const statement of statements) await statement.execute(db)
  } finally {
    await db.destroy()
  }
}

interface Place {
  readonly dataDir?: string
  readonly databaseUrl?: string
}

async function exportTo(archive: string, { dataDir: from = '', databaseUrl }: Place): Promise<void> {
  const { db, where } = await openTables({ dataDir: from, databaseUrl })
  try {
    await migrate(db, where)
    await exportStore(db, archive, quietly)
  } finally {
    await db.destroy()
  }
}

async function importFrom(
  archive: string,
  { dataDir: into = '', databaseUrl }: Place,
  onReplaced: (table: string, rows: number) => void = () => {},
): Promise<void> {
  const { db, where } = await openTables({ dataDir: into, databaseUrl })
  try {
    await importStore(db, archive, { where, onReplaced, ...quietly })
  } finally {
    await db.destroy()
  }
}

/** The lines of every table in the order of their characters. */
function contentsOf(archive: string): readonly (readonly [string, readonly string[]])[] {
  const names = readdirSync(archive).filter((name) => name.endsWith('.jsonl'))
  return names.toSorted().map((name) => [name, readFileSync(join(archive, name), 'utf8').split('\n').filter(Boolean).toSorted()])
}
