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

/**
 * Rows of a run that have not ended. An index holds them alone, so that a job changes it once when it is opened and once when it ends; it is found by
 * the states, of which an older version has one more for what is held.
 */
export function openRows(db: Kysely<Tables>, run: RunId) {
  const rows = db.selectFrom('jobs').where('run', '=', run).where('state', 'in', ['waiting', 'ready', 'running'])
  return rows.where('ended_at', 'is', null)
}

/** Rows of a run that nobody holds, and that may be taken when their time has come. */
export function readyRows(db: Kysely<Tables>, run: RunId) {
  const rows = db.selectFrom('jobs').where('run', '=', run).where('state', '=', 'ready')
  return rows.where('ended_at', 'is', null).where('owner', 'is', null)
}

/** Rows of a run that failed, by the index that holds these alone. */
export function failedRows(db: Kysely<Tables>, run: RunId) {
  return db.selectFrom('jobs').where('run', '=', run).where('state', '=', 'failed').where('failure_code', 'is not', null)
}

/**
 * Somebody holds the row, said of rows whose keys are known. Its owner says the same, and would lead a database to look among all rows that anybody
 * holds, which have an index.
 */
export const isHeldByKey = sql<SqlBool>`(jobs.lease_until is not null)`

/** A run in a form that no index knows, where the rows that are held are to be found by their owners: they are few, of all runs. */
export const runOfHeld = sql<string>`(jobs.run || '')`

/** First those that never cost a process its life, then in the order of opening. */
export function inTakingOrder<Output>(rows: SelectQueryBuilder<Tables, 'jobs', Output>): SelectQueryBuilder<Tables, 'jobs', Output> {
  return rows.orderBy('losses').orderBy('opened_at').orderBy('place').orderBy('key')
}

export const placeColumns = ['losses', 'opened_at', 'place', 'key'] as const

/** The same for rows that have been read. */
export function byTakingOrder(a: PlaceInLine, b: PlaceInLine): number {
  return a.losses - b.losses || a.opened_at - b.opened_at || a.place - b.place || (a.key < b.key ? -1 : 1)
}

export type PlaceInLine = Pick<JobRow, 'losses' | 'opened_at' | 'place' | 'key'>

/** The row is taken after that one. Its place comes as values: to one that it would have to look up, SQLite walks from the first row on. */
export function isPast({ losses, opened_at, place, key }: PlaceInLine): Expression<SqlBool> {
  return sql<SqlBool>`(losses, opened_at, place, key) > (${losses}, ${opened_at}, ${place}, ${key})`
}

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

export type OpenRow = Pick<JobRow, (typeof openColumns)[number]>

export function toOpenJob(row: OpenRow): OpenJob {
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
