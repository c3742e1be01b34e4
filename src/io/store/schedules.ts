import type { Selectable } from 'kysely'
import { z } from 'zod'
import { decodeJson, decodeNoun, decodeWord, encodeJson } from './json.ts'
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
  /** While its webhook has not heard of its end. */
  readonly telling?: Telling | undefined
}

/** What a webhook is still to be told, the same at each try. */
export interface Telling {
  /** By which a receiver knows what it has heard already. */
  readonly delivery: string
  readonly body: string
  /** That have failed. */
  readonly tries: number
  /** When it is tried next, or left to others by who is at it. Epoch milliseconds. */
  readonly at: number
}

/** No try is put off for longer. One that is further off was put off by a clock that has been put right since. */
export const longestPutOffMs = 6 * 3_600_000

/** A run whose webhook is still to be told. */
export interface Untold extends Pick<ScheduleRun, 'dueAt' | 'details'> {
  readonly schedule: Schedule
  readonly telling: Telling
}

/** As a row of its table. */
export function toRow({ createdAt, handledAt, windowMs, graceMs, request, webhook, ...plain }: Schedule): Tables['schedules'] {
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

/** Throws `store-corrupt`, also for a policy that this version does not know. */
export function toSchedule(row: Selectable<Tables['schedules']>): Schedule {
  const where = `the schedule ${row.id}`
  return {
    id: row.id,
    request: decodeJson(row.request, where),
    cron: row.cron,
    zone: row.zone,
    state: decodeWord(row.state, scheduleStates, where),
    createdAt: row.created_ms,
    handledAt: row.handled_ms,
    kind: decodeWord(row.kind, scheduleKinds, where),
    missed: decodeWord(row.missed, missedPolicies, where),
    windowMs: row.window_ms,
    overlap: decodeWord(row.overlap, overlapPolicies, where),
    graceMs: row.grace_ms,
    webhook: row.webhook ?? undefined,
  }
}

/** As a row of its table; absent values are null. */
export function toRunRow(schedule: string, run: ScheduleRun): Tables['schedule_runs'] {
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
    ...tellingColumns(run.telling),
  }
}

/** The time has a column of its own, so that it can be looked for. */
export function tellingColumns(telling: Telling | undefined): Pick<Tables['schedule_runs'], 'telling' | 'tell_ms'> {
  if (telling === undefined) return { telling: null, tell_ms: null }
  const { at, ...message } = telling
  return { telling: encodeJson(message), tell_ms: at }
}

const detailsSchema = z.record(z.string(), z.union([z.number(), z.string()]))
const tellingSchema = z.object({ delivery: z.string(), body: z.string(), tries: z.number() })

/** Throws `store-corrupt` for a row that another hand wrote. */
export function toRun(row: Selectable<Tables['schedule_runs']>): ScheduleRun {
  return {
    dueAt: row.due_ms,
    run: row.run ?? undefined,
    state: decodeWord(row.state, scheduleRunStates, whereOf(row)),
    note: row.note ?? undefined,
    endedAt: row.ended_ms,
    cause: row.cause === null ? undefined : decodeWord(row.cause, runCauses, whereOf(row)),
    startedAt: row.started_ms ?? undefined,
    details: toDetails(row),
    telling: toTelling(row),
  }
}

function whereOf({ schedule }: Pick<Selectable<Tables['schedule_runs']>, 'schedule'>): string {
  return `a run of the schedule ${schedule}`
}

/** `undefined` for runs that counted nothing. */
export function toDetails({
  schedule,
  details,
}: Pick<Selectable<Tables['schedule_runs']>, 'schedule' | 'details'>): ScheduleRun['details'] {
  return details === null ? undefined : decodeNoun(details, detailsSchema, whereOf({ schedule }))
}

/** `undefined` once the webhook has been told, or was given up. */
export function toTelling(row: Pick<Selectable<Tables['schedule_runs']>, 'schedule' | 'telling' | 'tell_ms'>): Telling | undefined {
  if (row.telling === null || row.tell_ms === null) return undefined
  const message = decodeNoun(row.telling, tellingSchema, `what the webhook of the schedule ${row.schedule} is told`)
  return { ...message, at: row.tell_ms }
}
