import { sql, type Kysely } from 'kysely'
import type { RunId } from '../../../model.ts'
import type { Ledger, Take } from '../../../runners/ledger.ts'
import type { Tables } from '../tables.ts'
import { isHalted, toTaken } from './rows.ts'

/** Takes the job in one statement, so that of all who try, one gets it; only who does not get it asks why. */
export async function takeJob(
  db: Kysely<Tables>,
  { run, key }: { readonly run: RunId; readonly key: string },
  { owner, leaseUntil, at, alone }: Parameters<Ledger['take']>[2],
): Promise<Take> {
  let free = db
    .updateTable('jobs')
    .set({ state: 'running', starts: sql<number>`starts + 1`, owner, lease_until: leaseUntil, started_at: at })
    .where('run', '=', run)
    .where('key', '=', key)
    .where('state', '=', 'ready')
    .where('not_before', '<=', at)
    .where((row) => row.not(isHalted(row)))
  if (!alone) free = free.where('losses', '=', 0)
  const taken = await free.returningAll().executeTakeFirst()
  return taken ? { kind: 'taken', job: toTaken(taken) } : whyNot(db, { run, key }, at)
}

async function whyNot(db: Kysely<Tables>, { run, key }: { readonly run: RunId; readonly key: string }, at: number): Promise<Take> {
  const row = await db
    .selectFrom('jobs')
    .leftJoin('halts', 'halts.run', 'jobs.run')
    .select(['state', 'not_before', 'owner', 'lease_until', 'losses', 'halts.since as haltedSince'])
    .where('jobs.run', '=', run)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!row) return { kind: 'unknown' }
  if (row.state === 'waiting') return { kind: 'waiting' }
  if (row.state === 'running') return { kind: 'held', owner: row.owner ?? '', until: row.lease_until ?? at }
  if (row.state !== 'ready') return { kind: 'ended' }
  if (row.haltedSince !== null) return { kind: 'halted' }
  if (row.not_before > at) return { kind: 'early', until: row.not_before }
  // Taken and let go again between the two statements: it may be had at once.
  return row.losses > 0 ? { kind: 'suspect' } : { kind: 'early', until: at }
}
