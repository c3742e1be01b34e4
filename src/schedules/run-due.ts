import type { App } from '../app.ts'
import type { Schedule } from '../io/store/schedules.ts'
import { ticksOf } from '../runners/schedule.ts'
import type { Made } from './make-report.ts'
import { isUnderWay, runClaimed } from './run-claimed.ts'
import { tellWebhooks } from './tell-webhooks.ts'

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
  /** Runs of this process; all who look from it share the set. */
  readonly underWay: Set<string>
}

export type ScheduleEnd =
  | ({ readonly kind: 'done' } & Made)
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'stopped'; readonly message: string }
  | { readonly kind: 'skipped' | 'missed'; readonly message: string }

/**
 * Runs whatever is due, each due time once however many processes look at the same time: the table of runs decides. Schedules do not wait
 * for each other. What a process that died had begun is run again, and goes on from where it was. Webhooks that were away are tried again.
 */
export async function runDueSchedules(surroundings: ScheduleSurroundings, only?: string): Promise<void> {
  const schedules = await surroundings.app.store.schedules.list()
  const active = schedules.filter(({ id, state }) => state === 'active' && (only === undefined || id === only))
  // All have ended before a fault is told: whoever is told may close the store, and the others need it.
  const looks = await Promise.allSettled([...active.map((schedule) => runDue(schedule, surroundings)), tellWebhooks(surroundings, only)])
  for (const look of looks) if (look.status === 'rejected') throw look.reason
}

/** Runs a schedule now, whatever the time, and moves nothing. */
export async function runScheduleNow(schedule: Schedule, surroundings: ScheduleSurroundings): Promise<void> {
  const at = surroundings.app.now().getTime()
  await surroundings.app.store.schedules.claim(schedule.id, at, { at, cause: 'manual' })
  await runClaimed(schedule, { dueAt: at, cause: 'manual' }, surroundings)
}

/** A run of which nothing was heard for so long belongs to a process that died. */
const silenceMs = 60_000

async function runDue(schedule: Schedule, surroundings: ScheduleSurroundings): Promise<void> {
  const { schedules } = surroundings.app.store
  const at = surroundings.app.now().getTime()
  const busySince = await runAbandoned(schedule, surroundings)
  const ticks = ticksOf(schedule, { handledAt: schedule.handledAt, now: at })
  if (busySince !== undefined && schedule.overlap === 'queue') return
  const isNews = await noteMissed(schedule, ticks.missed, surroundings)
  if (isNews && ticks.missedMore > 0) {
    const more = `${ticks.isMissedCounted ? '' : 'at least '}${ticks.missedMore} more due times`
    surroundings.onEnd(schedule, { kind: 'missed', message: `${more} before those were missed` })
  }
  const isDealtWith =
    busySince === undefined
      ? await runTicks(schedule, ticks.run, surroundings)
      : await skipTicks(schedule, ticks.run, { ...surroundings, busySince })
  // Not before: who dies in between leaves what he did not get to due. A clock that was put back sets the mark back with it.
  if (isDealtWith) await schedules.moveHandled(schedule.id, { from: schedule.handledAt, to: ticks.handledAt })
}

/** Goes on with runs whose process died. Gives since when others are under way that are not abandoned. */
async function runAbandoned(schedule: Schedule, surroundings: ScheduleSurroundings): Promise<number | undefined> {
  const { store, now } = surroundings.app
  let busySince: number | undefined
  for (const { dueAt, cause = 'due', startedAt = dueAt } of await store.schedules.running(schedule.id)) {
    const at = now().getTime()
    // Nothing was heard of our own either while the machine slept, or when its clock was put forward.
    const isOurs = isUnderWay(schedule, dueAt, surroundings)
    const isTaken = !isOurs && (await store.schedules.takeOver(schedule.id, dueAt, { before: at - silenceMs, at }))
    if (isTaken) await runClaimed(schedule, { dueAt, cause }, surroundings)
    else busySince = Math.min(startedAt, busySince ?? startedAt)
  }
  return busySince
}

/** One after the other. `false` when it was broken off: what is left is for later looks. */
async function runTicks(schedule: Schedule, times: readonly number[], surroundings: ScheduleSurroundings): Promise<boolean> {
  const { store, now } = surroundings.app
  const at = now().getTime()
  for (const dueAt of times) {
    if (surroundings.signal.aborted) return false
    // Between two of ours, somebody else may have begun with the next.
    if (dueAt !== times[0] && (await store.schedules.running(schedule.id)).length > 0) return false
    const cause = at - dueAt > schedule.graceMs ? 'late' : 'due'
    if (await store.schedules.claim(schedule.id, dueAt, { at: now().getTime(), cause })) {
      await runClaimed(schedule, { dueAt, cause }, surroundings)
    }
  }
  return !surroundings.signal.aborted
}

/**
 * Writes down the times that came while a run was under way. Those before it are not skipped: whoever makes up for several times takes them one
 * after the other. `false` when there are such.
 */
async function skipTicks(
  schedule: Schedule,
  times: readonly number[],
  { app, onEnd, busySince }: ScheduleSurroundings & { readonly busySince: number },
): Promise<boolean> {
  const endedAt = app.now().getTime()
  const note = 'skipped: the run before was still under way'
  const skipped = times.filter((dueAt) => dueAt >= busySince)
  const noted = await app.store.schedules.note(
    schedule.id,
    skipped.map((dueAt) => ({ dueAt, run: undefined, state: 'skipped', note, endedAt })),
  )
  for (const dueAt of inOrder(noted)) onEnd(schedule, { kind: 'skipped', message: `${new Date(dueAt).toISOString()}: ${note}` })
  return skipped.length === times.length
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

function inOrder(times: readonly number[]): readonly number[] {
  return times.toSorted((a, b) => a - b)
}
