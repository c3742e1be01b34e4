import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { jobLedger } from '../../../src/io/store/ledger/ledger.ts'
import { takeJobs, takeStatement } from '../../../src/io/store/ledger/take.ts'
import { migrate } from '../../../src/io/store/migrations.ts'
import { openSqlite } from '../../../src/io/store/sqlite/open.ts'
import type { Tables } from '../../../src/io/store/tables.ts'

test('a store that goes away after jobs were taken costs nobody the job that he has: only who got none is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'frameshift-take-'))
  const { db, path } = await openSqlite<Tables>(folder)
  await migrate(db, path)
  const run = toId<'Run'>('run-1')
  const jobOf = (name: string) => ({ stage: 'fetch' as const, input: { name }, key: `fetch/${name}` })
  const holder = { owner: 'x', leaseUntil: 1000, at: 1, alone: false }
  await jobLedger(db).open(run, { each: [jobOf('free'), jobOf('held')] }, 0)
  await jobLedger(db).take(run, 'fetch/held', { ...holder, owner: 'y' })
  const [free, held] = await takeJobs(db, takeStatement(db), [
    { run, key: 'fetch/free', holder },
    { run, key: 'fetch/held', holder },
  ])
  await db.destroy()
  expect(await free?.(db)).toMatchObject({ kind: 'taken', job: { key: 'fetch/free' } })
  await expect(held?.(db)).rejects.toThrow('driver has already been destroyed')
  await rm(folder, { recursive: true, force: true })
})
