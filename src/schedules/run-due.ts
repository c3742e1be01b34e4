import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '../app.ts'
import { PipelineError } from '../errors.ts'
import type { RunCause, Schedule } from '../io/store/schedules.ts'
import { ticksOf } from '../runners/schedule.ts'
import { notify } from './notify.ts'
import type { Made } from './make-report.ts'

export interface ScheduleSurroundings {
  readonly app: Pick<App, 'store' | 'now' | 'webFor'>
  /** Makes what the schedule asks for: `makeReport`, with a way to run plans. Throws `PipelineError` for whatever kept it from that. */
  readonly make: (schedule: Schedule, dueAt: number) => Promise<Made>
  /** Stops what is under way; its due time is then due again. */
  readonly signal: AbortSignal
  /** How a run ended, for a person who looks on. */
  readonly onEnd: (schedule: Schedule, end: ScheduleEnd) => void
  /** Shared secret of the webhooks. */
  readonly webhookSecret: string | undefined
}

export type ScheduleEnd =
  | ({ readonly kind: 'done' } & Made)
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'skipped' | 'missed' | 'stopped'; readonly message: string }

/**
 * Runs whatever is due, each due time once however many processes look at the same time: the table of runs decides. Schedules do not wait
 * for each other. What a process that died had begun is run again, and goes on from where it was.
 */
export async function runDueSchedules(surroundings: ScheduleSurroundings, only?: string): Promise<void> {
  const schedules = await surroundings.app.store.schedules.list()
  const active = schedules.filter(({ id, state }) => state === 'active' && (only === undefined || id === only))
  await Promise.all(active.map((schedule) => runDue(schedule, surroundings)))
}

/** Runs a schedule now, whatever the time, and moves nothing. */
export async function runScheduleNow(schedule: Schedule, surroundings: ScheduleSurroundings): Promise<void> {
  const at = surroundings.app.now().getTime()
  await surroundings.app.store.schedules.claim(schedule.id, at, { at, cause: 'manual' })
  await runClaimed(schedule, { dueAt: at, cause: 'manual', handledAt: schedule.handledAt }, surroundings)
}

/** A run of which nothing was heard for so long belongs to a process that died. */
const silenceMs = 60_000
const heardEveryMs = 10_000

async function runDue(schedule: Schedule, surroundings: ScheduleSurroundings): Promise<void> {
  const { store, now } = surroundings.app
  const { schedules } = store
  const at = now().getTime()
  let isBusy = false
  for (const { dueAt, cause = 'due' } of await schedules.running(schedule.id)) {
    const isOurs = await schedules.takeOver(schedule.id, dueAt, { before: at - silenceMs, at })
    if (isOurs) await runClaimed(schedule, { dueAt, cause, handledAt: schedule.handledAt }, surroundings)
    else isBusy = true
  }
  const ticks = ticksOf(schedule, { handledAt: schedule.handledAt, now: at })
  if (isBusy && schedule.overlap === 'queue') return
  const isNews = await noteMissed(schedule, ticks.missed, surroundings)
  if (isNews && ticks.missedMore > 0) {
    surroundings.onEnd(schedule, { kind: 'missed', message: `${ticks.missedMore} more due times before those were missed` })
  }
  if (isBusy) await noteSkipped(schedule, ticks.run, surroundings)
  else {
    for (const dueAt of ticks.run) {
      if (surroundings.signal.aborted) return
      const cause = at - dueAt > schedule.graceMs ? 'late' : 'due'
      if (!(await schedules.claim(schedule.id, dueAt, { at: now().getTime(), cause }))) continue
      await runClaimed(schedule, { dueAt, cause, handledAt: schedule.handledAt }, surroundings)
    }
  }
  // Not before: who dies in between leaves what he did not get to due. A clock that was put back sets the mark back with it.
  if (!surroundings.signal.aborted && ticks.handledAt !== schedule.handledAt) await schedules.setHandled(schedule.id, ticks.handledAt)
}

/** Whether there was anything to write down: several processes may look at the same time, and one of them says it. */
async function noteMissed(schedule: Schedule, times: readonly number[], { app, onEnd }: ScheduleSurroundings): Promise<boolean> {
  const endedAt = app.now().getTime()
  const note = 'nothing ran at that time'
  const noted = await app.store.schedules.note(
    schedule.id,
    times.map((dueAt) => ({ dueAt, run: undefined, state: 'missed', note, endedAt })),
  )
  for (const dueAt of inOrder(noted)) onEnd(schedule, { kind: 'missed', message: `${new Date(dueAt).toISOString()}: ${note}` })
  return noted.length > 0
}

async function noteSkipped(schedule: Schedule, times: readonly number[], { app, onEnd }: ScheduleSurroundings): Promise<void> {
  const endedAt = app.now().getTime()
  const note = 'skipped: the run before was still under way'
  const noted = await app.store.schedules.note(
    schedule.id,
    times.map((dueAt) => ({ dueAt, run: undefined, state: 'skipped', note, endedAt })),
  )
  for (const dueAt of inOrder(noted)) onEnd(schedule, { kind: 'skipped', message: `${new Date(dueAt).toISOString()}: ${note}` })
}

function inOrder(times: readonly number[]): readonly number[] {
  return times.toSorted((a, b) => a - b)
}

interface Claimed {
  readonly dueAt: number
  readonly cause: RunCause
  readonly handledAt: number
}

/** One failed run never stops the next; its history says why it failed. */
async function runClaimed(schedule: Schedule, { dueAt, cause, handledAt }: Claimed, surroundings: ScheduleSurroundings): Promise<void> {
  const { app, onEnd, signal } = surroundings
  const { schedules } = app.store
  const startedAt = app.now().getTime()
  const ended = new AbortController()
  const heartbeat = keepHeard(schedule.id, dueAt, { app, signal: ended.signal })
  try {
    const made = await surroundings.make(schedule, dueAt)
    const end: ScheduleEnd = { kind: 'done', ...made }
    const details = { ...made.details, ...(await notify(schedule, { dueAt, end }, surroundings)) }
    await schedules.record(schedule.id, {
      dueAt,
      run: made.run,
      state: 'done',
      note: made.folder,
      endedAt: app.now().getTime(),
      startedAt,
      cause,
      details,
    })
    onEnd(schedule, end)
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error
    if (signal.aborted || error.code === 'stopped') {
      await schedules.release(schedule.id, { dueAt, handledAt })
      onEnd(schedule, { kind: 'stopped', message: 'Stopped: the same time is due again' })
      return
    }
    const end: ScheduleEnd = { kind: 'failed', code: error.code, message: error.message }
    const details = await notify(schedule, { dueAt, end }, surroundings)
    const endedAt = app.now().getTime()
    await schedules.record(schedule.id, { dueAt, run: undefined, state: 'failed', note: error.message, endedAt, startedAt, cause, details })
    onEnd(schedule, end)
  } finally {
    ended.abort()
    await heartbeat
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
