import type { Kysely } from 'kysely'
import type { RunId } from '../../../model.ts'
import type { Failure } from '../../../runners/ledger.ts'
import type { StageName } from '../../../stages/stage.ts'
import type { Tables } from '../tables.ts'
import { failedRows, readyRows, toStage } from './rows.ts'

/** A job that failed for good. */
export interface FailedJob extends Failure {
  readonly key: string
  readonly stage: StageName
}

/** A job that may not be taken yet, because its host has its turn later or it failed a moment ago. */
export interface WaitingJob {
  readonly key: string
  readonly stage: StageName
  /** Epoch milliseconds. */
  readonly until: number
  /** How often it failed. */
  readonly attempts: number
}

/** What a person who watches a run wants to know of its jobs. Changes nothing. */
export interface WorkView {
  /** The first to wait for comes first. */
  waiting(run: RunId, choice: { readonly at: number; readonly limit: number }): Promise<readonly WaitingJob[]>
  /** The newest first. */
  failed(run: RunId, limit: number): Promise<readonly FailedJob[]>
}

export function workView(db: Kysely<Tables>): WorkView {
  return {
    waiting: async (run, { at, limit }) => {
      const rows = await readyRows(db, run)
        .select(['key', 'stage', 'not_before', 'attempts'])
        .where('not_before', '>', at)
        .orderBy('not_before')
        .limit(limit)
        .execute()
      return rows.map(({ key, stage, not_before, attempts }) => ({ key, stage: toStage({ key, stage }), until: not_before, attempts }))
    },
    failed: async (run, limit) => {
      const rows = await failedRows(db, run)
        .select(['key', 'stage', 'failure_code', 'failure_message'])
        .orderBy('ended_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => ({
        key: row.key,
        stage: toStage(row),
        code: row.failure_code ?? 'internal',
        message: row.failure_message ?? 'No reason was kept',
      }))
    },
  }
}
