import type { Kysely } from 'kysely'
import { z } from 'zod'
import { toId } from '../../core/ids.ts'
import type { RunId } from '../../model.ts'
import { decodeJson, decodeNoun, encodeJson } from './json.ts'
import type { Tables } from './tables.ts'

export const runStates = ['open', 'done', 'failed', 'cancelled'] as const
export type RunState = (typeof runStates)[number]

export interface RunFailure {
  readonly code: string
  readonly message: string
}

/** What was asked for, and how it ended. */
export interface RunRecord {
  readonly id: RunId
  /** The same for runs that are the same work. */
  readonly fingerprint: string
  /** JSON; its shape is the affair of who made the run. */
  readonly settings: unknown
  readonly state: RunState
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** `undefined` while the run is open. */
  readonly endedAt: string | undefined
  readonly failure: RunFailure | undefined
}

export interface RunStore {
  /** Keeps the run as it is when there is one of this id. */
  create(run: RunRecord): Promise<void>
  get(id: RunId): Promise<RunRecord | undefined>
  /** The newest open run of this fingerprint: work to go on with. */
  findOpen(fingerprint: string): Promise<RunRecord | undefined>
  /** `at` is ISO 8601. An open run has neither an end nor a failure, whatever it had before. */
  setState(id: RunId, state: RunState, at: string, failure?: RunFailure): Promise<void>
  /** The newest first. */
  list(limit: number): Promise<readonly RunRecord[]>
}

export function runStore(db: Kysely<Tables>): RunStore {
  const newest = () => db.selectFrom('runs').selectAll().orderBy('created_ms', 'desc').orderBy('id')
  return {
    create: async (run) => {
      const insert = db.insertInto('runs').values(toRow(run))
      await insert.onConflict((found) => found.column('id').doNothing()).execute()
    },
    get: async (id) => {
      const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toRecord(row)
    },
    findOpen: async (fingerprint) => {
      const row = await newest().where('fingerprint', '=', fingerprint).where('state', '=', 'open').limit(1).executeTakeFirst()
      return row && toRecord(row)
    },
    setState: async (id, state, at, failure) => {
      const isOpen = state === 'open'
      const ended_ms = isOpen ? null : Date.parse(at)
      const kept = isOpen || failure === undefined ? null : encodeJson(failure)
      await db.updateTable('runs').set({ state, ended_ms, failure: kept }).where('id', '=', id).execute()
    },
    list: async (limit) => {
      const rows = await newest().limit(limit).execute()
      return rows.map(toRecord)
    },
  }
}

function toRow(run: RunRecord): Tables['runs'] {
  return {
    id: run.id,
    fingerprint: run.fingerprint,
    settings: encodeJson(run.settings),
    state: run.state,
    created_ms: Date.parse(run.createdAt),
    ended_ms: run.endedAt === undefined ? null : Date.parse(run.endedAt),
    failure: run.failure === undefined ? null : encodeJson(run.failure),
  }
}

function toRecord(row: Tables['runs']): RunRecord {
  return {
    id: toId(row.id),
    fingerprint: row.fingerprint,
    settings: decodeJson(row.settings, `the settings of run ${row.id}`),
    state: stateSchema.parse(row.state),
    createdAt: new Date(row.created_ms).toISOString(),
    endedAt: row.ended_ms === null ? undefined : new Date(row.ended_ms).toISOString(),
    failure: row.failure === null ? undefined : decodeNoun(row.failure, failureSchema, `the failure of run ${row.id}`),
  }
}

const stateSchema = z.enum(runStates)
const failureSchema = z.strictObject({ code: z.string(), message: z.string() })
