import type { Kysely } from 'kysely'
import { z } from 'zod'
import { toId } from '../../core/ids.ts'
import type { RunId } from '../../model.ts'
import { decodeNoun, decodeWord, encodeJson, faultsIn, ifSound, unlessCorrupt } from './json.ts'
import { runSettings, type RunSettings } from './run-settings.ts'
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

/** A run without what was asked for, which may be a whole lexicon long. */
export type RunHead = Omit<RunRecord, 'settings' | 'fingerprint'>

export interface RunStore {
  /** Keeps the run as it is when there is one of this id. */
  create(run: RunRecord): Promise<void>
  /**
   * The newest open run of the same fingerprint, to go on with, or else this one, created: one run, however many processes begin it at once. Where
   * another run has its id, it is given one of its own.
   */
  begin(run: RunRecord): Promise<RunRecord>
  get(id: RunId): Promise<RunRecord | undefined>
  /** The newest open run of this fingerprint: work to go on with. `undefined` also where that cannot be read. */
  findOpen(fingerprint: string): Promise<RunRecord | undefined>
  /** `at` is ISO 8601. An open run has neither an end nor a failure, whatever it had before. */
  setState(id: RunId, state: RunState, at: string, failure?: RunFailure): Promise<void>
  /** All that came to their end, the oldest first. */
  finished(): Promise<readonly Pick<RunRecord, 'id' | 'createdAt'>[]>
  /** The newest first, without those that cannot be read; only those in this state where one is named. */
  heads(choice: { readonly limit: number; readonly state?: RunState }): Promise<readonly RunHead[]>
  head(id: RunId): Promise<RunHead | undefined>
  /** The newest first, without those that cannot be read. */
  list(limit: number): Promise<readonly RunRecord[]>
  /** What keeps some of the newest runs from being read, a message each. */
  unreadable(limit: number): Promise<readonly string[]>
}

export function runStore(db: Kysely<Tables>): RunStore {
  const settings = runSettings()
  return {
    create: (run) => create(db, run, settings),
    begin: (run) =>
      db.transaction().execute(async (transaction) => {
        const open = await findOpen(transaction, run.fingerprint, settings)
        if (open) return open
        const fresh = { ...run, id: await freeId(transaction, run.id) }
        await create(transaction, fresh, settings)
        return fresh
      }),
    get: async (id) => {
      const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst()
      return row && read(db, row, settings)
    },
    findOpen: (fingerprint) => findOpen(db, fingerprint, settings),
    setState: async (id, state, at, failure) => {
      const isOpen = state === 'open'
      const ended_ms = isOpen ? null : Date.parse(at)
      const kept = isOpen || failure === undefined ? null : encodeJson(failure)
      await db.updateTable('runs').set({ state, ended_ms, failure: kept }).where('id', '=', id).execute()
    },
    finished: async () => {
      const ended = db.selectFrom('runs').select(['id', 'created_ms']).where('state', '=', 'done')
      const rows = await ended.orderBy('created_ms').orderBy('id').execute()
      return rows.map(({ id, created_ms }) => ({ id: toId(id), createdAt: new Date(created_ms).toISOString() }))
    },
    heads: async ({ limit, state }) => {
      let rows = db.selectFrom('runs').select(headColumns).orderBy('created_ms', 'desc').orderBy('id').limit(limit)
      if (state !== undefined) rows = rows.where('state', '=', state)
      return (await rows.execute()).flatMap((row) => ifSound(() => toHead(row)) ?? [])
    },
    head: async (id) => {
      const row = await db.selectFrom('runs').select(headColumns).where('id', '=', id).executeTakeFirst()
      return row && toHead(row)
    },
    list: async (limit) => {
      const rows = await newest(db).limit(limit).execute()
      const records: RunRecord[] = []
      for (const row of rows) {
        const record = await read(db, row, settings).catch(unlessCorrupt)
        if (record) records.push(record)
      }
      return records
    },
    unreadable: async (limit) => faultsIn(await newest(db).limit(limit).execute(), (row) => read(db, row, settings)),
  }
}

/** The newest first. */
function newest(db: Kysely<Tables>) {
  return db.selectFrom('runs').selectAll().orderBy('created_ms', 'desc').orderBy('id')
}

async function findOpen(db: Kysely<Tables>, fingerprint: string, settings: RunSettings): Promise<RunRecord | undefined> {
  const row = await newest(db).where('fingerprint', '=', fingerprint).where('state', '=', 'open').limit(1).executeTakeFirst()
  return row && read(db, row, settings).catch(unlessCorrupt)
}

/** Ids tell the second: of the same work begun twice in one, the later has a number behind it. */
async function freeId(db: Kysely<Tables>, wanted: RunId): Promise<RunId> {
  const isTaken = (id: string) => db.selectFrom('runs').select('id').where('id', '=', id).executeTakeFirst()
  let id = wanted
  for (let number = 2; (await isTaken(id)) !== undefined; number++) id = toId(`${wanted}-${number}`)
  return id
}

async function create(db: Kysely<Tables>, run: RunRecord, settings: RunSettings): Promise<void> {
  const insert = db.insertInto('runs').values(toRow(run, await settings.put(db, run.settings)))
  await insert.onConflict((found) => found.column('id').doNothing()).execute()
}

function toRow(run: RunRecord, settings: string): Tables['runs'] {
  return {
    id: run.id,
    fingerprint: run.fingerprint,
    settings,
    state: run.state,
    created_ms: Date.parse(run.createdAt),
    ended_ms: run.endedAt === undefined ? null : Date.parse(run.endedAt),
    failure: run.failure === undefined ? null : encodeJson(run.failure),
  }
}

async function read(db: Kysely<Tables>, row: Tables['runs'], settings: RunSettings): Promise<RunRecord> {
  return { ...toHead(row), fingerprint: row.fingerprint, settings: await settings.get(db, row) }
}

const headColumns = ['id', 'state', 'created_ms', 'ended_ms', 'failure'] as const

function toHead(row: Pick<Tables['runs'], (typeof headColumns)[number]>): RunHead {
  return {
    id: toId(row.id),
    state: decodeWord(row.state, runStates, `the state of run ${row.id}`),
    createdAt: new Date(row.created_ms).toISOString(),
    endedAt: row.ended_ms === null ? undefined : new Date(row.ended_ms).toISOString(),
    failure: row.failure === null ? undefined : decodeNoun(row.failure, failureSchema, `the failure of run ${row.id}`),
  }
}

const failureSchema = z.strictObject({ code: z.string(), message: z.string() })
