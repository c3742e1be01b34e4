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
  let due: number | undefined
  let after = handledAt
  for (let step = 0; step < mostMissed; step++) {
    const [next] = nextTimes(timing, { after, count: 1 })
    if (next === undefined || next > now) return due
    due = next
    after = next
  }
  return due
}

/** A schedule that slept longer than this many times is caught up in several steps. */
const mostMissed = 10_000

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
    const why = cause instanceof Error ? cause.message : 'unknown'
    const message = `"${cron}" is no schedule (${why}): expected minute, hour, day, month and day of the week, such as "0 7 * * 1-5"`
    throw new PipelineError('cron-invalid', message, { retry: 'never', cause })
  }
}
