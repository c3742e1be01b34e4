import type { RunResult } from '../../../comparison-run.ts'
import { PipelineError } from '../../../errors.ts'
import type { RunRecord } from '../../../io/store/runs.ts'
import type { ScheduleRun } from '../../../io/store/schedules.ts'
import type { RunEnd } from '../../../runners/runner.ts'
import { nextTimes } from '../../../runners/schedule.ts'
import { makeReport } from '../../../schedules/make-report.ts'
import { runScheduleNow, type ScheduleSurroundings } from '../../../schedules/run-due.ts'
import { upcomingOf, upcomingSchedules, type UpcomingSchedule } from '../../../schedules/upcoming.ts'
import { checkWebhook } from '../../../schedules/webhook.ts'
import type { Plan } from '../../../stages/plan.ts'
import type { SiteParts } from '../../site-parts.ts'
import { planOf, toComparisonRequest } from '../asked/comparison-input.ts'
import { dayMs, minuteMs, type ScheduleInput } from '../asked/schedule-input.ts'

export type ScheduleView = UpcomingSchedule

/** Without those that cannot be read, which `doctor` names. */
export async function listSchedules({ app }: Pick<SiteParts, 'app'>): Promise<readonly ScheduleView[]> {
  return upcomingSchedules(await app.store.schedules.list(), nextFive(app)).read
}

/** Throws `schedule-unknown`. */
export async function readSchedule(
  id: string,
  parts: Pick<SiteParts, 'app'>,
): Promise<ScheduleView & { readonly history: readonly ScheduleRun[] }> {
  const schedule = await parts.app.store.schedules.get(id)
  if (!schedule) throw new PipelineError('schedule-unknown', 'No schedule has this name', { retry: 'never' })
  return { ...upcomingOf(schedule, nextFive(parts.app)), history: await parts.app.store.schedules.history(id, 100) }
}

/** Refuses what could never run: a mistake is told to who makes it, and not when nobody looks. */
export async function addSchedule(
  input: ScheduleInput,
  parts: Pick<SiteParts, 'app' | 'shelf' | 'access' | 'webhookSecret'>,
): Promise<void> {
  const { app, access, webhookSecret } = parts
  const { id, cron, zone, missed, catchUpDays, overlap, graceMinutes, webhook, query, searches, pins, ...wishes } = input
  const at = app.now().getTime()
  nextTimes({ cron, zone }, { after: at, count: 1 })
  if (webhook !== undefined) checkWebhook(webhook, { secret: webhookSecret, access })
  const request = { ...toComparisonRequest(wishes, access), searches, pins, ...(query !== undefined && { anchor: query, query }) }
  await planOf(request, parts)
  const policy = { missed, windowMs: Math.round(catchUpDays * dayMs), overlap, graceMs: graceMinutes * minuteMs, webhook }
  const added = await app.store.schedules.add({ id, cron, zone, request, state: 'active', createdAt: at, handledAt: at, ...policy })
  if (!added)
    throw new PipelineError('schedule-exists', `There is a schedule called ${id} already: choose another name, or remove it first`, {
      retry: 'never',
    })
}

/** The address of a webhook may itself be a secret: who may only look is told its host. */
export function shownWebhook(webhook: string | undefined, isWhole: boolean): string | undefined {
  return webhook === undefined || isWhole ? webhook : `${new URL(webhook).origin}/…`
}

/** What became of a run; why a webhook was not told repeats its address, of which who may only look is told the host here too. */
export function shownDetails(details: ScheduleRun['details'], isWhole: boolean): ScheduleRun['details'] {
  const webhook = details?.['webhook']
  if (isWhole || typeof webhook !== 'string') return details
  return { ...details, webhook: webhook.replaceAll(/(https?:\/\/[^\s/?#]+)\S*/giu, '$1/…') }
}

type ScheduleParts = Pick<SiteParts, 'app' | 'desk' | 'shelf' | 'log' | 'webhookSecret' | 'scheduleRuns'>

/** How this site runs schedules: at the desk, where people see them. */
export function scheduleSurroundings(parts: ScheduleParts): ScheduleSurroundings {
  const { app, desk, log, webhookSecret, scheduleRuns } = parts
  const { signal } = scheduleRuns
  const atDesk = async (plan: Plan): Promise<RunResult> => {
    const run = await desk.start(plan)
    await desk.settled(run)
    return { run, end: endOf(await app.store.runs.get(run)) }
  }
  return {
    app,
    make: (schedule, dueAt) => makeReport(schedule, dueAt, { app, planOf: (request) => planOf(request, parts), runPlan: atDesk, signal }),
    signal,
    webhookSecret,
    underWay: scheduleRuns.underWay,
    onEnd: ({ id }, end) => {
      if (end.kind === 'done') log('info', 'schedule ran', { schedule: id, run: end.run })
      else log('warn', `schedule ${end.kind}`, { schedule: id, message: end.message })
    },
  }
}

function endOf(record: RunRecord | undefined): RunEnd {
  if (record?.state === 'done') return { kind: 'done' }
  if (record?.state === 'open') return { kind: 'stopped' }
  return { kind: 'failed', ...(record?.failure ?? { code: 'run-cancelled', message: 'The run was cancelled' }) }
}

/** Runs a schedule beside its own times; whoever asks does not wait for it, the site does before it ends. */
export function startNow({ schedule }: ScheduleView, parts: ScheduleParts): void {
  const { byHand } = parts.scheduleRuns
  const running = runScheduleNow(schedule, scheduleSurroundings(parts))
    .catch((error: unknown) =>
      parts.log('error', 'schedule broke off', { schedule: schedule.id, stack: error instanceof Error ? error.stack : String(error) }),
    )
    .finally(() => byHand.delete(running))
  byHand.add(running)
}

function nextFive({ now }: Pick<SiteParts['app'], 'now'>): { readonly after: number; readonly count: number } {
  return { after: now().getTime(), count: 5 }
}
