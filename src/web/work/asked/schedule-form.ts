import { PipelineError } from '../../../errors.ts'
import { plainMistake } from '../../../io/config/plain-mistake.ts'
import { nextTimes, type Timing } from '../../../runners/schedule.ts'
import { isAddress, listed, wishesOf, readComparisonForm, type ComparisonForm } from './comparison-form.ts'
import { fieldMistakes } from './form-mistakes.ts'
import { scheduleInputSchema, type ScheduleInput } from './schedule-input.ts'

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

/** What the form asks for, or all that is wrong with it at once. */
export function readSchedulePlan(form: ScheduleForm): { readonly input: ScheduleInput } | { readonly mistakes: readonly string[] } {
  const parsed = scheduleInputSchema.safeParse(wishedSchedule(form), { error: plainMistake })
  const timing = timingMistakes(form)
  if (parsed.success && timing.length === 0) return { input: parsed.data }
  return { mistakes: [...new Set([...(parsed.error ? fieldMistakes(parsed.error) : []), ...timing])] }
}

/** What is wrong with when it shall run. */
export function timingMistakes(form: Pick<ScheduleForm, 'rhythm' | 'time' | 'cron' | 'zone'>): readonly string[] {
  const { rhythm, cron, zone } = form
  const chosen = rhythms.find(([value]) => value === rhythm)
  const mistakes: string[] = []
  if (cron !== '' && chosen !== undefined && rhythm !== 'custom')
    mistakes.push(`Cron fields: “${cron}” is typed there, but “How often” says “${chosen[1]}”: choose “By cron fields”, or empty them`)
  const zoneMistake = mistakeOf({ cron: '0 0 * * *', zone: zoneOf(zone) })
  if (zoneMistake !== undefined) mistakes.push(`Time zone: ${zoneMistake}`)
  const cronMistake = mistakeOf({ cron: cronOf(form), zone: 'UTC' })
  if (cronMistake !== undefined) mistakes.push(`Cron fields: ${cronMistake}`)
  return mistakes
}

function mistakeOf(timing: Timing): string | undefined {
  try {
    nextTimes(timing, { after: 0, count: 1 })
    return undefined
  } catch (error) {
    if (error instanceof PipelineError) return error.message
    throw error
  }
}

function zoneOf(zone: string): string {
  return zone === '' ? 'UTC' : zone
}

function wishedSchedule(form: ScheduleForm): Readonly<Record<string, unknown>> {
  const { id, anchor, searches, pins, zone, missed, catchUpDays, overlap, graceMinutes, webhook } = form
  return {
    ...wishesOf(form),
    id,
    ...(isAddress(anchor) ? { url: anchor } : { query: anchor }),
    searches: listed(searches),
    pins: listed(pins),
    cron: cronOf(form),
    zone: zoneOf(zone),
    // What was left empty, or is not on an older form, is as usual.
    ...(missed === '' ? {} : { missed }),
    ...(catchUpDays === '' ? {} : { catchUpDays: Number(catchUpDays) }),
    ...(overlap === '' ? {} : { overlap }),
    ...(graceMinutes === '' ? {} : { graceMinutes: Number(graceMinutes) }),
    ...(webhook === '' ? {} : { webhook }),
  }
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
