import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import { decodeJson, encodeJson } from './json.ts'
import type { Tables } from './tables.ts'

const scheduleStates = ['active', 'paused'] as const
export const scheduleKinds = ['compare', 'watch'] as const
export const missedPolicies = ['skip', 'one', 'all'] as const
export const overlapPolicies = ['skip', 'queue'] as const

/** What happens when things do not go as planned. */
export interface SchedulePolicy {
  /** `compare` makes a comparison each time; `watch` reads the same pages again and says what has changed. */
  readonly kind: (typeof scheduleKinds)[number]
  /** Of several times that passed while nobody looked: none is made up for, the newest is, or all within `windowMs` are. */
  readonly missed: (typeof missedPolicies)[number]
  readonly windowMs: number
  /** While the run before is still under way: the time is skipped, or waits. */
  readonly overlap: (typeof overlapPolicies)[number]
  /** How late a run may begin before somebody should know. */
  readonly graceMs: number
  /** Told of every run that ends. */
  readonly webhook: string | undefined
}

export const usualPolicy: SchedulePolicy = {
  kind: 'compare',
  missed: 'one',
  windowMs: 86_400_000,
  overlap: 'skip',
  graceMs: 900_000,
  webhook: undefined,
}

/** A comparison that is made again and again. The table is the truth about schedules, whoever runs them. */
export interface Schedule extends SchedulePolicy {
  readonly id: string
  /** What is compared; its shape is the affair of who runs it. */
  readonly request: unknown
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  readonly cron: string
  /** IANA name of the time zone that the fields are read in. */
  readonly zone: string
  readonly state: (typeof scheduleStates)[number]
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** The last due time that has been dealt with; later ones that have passed are due. */
  readonly handledAt: number
}

/** `running`: as far as is known. `skipped`: the run before was still under way. `missed`: nobody looked in time, and the policy makes up for no more. */
export const scheduleRunStates = ['running', 'done', 'failed', 'skipped', 'missed'] as const
/** Why a run was made: its time had come, somebody asked for it, or it makes up for a time that was missed. */
export const runCauses = ['due', 'manual', 'late'] as const
export type RunCause = (typeof runCauses)[number]

/** How one due time ended. */
export interface ScheduleRun {
  readonly dueAt: number
  readonly run: string | undefined
  readonly state: (typeof scheduleRunStates)[number]
  /** Where the report lies, or why there is none. */
  readonly note: string | undefined
  /** While it runs: when it was last heard of. */
  readonly endedAt: number
  readonly cause?: RunCause | undefined
  readonly startedAt?: number | undefined
  /** Counts by name, such as `articles` and `hits`. */
  readonly details?: Readonly<Record<string, number | string>> | undefined
}

export interface ScheduleStore {
  /** `false` when there is one of this id already. What the policy does not say is as usual. */
  add(schedule: Omit<Schedule, keyof SchedulePolicy> & Partial<SchedulePolicy>): Promise<boolean>
  get(id: string): Promise<Schedule | undefined>
  /** By id. */
  list(): Promise<readonly Schedule[]>
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
  /** The newest first. */
  history(id: string, limit: number): Promise<readonly ScheduleRun[]>
  /** Runs under way. */
  running(id: string): Promise<readonly ScheduleRun[]>
  remove(id: string): Promise<void>
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
      return rows.map(toSchedule).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    },
    setState: async (id, state) => {
      await db.updateTable('schedules').set({ state }).where('id', '=', id).execute()
    },
    moveHandled: async (id, { from, to }) => {
      await db.updateTable('schedules').set({ handled_ms: to }).where('id', '=', id).where('handled_ms', '=', from).execute()
    },
    claim: (id, dueAt, begin = { at: dueAt, cause: 'due' }) =>
      db.transaction().execute(async (transaction) => {
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
    record: async (schedule, end) => {
      const { schedule: _schedule, due_ms: _due, started_ms, cause, ...ended } = toRunRow(schedule, end)
      const change = { ...ended, ...(started_ms === null ? {} : { started_ms }), ...(cause === null ? {} : { cause }) }
      const insert = db.insertInto('schedule_runs').values(toRunRow(schedule, end))
      await insert.onConflict((found) => found.columns(['schedule', 'due_ms']).doUpdateSet(change)).execute()
    },
    note: async (schedule, runs) => {
      if (runs.length === 0) return []
      const insert = db.insertInto('schedule_runs').values(runs.map((run) => toRunRow(schedule, run)))
      const noted = await insert
        .onConflict((found) => found.columns(['schedule', 'due_ms']).doNothing())
        .returning('due_ms')
        .execute()
      return noted.map(({ due_ms }) => due_ms)
    },
    history: async (id, limit) => {
      const found = await runsOf(id).orderBy('due_ms', 'desc').limit(limit).execute()
      return found.map(toRun)
    },
    running: async (id) => {
      const found = await runsOf(id).where('state', '=', 'running').orderBy('due_ms').execute()
      return found.map(toRun)
    },
    remove: (id) =>
      db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('schedule_runs').where('schedule', '=', id).execute()
        await transaction.deleteFrom('watched').where('watch', '=', id).execute()
        await transaction.deleteFrom('schedules').where('id', '=', id).execute()
      }),
  }
}

function toRow({ createdAt, handledAt, windowMs, graceMs, request, webhook, ...plain }: Schedule): Tables['schedules'] {
  return {
    ...plain,
    request: encodeJson(request),
    created_ms: createdAt,
    handled_ms: handledAt,
    window_ms: windowMs,
    grace_ms: graceMs,
    webhook: webhook ?? null,
  }
}

function toSchedule(row: Selectable<Tables['schedules']>): Schedule {
  return {
    id: row.id,
    request: decodeJson(row.request, `the schedule ${row.id}`),
    cron: row.cron,
    zone: row.zone,
    state: z.enum(scheduleStates).parse(row.state),
    createdAt: row.created_ms,
    handledAt: row.handled_ms,
    kind: z.enum(scheduleKinds).parse(row.kind),
    missed: z.enum(missedPolicies).parse(row.missed),
    windowMs: row.window_ms,
    overlap: z.enum(overlapPolicies).parse(row.overlap),
    graceMs: row.grace_ms,
    webhook: row.webhook ?? undefined,
  }
}

function toRunRow(schedule: string, run: ScheduleRun): Tables['schedule_runs'] {
  return {
    schedule,
    due_ms: run.dueAt,
    run: run.run ?? null,
    state: run.state,
    note: run.note ?? null,
    ended_ms: run.endedAt,
    cause: run.cause ?? null,
    started_ms: run.startedAt ?? null,
    details: run.details === undefined ? null : encodeJson(run.details),
  }
}

const detailsSchema = z.record(z.string(), z.union([z.number(), z.string()]))

function toRun(row: Selectable<Tables['schedule_runs']>): ScheduleRun {
  return {
    dueAt: row.due_ms,
    run: row.run ?? undefined,
    state: z.enum(scheduleRunStates).parse(row.state),
    note: row.note ?? undefined,
    endedAt: row.ended_ms,
    cause: row.cause === null ? undefined : z.enum(runCauses).parse(row.cause),
    startedAt: row.started_ms ?? undefined,
    details: row.details === null ? undefined : detailsSchema.parse(decodeJson(row.details, `a run of the schedule ${row.schedule}`)),
  }
}
