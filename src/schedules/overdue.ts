import type { App } from '../app.ts'
import { PipelineError } from '../errors.ts'
import type { Schedule } from '../io/store/schedules.ts'
import { dueTime } from '../runners/schedule.ts'

export interface Overdue {
  readonly id: string
  readonly dueAt: number
  readonly lateMs: number
}

/** Nobody asks more often by hand between two due times. */
const runsLookedAt = 50

/** Active schedules whose due time has passed by more than their grace while nobody began a run: no timer looks at them. */
export async function overdueSchedules({ store, now }: Pick<App, 'store' | 'now'>): Promise<readonly Overdue[]> {
  const at = now().getTime()
  const overdue: Overdue[] = []
  for (const schedule of await store.schedules.list()) {
    if (schedule.state !== 'active') continue
    const dueAt = dueSince(schedule, at)
    if (dueAt === undefined || at - dueAt <= schedule.graceMs) continue
    const newest = await store.schedules.history(schedule.id, runsLookedAt)
    // Who runs it by hand does not run it when it is due.
    if (newest.some((run) => run.cause !== 'manual' && run.dueAt >= dueAt)) continue
    overdue.push({ id: schedule.id, dueAt, lateMs: at - dueAt })
  }
  return overdue
}

/** The newest due time that has passed and that nobody has dealt with. `undefined` also where the times cannot be read: that keeps no other from being found late, and "schedule list" says it. */
export function dueSince(schedule: Schedule, now: number): number | undefined {
  try {
    return dueTime(schedule, { handledAt: schedule.handledAt, now })
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error
    return undefined
  }
}
