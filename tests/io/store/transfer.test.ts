import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { appendFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

  test('db export says what it wrote', async () => {
    const ended = await runCli(['db', 'export', join(folder, 'by-command')], { dataDir })
    expect(ended).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Exported .+: 454 rows in \d+ tables/),
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
})

interface Place {
  readonly dataDir?: string
  readonly databaseUrl?: string
}

async function exportTo(archive: string, { dataDir: from = '', databaseUrl }: Place): Promise<void> {
  const { db, where } = await openTables({ dataDir: from, databaseUrl })
  try {
    await migrate(db, where)
    await exportStore(db, archive, { onTable: () => {} })
  } finally {
    await db.destroy()
  }
}

async function importFrom(archive: string, { dataDir: into = '', databaseUrl }: Place): Promise<void> {
  const { db, where } = await openTables({ dataDir: into, databaseUrl })
  try {
    await importStore(db, archive, { where, onTable: () => {} })
  } finally {
    await db.destroy()
  }
}

/** The lines of every table in the order of their characters. */
function contentsOf(archive: string): readonly (readonly [string, readonly string[]])[] {
  const names = readdirSync(archive).filter((name) => name.endsWith('.jsonl'))
  return names.toSorted().map((name) => [name, readFileSync(join(archive, name), 'utf8').split('\n').filter(Boolean).toSorted()])
}
