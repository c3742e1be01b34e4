import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import { decodeJson, encodeJson } from './json.ts'
import type { Tables } from './tables.ts'

const scheduleStates = ['active', 'paused'] as const

/** A comparison that is made again and again. The table is the truth about schedules, whoever runs them. */
export interface Schedule {
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

/** How one due time ended. */
export interface ScheduleRun {
  readonly dueAt: number
  readonly run: string | undefined
  readonly state: 'done' | 'failed'
  /** Where the report lies, or why there is none. */
  readonly note: string | undefined
  readonly endedAt: number
}

export interface ScheduleStore {
  /** `false` when there is one of this id already. */
  add(schedule: Schedule): Promise<boolean>
  get(id: string): Promise<Schedule | undefined>
  /** By id. */
  list(): Promise<readonly Schedule[]>
  setState(id: string, state: Schedule['state']): Promise<void>
  /** Takes a due time for this process: `false` when another has dealt with it. */
  claim(id: string, dueAt: number): Promise<boolean>
  /** Gives a claimed due time back, because its run was stopped: it is due again. Nothing happens when a later one has been claimed since. */
  release(id: string, claimed: { readonly dueAt: number; readonly handledAt: number }): Promise<void>
  record(id: string, end: ScheduleRun): Promise<void>
  /** The newest first. */
  history(id: string, limit: number): Promise<readonly ScheduleRun[]>
  remove(id: string): Promise<void>
}

export function scheduleStore(db: Kysely<Tables>): ScheduleStore {
  return {
    add: async ({ id, request, cron, zone, state, createdAt, handledAt }) => {
      const row = { id, request: encodeJson(request), cron, zone, state, created_ms: createdAt, handled_ms: handledAt }
      const added = await db
        .insertInto('schedules')
        .values(row)
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
    claim: async (id, dueAt) => {
      const claimed = db.updateTable('schedules').set({ handled_ms: dueAt }).where('id', '=', id).where('handled_ms', '<', dueAt)
      return (await claimed.executeTakeFirst()).numUpdatedRows > 0n
    },
    release: async (id, { dueAt, handledAt }) => {
      await db.updateTable('schedules').set({ handled_ms: handledAt }).where('id', '=', id).where('handled_ms', '=', dueAt).execute()
    },
    record: async (schedule, { dueAt, run, state, note, endedAt }) => {
      const end = { run: run ?? null, state, note: note ?? null, ended_ms: endedAt }
      const insert = db.insertInto('schedule_runs').values({ schedule, due_ms: dueAt, ...end })
      await insert.onConflict((found) => found.columns(['schedule', 'due_ms']).doUpdateSet(end)).execute()
    },
    history: async (schedule, limit) => {
      const rows = db.selectFrom('schedule_runs').selectAll().where('schedule', '=', schedule)
      const found = await rows.orderBy('due_ms', 'desc').limit(limit).execute()
      return found.map(toRun)
    },
    remove: (id) =>
      db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('schedule_runs').where('schedule', '=', id).execute()
        await transaction.deleteFrom('schedules').where('id', '=', id).execute()
      }),
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
  }
}

function toRun(row: Selectable<Tables['schedule_runs']>): ScheduleRun {
  return {
    dueAt: row.due_ms,
    run: row.run ?? undefined,
    state: z.enum(['done', 'failed']).parse(row.state),
    note: row.note ?? undefined,
    endedAt: row.ended_ms,
  }
}
