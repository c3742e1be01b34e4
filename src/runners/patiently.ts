import { setTimeout as sleep } from 'node:timers/promises'
import { PipelineError } from '../errors.ts'

export interface Patience {
  readonly signal: AbortSignal
  readonly mostTries: number
  /** A wait that is longer is not begun. */
  readonly longestWaitMs: number
}

/** Does what no job does, and yet waits as the runners do for jobs: for the turn of a host, and for a host that asked for quiet. */
export async function patiently<Value>(ask: () => Promise<Value>, { signal, mostTries, longestWaitMs }: Patience): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      const waitMs = error instanceof PipelineError && typeof error.retry === 'object' ? error.retry.afterMs : undefined
      if (waitMs === undefined || waitMs > longestWaitMs || tries >= mostTries) throw error
      await sleep(waitMs, undefined, { signal })
    }
  }
}
