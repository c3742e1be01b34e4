import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { insertRows } from '../../../src/io/store/insert-rows.ts'
import { migrate } from '../../../src/io/store/migrations.ts'
import { openTables } from '../../../src/io/store/store.ts'

test('any number of rows is inserted once, and those that are there stay as they are', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'frameshift-rows-'))
  const { db, where } = await openTables({ dataDir, databaseUrl: undefined })
  await migrate(db, where)
  const table = { table: 'corpus_segments', columns: ['segment', 'articles'] } as const
  const rows = (until: number, articles: number) => Array.from({ length: until }, (_, segment) => ({ segment, articles }))
  await insertRows(db, table, [])
  await insertRows(db, table, rows(350, 1))
  await insertRows(db, table, rows(1000, 2))
  const found = await db.selectFrom('corpus_segments').selectAll().orderBy('segment').execute()
  expect(found).toEqual([...rows(350, 1), ...rows(1000, 2).slice(350)])
  await db.destroy()
  await rm(dataDir, { recursive: true })
})
