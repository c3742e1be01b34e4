import type { ComparisonRequest } from '../comparison-run.ts'
import { PipelineError } from '../errors.ts'
import type { Schedule } from '../io/store/schedules.ts'
import { nextTimes } from '../runners/schedule.ts'
import { requestOf } from './request-of.ts'

export interface UpcomingSchedule {
  readonly schedule: Schedule
  readonly request: ComparisonRequest
  /** Epoch milliseconds; none while it is paused. */
  readonly next: readonly number[]
}

/** What schedules ask for, and when they are due next. One of which that cannot be told keeps no other from it: its fault is among the others'. */
export function upcomingSchedules(
  schedules: readonly Schedule[],
  times: { readonly after: number; readonly count: number },
): { readonly read: readonly UpcomingSchedule[]; readonly faults: readonly string[] } {
  const read: UpcomingSchedule[] = []
  const faults: string[] = []
  for (const schedule of schedules) {
    try {
      read.push(upcomingOf(schedule, times))
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error
      faults.push(error.message)
    }
  }
  return { read, faults }
}

/** Throws `schedule-unreadable`, `cron-invalid` and `zone-invalid`. */
export function upcomingOf(schedule: Schedule, times: { readonly after: number; readonly count: number }): UpcomingSchedule {
  return { schedule, request: requestOf(schedule), next: schedule.state === 'active' ? nextTimes(schedule, times) : [] }
}
