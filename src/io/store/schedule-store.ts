import type { Kysely, Selectable, Transaction } from 'kysely'
import { encodeJson, faultsIn, ifSound } from './json.ts'
import {
  longestPutOffMs,
  tellingColumns,
  toDetails,
  toRow,
  toRun,
  toRunRow,
  toSchedule,
  toTelling,
  usualPolicy,
  type RunCause,
  type Schedule,
  type SchedulePolicy,
  type ScheduleRun,
  type Untold,
} from './schedules.ts'
import type { Tables } from './tables.ts'

export interface ScheduleStore {
  /** `false` when there is one of this id already. What the policy does not say is as usual. */
  add(schedule: Omit<Schedule, keyof SchedulePolicy> & Partial<SchedulePolicy>): Promise<boolean>
  get(id: string): Promise<Schedule | undefined>
  /** By id, without those that cannot be read. */
  list(): Promise<readonly Schedule[]>
  /** What keeps schedules and their runs from being read, a message each. */
  unreadable(): Promise<readonly string[]>
  setState(id: string, state: Schedule['state']): Promise<void>
  /** Says up to when due times have been dealt with, unless somebody has moved that mark meanwhile. */
  moveHandled(id: string, mark: { readonly from: number; readonly to: number }): Promise<void>
  /**
   * Takes a due time for this process, and with it all that were due before: `false` when somebody has it already, running or ended. Who asks for a
   * run by hand moves nothing. What was written down as missed or skipped at a later time than now was so by a clock that has been put right since.
   */
  claim(id: string, dueAt: number, begin?: { readonly at: number; readonly cause: RunCause }): Promise<boolean>
  /** Gives a claimed due time back, because its run was stopped: it is due again, and so are those that were skipped because of that run. */
  release(id: string, dueAt: number): Promise<void>
  /** Says that a claimed run goes on. */
  heard(id: string, dueAt: number, at: number): Promise<void>
  /** Takes over a run of which nothing was heard since `before`: its process has died. `false` when somebody else did. */
  takeOver(id: string, dueAt: number, heard: { readonly before: number; readonly at: number }): Promise<boolean>
  record(id: string, end: ScheduleRun): Promise<void>
  /** Writes down due times for which nothing was done, and keeps what is known of them already. Gives those that were not known. */
  note(id: string, runs: readonly ScheduleRun[]): Promise<readonly number[]>
  /** The newest first, without those that cannot be read. */
  history(id: string, limit: number): Promise<readonly ScheduleRun[]>
  /** Runs under way. */
  running(id: string): Promise<readonly ScheduleRun[]>
  /** Runs whose webhook is to be told by now, of all schedules or one; those that have waited longest first, without those that cannot be read. */
  untold(at: number, choice: { readonly limit: number; readonly only?: string }): Promise<readonly Untold[]>
  /** Takes the telling of a run for this process by moving its time. `false` when somebody else did. */
  takeTelling(id: string, dueAt: number, time: { readonly from: number; readonly to: number }): Promise<boolean>
  /** Writes down what became of a try, and when the next one is, if any; nothing when it was `taken` by somebody else meanwhile. */
  recordTelling(id: string, dueAt: number, outcome: Pick<ScheduleRun, 'details' | 'telling'> & { readonly taken: number }): Promise<void>
  /** Removes it with its history. What is under way ends as it does, and is written down nowhere; what its webhook was not told yet, it is not told. */
  remove(id: string): Promise<Removed>
}

/** What went with a schedule that was removed. */
export interface Removed {
  /** Runs under way. */
  readonly running: number
  /** Runs of which the webhook had not been told yet. */
  readonly untold: number
}

