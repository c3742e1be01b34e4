import { sql, type Kysely } from 'kysely'
import type { RunId } from '../../../model.ts'
import type { Ledger, Take } from '../../../runners/ledger.ts'
import type { Tables } from '../tables.ts'
import { stateByKey, toTaken, type TakenRow } from './rows.ts'

export interface Asking {
  readonly run: RunId
  readonly key: string
  readonly holder: Parameters<Ledger['take']>[2]
}

/**
 * Takes jobs of one run for one holder in one statement, so that of all who try, one gets each; only who does not get it asks why. The newest
 * of their times counts: they were asked for within milliseconds.
 */
export async function takeJobs(db: Kysely<Tables>, asking: readonly [Asking, ...Asking[]]): Promise<readonly (Take | Promise<Take>)[]> {
  const [{ run, holder }] = asking
  const at = Math.max(...asking.map((each) => each.holder.at))
  const leaseUntil = Math.max(...asking.map((each) => each.holder.leaseUntil))
  const keys = sql.join(asking.map(({ key }) => key))
  const free = await sql<TakenRow>`
    update jobs
    set state = 'running', starts = starts + 1, owner = ${holder.owner}, lease_until = ${leaseUntil}, started_at = ${at}
    where run = ${run} and key in (${keys}) and ${stateByKey} = 'ready' and not_before <= ${at}
      and (losses = 0 or ${holder.alone ? sql.lit(1) : sql.lit(0)} = 1)
      and not exists (select 1 from halts where halts.run = jobs.run)
    returning run, key, stage, role, input, starts, attempts, losses, waited_ms`.execute(db)
  const taken = new Map(free.rows.map((row) => [row.key, row]))
  return asking.map(({ key }) => {
    const row = taken.get(key)
    // Two tickets of one job: the first has it.
    taken.delete(key)
    return row ? takenFrom(row) : whyNot(db, { run, key }, at)
  })
}

/** Rejects for a row that cannot be read, which is no fault of the others. */
async function takenFrom(row: TakenRow): Promise<Take> {
  return { kind: 'taken', job: toTaken(row) }
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
