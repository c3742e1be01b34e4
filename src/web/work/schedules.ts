import { join } from 'node:path'
import { z } from 'zod'
import { reportFolder } from '../../bundle/make.ts'
import { comparisonRequestSchema, type ComparisonRequest } from '../../comparison-run.ts'
import { PipelineError } from '../../errors.ts'
import { publishReport } from '../../io/publish.ts'
import type { Schedule, ScheduleRun } from '../../io/store/schedules.ts'
import { dueTime, nextTimes } from '../../runners/schedule.ts'
import type { SiteParts } from '../site-parts.ts'
import { comparisonInputSchema, planOf, toComparisonRequest } from './comparison-input.ts'

/** A schedule as the API takes it: a comparison of an address, and when it is made. */
export const scheduleInputSchema = comparisonInputSchema
  .omit({ text: true })
  .required({ url: true })
  .extend({
    id: z
      .string()
      .regex(/^[a-zA-Z\d][\w.-]{0,79}$/u, 'expected letters, digits, dots and hyphens, a letter or digit first')
      .describe('A name of your own.'),
    cron: z.string().max(200).describe('Minute, hour, day of the month, month, day of the week.'),
    zone: z.string().max(60).default('UTC').describe('Time zone of these fields, such as Asia/Almaty.'),
  })

export type ScheduleInput = z.infer<typeof scheduleInputSchema>

export interface ScheduleView {
  readonly schedule: Schedule
  readonly request: ComparisonRequest
  /** Epoch milliseconds; none while it is paused. */
  readonly next: readonly number[]
}

export async function listSchedules(parts: Pick<SiteParts, 'app'>): Promise<readonly ScheduleView[]> {
  return (await parts.app.store.schedules.list()).map((schedule) => viewOf(schedule, parts))
}

/** Throws `schedule-unknown`. */
export async function readSchedule(
  id: string,
  parts: Pick<SiteParts, 'app'>,
): Promise<ScheduleView & { readonly history: readonly ScheduleRun[] }> {
  const schedule = await parts.app.store.schedules.get(id)
  if (!schedule) throw new PipelineError('schedule-unknown', 'No schedule has this name', { retry: 'never' })
  return { ...viewOf(schedule, parts), history: await parts.app.store.schedules.history(id, 100) }
}

/** Refuses what could never run: a mistake is told to who makes it, and not when nobody looks. */
export async function addSchedule(input: ScheduleInput, parts: Pick<SiteParts, 'app' | 'shelf' | 'access'>): Promise<void> {
  const { app, access } = parts
  const { id, cron, zone, ...wishes } = input
  const at = app.now().getTime()
  nextTimes({ cron, zone }, { after: at, count: 1 })
  const request = toComparisonRequest(wishes, access)
  await planOf(request, parts)
  const added = await app.store.schedules.add({ id, cron, zone, request, state: 'active', createdAt: at, handledAt: at })
  if (!added)
    throw new PipelineError('schedule-exists', `There is a schedule called ${id} already: choose another name, or remove it first`, {
      retry: 'never',
    })
}

/** Makes the comparison of one due time, publishes its report below `reports/`, and writes down how it ended. A run that is stopped leaves the time due. */
async function runSchedule(schedule: Schedule, dueAt: number, parts: Pick<SiteParts, 'app' | 'desk' | 'shelf' | 'log'>): Promise<void> {
  const { app, desk, log } = parts
  const { schedules } = app.store
  const endedAt = () => app.now().getTime()
  try {
    const plan = await planOf(comparisonRequestSchema.parse(schedule.request), parts)
    const run = await desk.start(plan)
    await desk.settled(run)
    const record = await app.store.runs.get(run)
    if (record?.state === 'open') return await schedules.release(schedule.id, { dueAt, handledAt: schedule.handledAt })
    if (record?.state !== 'done')
      throw new PipelineError('run-failed', record?.failure?.message ?? 'The run was cancelled', { retry: 'never' })
    const folder = join('reports', schedule.id, new Date(dueAt).toISOString().slice(0, 16).replace(':', ''))
    await publishReport(await reportFolder(run, app), app.resolvePath(folder))
    await schedules.record(schedule.id, { dueAt, run, state: 'done', note: folder, endedAt: endedAt() })
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error
    log('warn', 'schedule failed', { schedule: schedule.id, code: error.code, message: error.message })
    await schedules.record(schedule.id, { dueAt, run: undefined, state: 'failed', note: error.message, endedAt: endedAt() })
  }
}

/** Makes every comparison that is due. A time is claimed before it is worked on, so that two timers make one run. */
export async function runDue(parts: Pick<SiteParts, 'app' | 'desk' | 'shelf' | 'log'>): Promise<void> {
  const { store, now } = parts.app
  const due = []
  for (const schedule of await store.schedules.list()) {
    const time = schedule.state === 'active' ? dueTime(schedule, { handledAt: schedule.handledAt, now: now().getTime() }) : undefined
    if (time !== undefined && (await store.schedules.claim(schedule.id, time))) due.push(runSchedule(schedule, time, parts))
  }
  await Promise.all(due)
}

/** Runs a schedule beside its own times; nobody waits for it. */
export function startNow({ schedule }: ScheduleView, parts: Pick<SiteParts, 'app' | 'desk' | 'shelf' | 'log'>): void {
  runSchedule(schedule, parts.app.now().getTime(), parts).catch((error: unknown) => {
    parts.log('error', 'schedule broke off', { schedule: schedule.id, stack: error instanceof Error ? error.stack : String(error) })
  })
}

function viewOf(schedule: Schedule, { app }: Pick<SiteParts, 'app'>): ScheduleView {
  const { state, cron, zone, request } = schedule
  const next = state === 'active' ? nextTimes({ cron, zone }, { after: app.now().getTime(), count: 5 }) : []
  return { schedule, request: comparisonRequestSchema.parse(request), next }
}