export function scheduleStore(db: Kysely<Tables>): ScheduleStore {
  const runsOf = (id: string) => db.selectFrom('schedule_runs').selectAll().where('schedule', '=', id)
  return {
    add: async (schedule) => {
      const added = await db
        .insertInto('schedules')
        .values(toRow({ ...usualPolicy, ...schedule }))
        .onConflict((found) => found.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      return added !== undefined
    },
    get: async (id) => {
      const row = await db.selectFrom('schedules').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toSchedule(row)
    },
    list: async () => {
      const rows = await db.selectFrom('schedules').selectAll().execute()
      return rows.flatMap((row) => ifSound(() => toSchedule(row)) ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    },
    unreadable: async () => {
      const schedules = await db.selectFrom('schedules').selectAll().orderBy('id').execute()
      const runs = await db.selectFrom('schedule_runs').selectAll().orderBy('schedule').orderBy('due_ms').execute()
      return [...(await faultsIn(schedules, toSchedule)), ...(await faultsIn(runs, toRun))]
    },
    setState: async (id, state) => {
      await db.updateTable('schedules').set({ state }).where('id', '=', id).execute()
    },
    moveHandled: async (id, { from, to }) => {
      await db.updateTable('schedules').set({ handled_ms: to }).where('id', '=', id).where('handled_ms', '=', from).execute()
    },
    claim: (id, dueAt, begin = { at: dueAt, cause: 'due' }) =>
      db.transaction().execute(async (transaction) => {
        if (!(await isThere(transaction, id))) return false
        const run: ScheduleRun = {
          dueAt,
          run: undefined,
          state: 'running',
          note: undefined,
          endedAt: begin.at,
          startedAt: begin.at,
          cause: begin.cause,
        }
        const row = toRunRow(id, run)
        const insert = transaction.insertInto('schedule_runs').values(row)
        const taken = await insert
          .onConflict((found) =>
            found
              .columns(['schedule', 'due_ms'])
              .doUpdateSet(row)
              .where('schedule_runs.state', 'in', ['missed', 'skipped'])
              .where('schedule_runs.ended_ms', '>', begin.at),
          )
          .returning('due_ms')
          .executeTakeFirst()
        if (!taken) return false
        if (begin.cause === 'manual') return true
        const moved = transaction.updateTable('schedules').set({ handled_ms: dueAt }).where('id', '=', id).where('handled_ms', '<', dueAt)
        await moved.execute()
        return true
      }),
    release: (id, dueAt) =>
      db.transaction().execute(async (transaction) => {
        const own = transaction.deleteFrom('schedule_runs').where('schedule', '=', id).where('due_ms', '=', dueAt)
        await own.where('state', '=', 'running').execute()
        const skipped = transaction.deleteFrom('schedule_runs').where('schedule', '=', id).where('due_ms', '>', dueAt)
        await skipped.where('state', '=', 'skipped').execute()
        const back = transaction
          .updateTable('schedules')
          .set({ handled_ms: dueAt - 1 })
          .where('id', '=', id)
        await back.where('handled_ms', '>=', dueAt).execute()
      }),
    heard: async (id, dueAt, at) => {
      const run = db.updateTable('schedule_runs').set({ ended_ms: at }).where('schedule', '=', id).where('due_ms', '=', dueAt)
      await run.where('state', '=', 'running').execute()
    },
    takeOver: async (id, dueAt, { before, at }) => {
      const run = db.updateTable('schedule_runs').set({ ended_ms: at }).where('schedule', '=', id).where('due_ms', '=', dueAt)
      const taken = await run.where('state', '=', 'running').where('ended_ms', '<', before).executeTakeFirst()
      return taken.numUpdatedRows > 0n
    },
    record: (schedule, end) =>
      db.transaction().execute(async (transaction) => {
        if (!(await isThere(transaction, schedule))) return
        const { schedule: _schedule, due_ms: _due, started_ms, cause, ...ended } = toRunRow(schedule, end)
        const change = { ...ended, ...(started_ms === null ? {} : { started_ms }), ...(cause === null ? {} : { cause }) }
        const insert = transaction.insertInto('schedule_runs').values(toRunRow(schedule, end))
        await insert.onConflict((found) => found.columns(['schedule', 'due_ms']).doUpdateSet(change)).execute()
      }),
    note: async (schedule, runs) => {
      if (runs.length === 0) return []
      return db.transaction().execute(async (transaction) => {
        if (!(await isThere(transaction, schedule))) return []
        const insert = transaction.insertInto('schedule_runs').values(runs.map((run) => toRunRow(schedule, run)))
        const noted = await insert
          .onConflict((found) => found.columns(['schedule', 'due_ms']).doNothing())
          .returning('due_ms')
          .execute()
        return noted.map(({ due_ms }) => due_ms)
      })
    },
    history: async (id, limit) => {
      const found = await runsOf(id).orderBy('due_ms', 'desc').limit(limit).execute()
      return found.flatMap(soundRun)
    },
    running: async (id) => {
      const found = await runsOf(id).where('state', '=', 'running').orderBy('due_ms').execute()
      return found.flatMap(soundRun)
    },
    untold: async (at, { limit, only }) => {
      let query = db
        .selectFrom('schedule_runs')
        .innerJoin('schedules', 'schedules.id', 'schedule_runs.schedule')
        .selectAll('schedules')
        .select(['due_ms', 'details', 'telling', 'tell_ms'])
        .where((run) => run.or([run('tell_ms', '<=', at), run('tell_ms', '>', at + longestPutOffMs)]))
      if (only !== undefined) query = query.where('schedule', '=', only)
      const found = await query.orderBy('tell_ms').limit(limit).execute()
      return found.flatMap((row) => ifSound(() => toUntold(row)) ?? [])
    },
    takeTelling: async (id, dueAt, { from, to }) => {
      const run = db.updateTable('schedule_runs').set({ tell_ms: to }).where('schedule', '=', id).where('due_ms', '=', dueAt)
      const taken = await run.where('tell_ms', '=', from).executeTakeFirst()
      return taken.numUpdatedRows > 0n
    },
    recordTelling: async (id, dueAt, { details, telling, taken }) => {
      const change = { ...tellingColumns(telling), ...(details === undefined ? {} : { details: encodeJson(details) }) }
      const run = db.updateTable('schedule_runs').set(change).where('schedule', '=', id).where('due_ms', '=', dueAt)
      await run.where('tell_ms', '=', taken).execute()
    },
    remove: (id) =>
      db.transaction().execute(async (transaction) => {
        // First, so that who is about to write down a run waits, and then finds no schedule.
        await transaction.deleteFrom('schedules').where('id', '=', id).execute()
        const runs = await transaction.deleteFrom('schedule_runs').where('schedule', '=', id).returning(['state', 'tell_ms']).execute()
        await transaction.deleteFrom('watched').where('watch', '=', id).execute()
        return {
          running: runs.filter(({ state }) => state === 'running').length,
          untold: runs.filter(({ tell_ms }) => tell_ms !== null).length,
        }
      }),
  }
}

/** Whether a schedule is there, and stays until the transaction ends: a run of one that has been removed would stand in the history of the next of that name. */
async function isThere(transaction: Transaction<Tables>, id: string): Promise<boolean> {
  const held = transaction.updateTable('schedules').set((row) => ({ handled_ms: row.ref('handled_ms') }))
  return (await held.where('id', '=', id).executeTakeFirst()).numUpdatedRows > 0n
}

function soundRun(row: Selectable<Tables['schedule_runs']>): readonly ScheduleRun[] {
  const run = ifSound(() => toRun(row))
  return run ? [run] : []
}

type UntoldRow = Selectable<Tables['schedules']> & Pick<Selectable<Tables['schedule_runs']>, 'due_ms' | 'details' | 'telling' | 'tell_ms'>

function toUntold(row: UntoldRow): Untold | undefined {
  const run = { ...row, schedule: row.id }
  const telling = toTelling(run)
  return telling && { schedule: toSchedule(row), dueAt: row.due_ms, details: toDetails(run), telling }
}
