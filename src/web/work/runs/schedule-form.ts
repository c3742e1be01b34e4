import { isAddress, listed, wishesOf, readComparisonForm, type ComparisonForm } from './comparison-form.ts'
import { scheduleInputSchema, type ScheduleInput } from './schedules.ts'

export const rhythms = [
  ['weekdays', 'Monday to Friday'],
  ['daily', 'Every day'],
  ['weekly', 'Every Monday'],
  ['six-hours', 'Every six hours'],
  ['custom', 'By cron fields'],
] as const

type Rhythm = (typeof rhythms)[number][0]

/** The fields of the form for a schedule as a person left them. */
export interface ScheduleForm extends ComparisonForm {
  readonly id: string
  /** Ids of search services, between spaces. */
  readonly searches: string
  /** One address a line. */
  readonly pins: string
  readonly rhythm: string
  /** `HH:MM` on clocks of the zone. */
  readonly time: string
  readonly cron: string
  readonly zone: string
  readonly missed: string
  readonly catchUpDays: string
  readonly overlap: string
  readonly graceMinutes: string
  /** Empty where nobody is told. */
  readonly webhook: string
}

export function readScheduleForm(form: URLSearchParams): ScheduleForm {
  const text = (name: keyof ScheduleForm) => (form.get(name) ?? '').trim()
  return {
    ...readComparisonForm(form),
    id: text('id'),
    searches: text('searches'),
    pins: text('pins'),
    rhythm: text('rhythm'),
    time: text('time'),
    cron: text('cron'),
    zone: text('zone'),
    missed: text('missed'),
    catchUpDays: text('catchUpDays'),
    overlap: text('overlap'),
    graceMinutes: text('graceMinutes'),
    webhook: text('webhook'),
  }
}

/** Throws a `ZodError` that names the fields that cannot be used. */
export function toScheduleInput(form: ScheduleForm): ScheduleInput {
  const { id, anchor, searches, pins, zone, missed, catchUpDays, overlap, graceMinutes, webhook } = form
  return scheduleInputSchema.parse({
    ...wishesOf(form),
    id,
    ...(isAddress(anchor) ? { url: anchor } : { query: anchor }),
    searches: listed(searches),
    pins: listed(pins),
    cron: cronOf(form),
    zone: zone === '' ? 'UTC' : zone,
    // What was left empty, or is not on an older form, is as usual.
    ...(missed === '' ? {} : { missed }),
    ...(catchUpDays === '' ? {} : { catchUpDays: Number(catchUpDays) }),
    ...(overlap === '' ? {} : { overlap }),
    ...(graceMinutes === '' ? {} : { graceMinutes: Number(graceMinutes) }),
    ...(webhook === '' ? {} : { webhook }),
  })
}

/** The cron fields of a rhythm, or those that were typed. */
export function cronOf({ rhythm, time, cron }: Pick<ScheduleForm, 'rhythm' | 'time' | 'cron'>): string {
  const [hour = 7, minute = 0] = /^\d\d:\d\d$/u.test(time) ? time.split(':').map(Number) : []
  const fields: Readonly<Record<Exclude<Rhythm, 'custom'>, string>> = {
    weekdays: `${minute} ${hour} * * 1-5`,
    daily: `${minute} ${hour} * * *`,
    weekly: `${minute} ${hour} * * 1`,
    'six-hours': `${minute} ${hour % 6}-23/6 * * *`,
  }
  return new Map(Object.entries(fields)).get(rhythm) ?? cron
}
