import { setTimeout as sleep } from 'node:timers/promises'
import { PipelineError } from '../errors.ts'
import type { RunCause, Schedule } from '../io/store/schedules.ts'
import type { ScheduleEnd, ScheduleSurroundings } from './run-due.ts'
import { tellWebhooks } from './tell-webhooks.ts'
import { tellingOf } from './telling.ts'

const heardEveryMs = 10_000

interface Claimed {
  readonly dueAt: number
  readonly cause: RunCause
}

/**
 * Runs a due time that is ours, and writes down how it ended. One failed run never stops the next; its history says why it failed. A mistake of
 * ours is thrown on after that, so that no process meets it again for ever.
 */
export async function runClaimed(schedule: Schedule, { dueAt, cause }: Claimed, surroundings: ScheduleSurroundings): Promise<void> {
  const { app, onEnd, underWay } = surroundings
  const startedAt = app.now().getTime()
  const ended = new AbortController()
  underWay.add(nameOf(schedule, dueAt))
  const heartbeat = keepHeard(schedule.id, dueAt, { app, signal: ended.signal })
  try {
    const { end, mistake } = await made(schedule, dueAt, surroundings)
    if (end.kind === 'stopped') {
      await app.store.schedules.release(schedule.id, dueAt)
      onEnd(schedule, cause === 'manual' ? { kind: 'stopped', message: 'Stopped by the user' } : end)
      return
    }
    const { details: told, telling: message } = tellingOf(schedule, { dueAt, end }, surroundings)
    const { run, note, details } =
      end.kind === 'done'
        ? { run: end.run, note: end.folder, details: end.details }
        : { run: undefined, note: end.message, details: undefined }
    const endedAt = app.now().getTime()
    const ending = { dueAt, run, state: end.kind, note, endedAt, startedAt, cause, details: { ...details, ...told }, telling: message }
    await app.store.schedules.record(schedule.id, ending)
    onEnd(schedule, end)
    // The run has ended: others may begin with the next while the webhook is being told.
    const [telling] = await Promise.allSettled([tellWebhooks(surroundings, schedule.id)])
    if (mistake !== undefined) throw mistake
    if (telling.status === 'rejected') throw telling.reason
  } finally {
    ended.abort()
    await heartbeat
    underWay.delete(nameOf(schedule, dueAt))
  }
}

/** Whether this process is at it. */
export function isUnderWay(schedule: Schedule, dueAt: number, { underWay }: Pick<ScheduleSurroundings, 'underWay'>): boolean {
  return underWay.has(nameOf(schedule, dueAt))
}

function nameOf({ id }: Schedule, dueAt: number): string {
  return `${id} ${dueAt}`
}

interface Ended {
  readonly end: Exclude<ScheduleEnd, { readonly kind: 'skipped' | 'missed' }>
  /** What nobody expected. */
  readonly mistake?: unknown
}

async function made(schedule: Schedule, dueAt: number, { make, signal }: ScheduleSurroundings): Promise<Ended> {
  try {
    return { end: { kind: 'done', ...(await make(schedule, dueAt)) } }
  } catch (error) {
    const known = error instanceof PipelineError ? error : undefined
    if (signal.aborted || known?.code === 'stopped') {
      return { end: { kind: 'stopped', message: 'Stopped: the same time is due again' } }
    }
    if (known) return { end: { kind: 'failed', code: known.code, message: known.message } }
    return { end: { kind: 'failed', code: 'internal', message: 'A mistake of ours: the log has more' }, mistake: error }
  }
}

/** Says that the run goes on, until it has ended. */
async function keepHeard(id: string, dueAt: number, { app, signal }: Pick<ScheduleSurroundings, 'app' | 'signal'>): Promise<void> {
  while (!signal.aborted) {
    await sleep(heardEveryMs, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    try {
      await app.store.schedules.heard(id, dueAt, app.now().getTime())
    } catch (error) {
      // The store is away: said again when it is back.
      if (!(error instanceof PipelineError)) throw error
    }
  }
}
