import PQueue from 'p-queue'
import { PipelineError } from '../errors.ts'
import type { RunId } from '../model.ts'
import { attempt, type Execution } from './attempt.ts'
import { withKeys } from './keyed.ts'
import { keepLeases, newOwner, recoverLost } from './leases.ts'
import { lanes, stagesOf, type Lane } from './runnable.ts'
import type { RunEnd, Runner, RunOptions } from './runner.ts'

export interface LocalRunnerOptions<Ports> extends Execution<Ports> {
  readonly ports: Ports
  /** Jobs at the same time, by lane. */
  readonly concurrency: Readonly<Record<Lane, number>>
  /** Resolves after that time, or as soon as the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Runs the pipeline in this process. Other processes may work on the same run: the ledger gives each job to one of them. */
export function createLocalRunner<Ports>(options: LocalRunnerOptions<Ports>): Runner {
  return {
    run: async (run, start, runOptions) => {
      const { ledger, stages, now } = options
      await ledger.resume(run)
      await ledger.open(run, withKeys(start, stages), now())
      const owner = newOwner()
      await recoverLost(ledger, run, { owner, at: now() })
      await using _leases = keepLeases(ledger, { owner, leaseMs, now })
      return new LocalRun(run, owner, options, runOptions).work()
    },
  }
}

const leaseMs = 30_000
/** Keys read ahead per place in a lane: one look into the ledger serves many jobs, and memory stays small however many wait. */
const readAhead = 8
/** How often the ledger is looked into while others work on the run. */
const pollMs = 500
const progressEveryMs = 200
