import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '../src/app.ts'
import { planComparison, runPlan } from '../src/comparison-run.ts'
import { createScheduleWaker } from '../src/runners/redis/schedule-waker.ts'
import { makeReport } from '../src/schedules/make-report.ts'
import { runDueSchedules, type ScheduleSurroundings } from '../src/schedules/run-due.ts'
import { faultWords, runScheduleTimer } from '../src/schedules/timer.ts'
import type { Plan } from '../src/stages/plan.ts'

export interface ScheduleWorkOptions {
  readonly redisUrl: string
  readonly signal: AbortSignal
  readonly webhookSecret: string | undefined
  readonly onNotice: (notice: string) => void
}

/**
 * Runs schedules from a worker: woken by Redis on time, and by a look into the store every few seconds in case Redis is away or has lost an
 * alarm. As many workers as there are may do this; each due time is run by one of them.
 */
export async function workOnSchedules(app: App, options: ScheduleWorkOptions): Promise<void> {
  const { signal, onNotice, webhookSecret, redisUrl } = options
  const quietly = (plan: Plan) => runPlan(plan, app, { signal, onProgress: () => {} })
  const surroundings: ScheduleSurroundings = {
    app,
    make: (schedule, dueAt) =>
      makeReport(schedule, dueAt, { app, planOf: (request) => planComparison(request, { app, stdin: noStdin }), runPlan: quietly, signal }),
    signal,
    webhookSecret,
    underWay: new Set(),
    onEnd: ({ id }, end) => onNotice(`schedule ${id}: ${end.kind === 'done' ? (end.folder ?? 'nothing was edited') : end.message}`),
  }
  const woken = new Set<Promise<void>>()
  const waker = await createScheduleWaker({
    redisUrl,
    list: async () => (await app.store.schedules.list()).filter(({ state }) => state === 'active'),
    onWake: (id) => {
      // A moment later, so that a clock that runs a little behind says the same.
      const look = sleep(wakeAfterMs, undefined, { signal })
        .then(() => runDueSchedules(surroundings, id))
        .catch((error: unknown) => onNotice(faultWords(error)))
        .finally(() => woken.delete(look))
      woken.add(look)
    },
    onNotice,
  })
  await runScheduleTimer({ ...surroundings, onFault: onNotice })
  await waker[Symbol.asyncDispose]()
  await Promise.all(woken)
}

const wakeAfterMs = 250

async function noStdin(): Promise<Uint8Array> {
  return new Uint8Array()
}
