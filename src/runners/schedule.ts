import { Cron } from 'croner'
import { PipelineError } from '../errors.ts'

/** When something is due. */
export interface Timing {
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  readonly cron: string
  /** IANA name, such as Asia/Almaty. */
  readonly zone: string
}

/**
 * The next due times after a moment, in epoch milliseconds. An hour that the clocks leave out is due at the next moment there is; one that
 * comes twice is due once. Throws `cron-invalid` and `zone-invalid`; an expression that never comes due is invalid.
 */
export function nextTimes(timing: Timing, { after, count }: { readonly after: number; readonly count: number }): readonly number[] {
  const times = cronOf(timing)
    .nextRuns(count, new Date(after))
    .map((date) => date.getTime())
  if (times.length > 0) return times
  throw new PipelineError('cron-invalid', `The schedule "${timing.cron}" is never due`, { retry: 'never' })
}

/** The newest due time after `handledAt` that has passed; several that were missed make one run. `undefined` when nothing is due. */
export function dueTime(timing: Timing, { handledAt, now }: { readonly handledAt: number; readonly now: number }): number | undefined {
  return passedTimes(timing, { after: handledAt, now, windowMs: 0 }).at(-1)
}

/** What is to be done about the due times that have passed. */
export interface Ticks {
  /** To be run, the oldest first. */
  readonly run: readonly number[]
  /** To be written down as missed: the newest of them. */
  readonly missed: readonly number[]
  /** Missed beside those, as far as anybody looked. */
  readonly missedMore: number
  /** Up to when all has been dealt with when that is done. */
  readonly handledAt: number
}

/** Sorts the due times that have passed by policy. A clock that was put back makes nothing due again and nothing lost: what comes next is due when it comes. */
export function ticksOf(
  timing: Timing & { readonly missed: 'skip' | 'one' | 'all'; readonly windowMs: number; readonly graceMs: number },
  { handledAt, now }: { readonly handledAt: number; readonly now: number },
): Ticks {
  const times = passedTimes(timing, { after: handledAt, now, windowMs: timing.windowMs })
  const newest = times.at(-1)
  if (newest === undefined) return { run: [], missed: [], missedMore: 0, handledAt: Math.min(handledAt, now) }
  const run = madeUpFor(times, newest, { ...timing, now })
  const wanted = new Set(run)
  const missed = times.filter((time) => !wanted.has(time))
  const listed = missed.slice(-mostListed)
  return { run, missed: listed, missedMore: missed.length - listed.length, handledAt: newest }
}

function madeUpFor(
  times: readonly number[],
  newest: number,
  {
    missed,
    windowMs,
    graceMs,
    now,
  }: { readonly missed: 'skip' | 'one' | 'all'; readonly windowMs: number; readonly graceMs: number; readonly now: number },
): readonly number[] {
  if (missed === 'all') return times.filter((time) => now - time <= windowMs).slice(-mostListed)
  return missed === 'one' || now - newest <= graceMs ? [newest] : []
}

/** Times that are made up for, or listed as missed, at once. */
const mostListed = 50
/** Longer sleeps are looked at over this many pauses of the schedule; what lies before is not counted. */
const pausesLookedAt = 40
const mostPassed = 5000

/** Due times that have passed, the oldest first; after a long sleep, the newest. */
function passedTimes(
  timing: Timing,
  { after, now, windowMs }: { readonly after: number; readonly now: number; readonly windowMs: number },
): readonly number[] {
  if (after >= now) return []
  const coming = [now, ...nextTimes(timing, { after: now, count: 3 })]
  const longestPauseMs = Math.max(...coming.map((time, index) => time - (coming[index - 1] ?? time)))
  const recent = timesBetween(timing, Math.max(after, now - Math.max(windowMs, pausesLookedAt * longestPauseMs)), now)
  return recent.length > 0 ? recent : timesBetween(timing, after, now)
}

function timesBetween(timing: Timing, after: number, now: number): readonly number[] {
  const times: number[] = []
  for (let from = after; times.length < mostPassed;) {
    const page = nextTimes(timing, { after: from, count: 50 }).filter((time) => time <= now)
    times.push(...page)
    if (page.length < 50) break
    from = page.at(-1) ?? now
  }
  return times
}

function cronOf({ cron, zone }: Timing): Cron {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone })
  } catch (cause) {
    throw new PipelineError('zone-invalid', `"${zone}" is no time zone: expected a name such as Asia/Almaty or UTC`, {
      retry: 'never',
      cause,
    })
  }
  try {
    return new Cron(cron, { timezone: zone, paused: true, mode: '5-part' })
  } catch (cause) {
    const message = `"${cron}" is no schedule: expected minute, hour, day, month and day of the week, such as "0 7 * * 1-5"`
    throw new PipelineError('cron-invalid', message, { retry: 'never', cause })
  }
}
