import { sql, type Expression, type ExpressionBuilder, type Kysely, type Selectable, type SelectQueryBuilder, type SqlBool } from 'kysely'
import { toId } from '../../../core/ids.ts'
import { PipelineError } from '../../../errors.ts'
import type { RunId } from '../../../model.ts'
import type { OpenJob, TakenJob } from '../../../runners/ledger.ts'
import { stageNames, type Ended, type StageName } from '../../../stages/stage.ts'
import { decodeJson } from '../json.ts'
import type { JobTable, Tables } from '../tables.ts'

/** What rows of the ledger mean, and in which order they are taken. */

type JobRow = Selectable<JobTable>

/** Rows of a stage that may be taken when their time has come. */
export function readyRows(db: Kysely<Tables>, run: RunId, stage: StageName) {
  return db.selectFrom('jobs').where('run', '=', run).where('state', '=', 'ready').where('stage', '=', stage)
}

/** First those that never cost a process its life, then in the order of opening. */
export function inTakingOrder<Output>(rows: SelectQueryBuilder<Tables, 'jobs', Output>): SelectQueryBuilder<Tables, 'jobs', Output> {
  return rows.orderBy('losses').orderBy('opened_at').orderBy('place').orderBy('key')
}

/** The same for rows that have been read. */
export function byTakingOrder(a: PlaceInLine, b: PlaceInLine): number {
  return a.losses - b.losses || a.opened_at - b.opened_at || a.place - b.place || (a.key < b.key ? -1 : 1)
}

type PlaceInLine = Pick<JobRow, 'losses' | 'opened_at' | 'place' | 'key'>

/** The row is taken after the one of that key. */
export function isPast(run: RunId, key: string): Expression<SqlBool> {
  return sql<SqlBool>`(losses, opened_at, place, key) > (select losses, opened_at, place, key from jobs where run = ${run} and key = ${key})`
}

/**
 * The state of rows whose keys are known. No index knows it in this form, which leaves the primary key: left to themselves, both databases
 * would rather walk through all of a run that is ready. For the same reason such statements name the run beside each key, as rows of two: PostgreSQL
 * takes a run that it has not counted yet for a handful of rows, and reads all of it ten times as long.
 */
export const stateByKey = sql<string>`(jobs.state || '')`

/** Somebody stopped the run of the row. */
export function isHalted(row: ExpressionBuilder<Tables, 'jobs'>): Expression<SqlBool> {
  return row.exists(row.selectFrom('halts').select('halts.run').whereRef('halts.run', '=', 'jobs.run'))
}

/** What `toTaken` reads. */
export type TakenRow = Pick<JobRow, 'run' | 'key' | 'stage' | 'role' | 'input' | 'starts' | 'attempts' | 'losses' | 'waited_ms'>

export function toTaken(row: TakenRow): TakenJob {
  return {
    run: toId(row.run),
    key: row.key,
    start: row.starts,
    stage: toStage(row),
    input: decodeJson(row.input, `the input of job ${row.key}`),
    isThen: row.role === 'then',
    attempts: row.attempts,
    losses: row.losses,
    waitedMs: row.waited_ms,
  }
}

/** What `toOpenJob` reads. */
export const openColumns = ['key', 'stage', 'join_key', 'state', 'opened_at', 'losses'] as const

export function toOpenJob(row: Pick<JobRow, (typeof openColumns)[number]>): OpenJob {
  const state = row.state === 'waiting' ? 'waiting' : 'ready'
  return { key: row.key, stage: toStage(row), join: row.join_key ?? undefined, state, turn: `${row.opened_at}.${row.losses}` }
}

export function toEnded(row: JobRow): Ended {
  const ended = { stage: toStage(row), input: decodeJson(row.input, `the input of job ${row.key}`) }
  if (row.state === 'done')
    return { ...ended, outcome: { kind: 'done', output: decodeJson(row.output ?? 'null', `the output of job ${row.key}`) } }
  const { failure_code: code, failure_message: message } = row
  return { ...ended, outcome: { kind: 'failed', code: code ?? 'internal', message: message ?? 'No reason was kept' } }
}

/** Throws `store-corrupt` for a stage that this version does not have. */
export function toStage({ key, stage }: { readonly key?: string; readonly stage: string }): StageName {
  const known = stageNames.find((name) => name === stage)
  if (known) return known
  const message = `Cannot read job ${key ?? ''} in the store: its stage is "${stage}"; expected one of ${stageNames.join(', ')}`
  throw new PipelineError('store-corrupt', message, { retry: 'never' })
}
