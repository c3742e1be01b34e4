import { sql, type Kysely } from 'kysely'
import { toId } from '../../../core/ids.ts'
import type { RunId } from '../../../model.ts'
import type { Tables } from '../tables.ts'

/**
 * Runs with jobs that have not ended, and that nobody halted, by id. Goes from run to run in the index and asks each once: workers ask every few
 * seconds, and the jobs of all runs that ever ended are many.
 */
export async function openRuns(db: Kysely<Tables>): Promise<readonly RunId[]> {
  const open = await sql<{ readonly run: string }>`
    with recursive known (run) as (
      select min(run) from jobs
      union all
      select (select min(run) from jobs where jobs.run > known.run) from known where known.run is not null
    )
    select run from known
    where run is not null
      and (select 1 from jobs where jobs.run = known.run and jobs.state in ('waiting', 'ready', 'running') and jobs.ended_at is null limit 1) = 1
      and not exists (select 1 from halts where halts.run = known.run)`.execute(db)
  return open.rows.map(({ run }) => toId<'Run'>(run)).toSorted()
}
