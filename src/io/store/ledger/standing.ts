import { sql, type Kysely } from 'kysely'
import type { RunId } from '../../../model.ts'
import { jobStates, type JobState, type StageProgress, type Standing } from '../../../runners/ledger.ts'
import type { StageName } from '../../../stages/stage.ts'
import type { Tables } from '../tables.ts'
import { toStage } from './rows.ts'

/** Rows of a run by stage and state. */
export async function progressOf(db: Kysely<Tables>, run: RunId): Promise<readonly StageProgress[]> {
  const count = sql<number>`count(*)`.as('count')
  const rows = await db.selectFrom('jobs').select(['stage', 'state', count]).where('run', '=', run).groupBy(['stage', 'state']).execute()
  const stages = new Map<StageName, Record<JobState, number>>()
  for (const row of rows) {
    const stage = toStage(row)
    const counts = stages.get(stage) ?? { waiting: 0, ready: 0, running: 0, done: 0, failed: 0 }
    const state = jobStates.find((known) => known === row.state)
    if (state) counts[state] = row.count
    stages.set(stage, counts)
  }
  return [...stages].map(([stage, counts]) => ({ stage, ...counts }))
}

/** How a run stands, from its rows. A run without rows is done. */
export async function standingOf(db: Kysely<Tables>, run: RunId): Promise<Standing> {
  const rows = db.selectFrom('jobs').where('run', '=', run)
  const open = await rows.select('key').where('state', 'in', ['waiting', 'ready', 'running']).limit(1).executeTakeFirst()
  if (open) return { kind: 'open' }
  const outer = rows.where('join_key', 'is', null)
  // A `then` before a job, and of each the first to fail. A run may have a hundred thousand jobs: those that ended well are not read.
  const failed = await outer
    .select(['role', 'failure_code', 'failure_message'])
    .where('state', '=', 'failed')
    .orderBy('role', 'desc')
    .orderBy('ended_at')
    .orderBy('key')
    .limit(1)
    .executeTakeFirst()
  if (!failed) return { kind: 'done' }
  const isPartial =
    failed.role === 'job' && (await outer.select('key').where('role', '=', 'job').where('state', '=', 'done').limit(1).executeTakeFirst())
  if (isPartial) return { kind: 'done' }
  return { kind: 'failed', code: failed.failure_code ?? 'internal', message: failed.failure_message ?? 'No reason was kept' }
}
