import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { jobLedger } from '../../../src/io/store/ledger/ledger.ts'
import { migrate, migrationNames } from '../../../src/io/store/migrations.ts'
import { openSqlite } from '../../../src/io/store/sqlite/open.ts'
import type { Tables } from '../../../src/io/store/tables.ts'

/** Until 0022-open-jobs a job that was held had the state `running`. */
describe('a job that an earlier version has taken', () => {
  const run = toId<'Run'>('run-1')
  const before = migrationNames.slice(0, migrationNames.indexOf('0022-open-jobs'))
  const holder = { owner: 'new', leaseUntil: 9000, at: 2000, alone: true }
  const end = { outcome: { kind: 'done', output: 1 }, next: { each: [] }, at: 3000 } as const
  let folder = ''
  let db: Kysely<Tables>

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'frameshift-older-'))
    const opened = await openSqlite<Tables>(folder)
    db = opened.db
    await migrate(db, opened.path, before)
    await jobLedger(db).open(run, { each: [{ stage: 'fetch', input: {}, key: 'fetch/a' }] }, 0)
  })
  afterEach(async () => {
    await db.destroy()
    await rm(folder, { recursive: true, force: true })
  })

  const takeAsBefore = () =>
    db.updateTable('jobs').set({ state: 'running', starts: 1, owner: 'old', lease_until: 1000, started_at: 0 }).execute()

  test.for(['before', 'after'])('%s the store was brought over is held until its lease is over, and may then be taken', async (when) => {
    if (when === 'before') await takeAsBefore()
    await migrate(db, 'here')
    if (when === 'after') await takeAsBefore()
    expect(await db.selectFrom('jobs').select('state').execute()).toEqual([{ state: 'running' }])
    const ledger = jobLedger(db)
    expect(await ledger.standing(run)).toEqual({ kind: 'open' })
    expect(await ledger.openRuns()).toEqual([run])
    expect(await ledger.progress(run)).toEqual([{ stage: 'fetch', waiting: 0, ready: 0, running: 1, done: 0, failed: 0 }])
    expect(await ledger.owners(run)).toEqual(['old'])
    expect(await ledger.nextDue(run)).toBe(1000)
    expect(await ledger.take(run, 'fetch/a', holder)).toEqual({ kind: 'held', owner: 'old', start: 1, until: 1000 })
    expect(await ledger.recover(run, { at: 2000, gone: [], except: 'new' })).toBe(1)
    const take = await ledger.take(run, 'fetch/a', holder)
    expect(take).toMatchObject({ kind: 'taken', job: { start: 2, losses: 1 } })
    expect(await ledger.finish({ run, key: 'fetch/a', start: 2 }, end)).toEqual({ opened: [], kept: [], released: [] })
    expect(await ledger.standing(run)).toEqual({ kind: 'done' })
  })

  test('may be ended by it when the store has been brought over meanwhile: its work is not lost', async () => {
    await takeAsBefore()
    await migrate(db, 'here')
    const ended = { state: 'done', output: '1', ended_at: 900, owner: null, lease_until: null }
    const own = db.updateTable('jobs').set(ended).where('starts', '=', 1).where('state', '=', 'running')
    expect((await own.executeTakeFirst()).numUpdatedRows).toBe(1n)
    expect(await jobLedger(db).standing(run)).toEqual({ kind: 'done' })
  })
})
