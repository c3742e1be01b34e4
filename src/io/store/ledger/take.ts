import { sql, type Kysely } from 'kysely'
import type { RunId } from '../../../model.ts'
import type { Ledger, Take } from '../../../runners/ledger.ts'
import { isPostgres } from '../exclusively.ts'
import type { Tables } from '../tables.ts'
import { compiledOnce, type Statement } from './compiled-once.ts'
import { isHeldByKey, toTaken, type TakenRow } from './rows.ts'

export interface Asking {
  readonly run: RunId
  readonly key: string
  readonly holder: Parameters<Ledger['take']>[2]
}

/**
 * Names the run beside each key, as rows of two: PostgreSQL takes a run that it has not counted yet for a handful of rows, and would read all of it,
 * ten times as long. In the order of their keys: two processes that take some of the same jobs would otherwise each wait for what the other has, which PostgreSQL ends by
 * failing one of them.
 */
export function takeStatement(db: Kysely<Tables>): Statement<TakenRow> {
  const any = sql`${0}`
  const lock = isPostgres(db) ? sql`for update of jobs` : sql``
  return compiledOnce(
    db,
    (count) => sql<TakenRow>`
    with free as materialized (
      select run, key from jobs
      where (run, key) in (values ${sql.join(Array.from({ length: count }, () => sql`(${any}, ${any})`))})
        and state = 'ready' and not ${isHeldByKey}
        and not_before <= ${any} and (losses = 0 or cast(${any} as integer) = 1)
        and not exists (select 1 from halts where halts.run = jobs.run)
      order by key ${lock}
    )
    update jobs
    set starts = starts + 1, owner = ${any}, lease_until = ${any}, started_at = ${any}
    from free
    where jobs.run = free.run and jobs.key = free.key
    returning jobs.run, jobs.key, jobs.stage, jobs.role, jobs.input, jobs.starts, jobs.attempts, jobs.losses, jobs.waited_ms`,
  )
}

/**
 * Takes jobs of one run for one holder in one statement, so that of all who try, one gets each; only who does not get it asks why. The newest
 * of their times counts: they were asked for within milliseconds. What came of each is asked for when that is done: a row that cannot be read, or a
 * store that is away by then, is told to one of them and leaves the others what they have.
 */
export async function takeJobs(
  db: Kysely<Tables>,
  take: Statement<TakenRow>,
  asking: readonly [Asking, ...Asking[]],
): Promise<readonly Outcome[]> {
  const [{ run, holder }] = asking
  const at = Math.max(...asking.map((each) => each.holder.at))
  const leaseUntil = Math.max(...asking.map((each) => each.holder.leaseUntil))
  const keys = asking.map(({ key }) => key)
  const rows = await take(db, keys.length, [...keys.flatMap((key) => [run, key]), at, holder.alone ? 1 : 0, holder.owner, leaseUntil, at])
  const taken = new Map(rows.map((row) => [row.key, row]))
  return keys.map((key): Outcome => {
    const row = taken.get(key)
    // Two tickets of one job: the first has it.
    taken.delete(key)
    return async (outside) => (row ? { kind: 'taken', job: toTaken(row) } : whyNot(outside, { run, key }, at))
  })
}

/** Outside of the transaction in which jobs were taken. */
type Outcome = (outside: Kysely<Tables>) => Promise<Take>

async function whyNot(db: Kysely<Tables>, { run, key }: { readonly run: RunId; readonly key: string }, at: number): Promise<Take> {
  const row = await db
    .selectFrom('jobs')
    .leftJoin('halts', 'halts.run', 'jobs.run')
    .select(['state', 'not_before', 'owner', 'starts', 'lease_until', 'losses', 'halts.since as haltedSince'])
    .where('jobs.run', '=', run)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!row) return { kind: 'unknown' }
  if (row.state === 'waiting') return { kind: 'waiting' }
  if (row.owner !== null) return { kind: 'held', owner: row.owner, start: row.starts, until: row.lease_until ?? at }
  if (row.state !== 'ready') return { kind: 'ended' }
  if (row.haltedSince !== null) return { kind: 'halted' }
  if (row.not_before > at) return { kind: 'early', until: row.not_before }
  // Taken and let go again between the two statements: it may be had at once.
  return row.losses > 0 ? { kind: 'suspect' } : { kind: 'early', until: at }
}
