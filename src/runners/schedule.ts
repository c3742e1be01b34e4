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
  return newestTimes(timing, { after: handledAt, until: now, most: 50 }).times.at(-1)
}

/** What is to be done about the due times that have passed. */
export interface Ticks {
  /** To be run, the oldest first. Of very many the oldest: what comes after `handledAt` is for the next look. */
  readonly run: readonly number[]
  /** To be written down as missed: the newest of them. */
  readonly missed: readonly number[]
  /** Missed beside those. There may be still more where `isMissedCounted` is `false`: nobody counts the minutes of a year. */
  readonly missedMore: number
  readonly isMissedCounted: boolean
  /** Up to when all has been dealt with when that is done. */
  readonly handledAt: number
}

/** Sorts the due times that have passed by policy. A clock that was put back makes nothing due again and nothing lost: what comes next is due when it comes. */
export function ticksOf(
  timing: Timing & { readonly missed: 'skip' | 'one' | 'all'; readonly windowMs: number; readonly graceMs: number },
  { handledAt, now }: { readonly handledAt: number; readonly now: number },
): Ticks {
  const { missed: policy, windowMs, graceMs } = timing
  const windowFrom = policy === 'all' ? Math.max(handledAt, now - windowMs - 1) : now
  const run = timesBetween(timing, { after: windowFrom, until: now, most: mostListed }).slice(0, mostListed)
  const passed = newestTimes(timing, { after: handledAt, until: windowFrom, most: mostCounted })
  const newest = run.at(-1) ?? passed.times.at(-1)
  if (newest === undefined) return { run: [], missed: [], missedMore: 0, isMissedCounted: true, handledAt: Math.min(handledAt, now) }
  const isNewestRun = policy !== 'all' && (policy === 'one' || now - newest <= graceMs)
  const missed = isNewestRun ? passed.times.slice(0, -1) : passed.times
  const listed = missed.slice(-mostListed)
  return {
    run: isNewestRun ? [newest] : run,
    missed: listed,
    missedMore: missed.length - listed.length,
    isMissedCounted: passed.isAll,
    handledAt: newest,
  }
}

/** Times that are made up for, or listed as missed, at once. */
const mostListed = 50
const mostCounted = 300

interface Span {
  /** Not itself. */
  readonly after: number
  readonly until: number
  readonly most: number
}

/** The due times of a span, the oldest first; of more than `most`, some of the newest, and at least one. */
function newestTimes(timing: Timing, { after, until, most }: Span): { readonly times: readonly number[]; readonly isAll: boolean } {
  let times = timesBetween(timing, { after, until, most })
  if (times.length < most) return { times, isAll: true }
  // Too many come after `tooEarly`, none after `tooLate`.
  let [tooEarly, tooLate] = [after, until]
  while (times.length === 0 || times.length >= most) {
    const middle = Math.floor((tooEarly + tooLate) / 2)
    times = timesBetween(timing, { after: middle, until, most })
    if (times.length === 0) tooLate = middle
    else tooEarly = middle
  }
  return { times, isAll: false }
}

/** The due times of a span, the oldest first, up to `most` and a few more. */
function timesBetween(timing: Timing, { after, until, most }: Span): readonly number[] {
  const times: number[] = []
  for (let from = after; from < until && times.length < most;) {
    const page = nextTimes(timing, { after: from, count: 50 }).filter((time) => time <= until)
    times.push(...page)
    if (page.length < 50) break
    from = page.at(-1) ?? until
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
