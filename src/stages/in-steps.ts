import type { Steps } from '../core/steps.ts'

export interface TurnPorts {
  /** Resolves once timers and connections that wait for this process have had their turn. */
  readonly giveWay: () => Promise<void>
}

/** Does long work without keeping the process from anything else: a site answers and leases are renewed between its steps. An aborted signal ends it. */
export async function inSteps<Result>(steps: Steps<Result>, { giveWay }: TurnPorts, signal: AbortSignal): Promise<Result> {
  for (;;) {
    signal.throwIfAborted()
    const step = steps.next()
    if (step.done === true) return step.value
    await giveWay()
  }
}
