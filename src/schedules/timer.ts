import { setTimeout as sleep } from 'node:timers/promises'
import { PipelineError } from '../errors.ts'
import { runDueSchedules, type ScheduleSurroundings } from './run-due.ts'

const lookEveryMs = 15_000

/**
 * Looks for due schedules every few seconds, in this process, until the signal aborts; then waits for what is under way to be given back. A
 * look that fails is told and made up for by the next. Several of these may run over one store, in one process or in many.
 */
export async function runScheduleTimer(
  surroundings: ScheduleSurroundings & { readonly onFault: (message: string) => void },
): Promise<void> {
  const { signal, onFault } = surroundings
  const looks = new Set<Promise<void>>()
  while (!signal.aborted) {
    // Not waited for: a long run of one schedule must not keep the others from being looked at.
    const look = runDueSchedules(surroundings)
      .catch((error: unknown) => onFault(faultWords(error)))
      .finally(() => looks.delete(look))
    looks.add(look)
    await sleep(lookEveryMs, undefined, { signal }).catch(() => {})
  }
  await Promise.all(looks)
}

/** A mistake of ours is told with its stack. It stands in the history of its run, and ends no other. */
export function faultWords(error: unknown): string {
  if (error instanceof PipelineError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
