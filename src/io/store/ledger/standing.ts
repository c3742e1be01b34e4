import { sql, type Kysely } from 'kysely'
import type { RunId } from '../../../model.ts'
import type { StageProgress, Standing } from '../../../runners/ledger.ts'
import type { Tables } from '../tables.ts'
import { failedRows, openRows, runOfHeld, toStage } from './rows.ts'

/**
 * Rows of a run by stage and state. Those that ended well are what is left of all: were there an index that tells them apart, every job would have to
 * change it as it is taken and as it ends.
 */
export async function progressOf(db: Kysely<Tables>, run: RunId): Promise<readonly StageProgress[]> {
  const count = sql<number>`count(*)`.as('count')
  const as = (kind: string) => sql<string>`${sql.lit(kind)}`.as('kind')
  // By join as well, and by state before stage: so they lie in the indices.
  const byJoin = db.selectFrom('jobs').select(['stage', count]).where('run', '=', run).groupBy(['join_key', 'stage']).as('by_join')
  const all = db
    .selectFrom(byJoin)
    .select(['stage', as('all'), sql<number>`cast(sum(count) as integer)`.as('count')])
    .groupBy('stage')
  const open = openRows(db, run).select(['stage', 'state as kind', count]).groupBy(['state', 'stage'])
  const held = db
    .selectFrom('jobs')
    .select(['stage', as('held'), count])
    .where('owner', 'is not', null)
    .where(runOfHeld, '=', run)
  const failed = failedRows(db, run)
    .select(['stage', as('failed'), count])
    .groupBy('stage')
  // One statement, so that all are of one moment.
  const rows = await all.unionAll(open).unionAll(held.groupBy('stage')).unionAll(failed).execute()
  return [...Map.groupBy(rows, toStage)].map(([stage, counts]) => {
    const of = (kind: string) => counts.find((row) => row.kind === kind)?.count ?? 0
    const [waiting, running, failed] = [of('waiting'), of('held'), of('failed')]
    const unended = of('ready') + of('running')
    return { stage, waiting, ready: unended - running, running, done: of('all') - waiting - unended - failed, failed }
  })
}

/** How a run stands, from its rows. A run without rows is done. */
export async function standingOf(db: Kysely<Tables>, run: RunId): Promise<Standing> {
  const open = await openRows(db, run).select('key').limit(1).executeTakeFirst()
  if (open) return { kind: 'open' }
  // A `then` before a job, and of each the first to fail. A run may have a hundred thousand jobs: those that ended well are not read.
  const failed = await failedRows(db, run)
    .select(['role', 'failure_code', 'failure_message'])
    .where('join_key', 'is', null)
    .orderBy('role', 'desc')
    .orderBy('ended_at')
    .orderBy('key')
    .limit(1)
    .executeTakeFirst()
  if (!failed) return { kind: 'done' }
  if (failed.role === 'job') {
    const outer = db.selectFrom('jobs').select('key').where('run', '=', run).where('join_key', 'is', null)
    const done = await outer.where('role', '=', 'job').where('state', '=', 'done').limit(1).executeTakeFirst()
    if (done) return { kind: 'done' }
  }
  return { kind: 'failed', code: failed.failure_code ?? 'internal', message: failed.failure_message ?? 'No reason was kept' }
}
