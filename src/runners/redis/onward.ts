import { setTimeout as sleep } from 'node:timers/promises'
import { PipelineError } from '../../errors.ts'
import type { RunId } from '../../model.ts'
import type { StageName } from '../../stages/stage.ts'
import { attempt, type Execution, type Surroundings } from '../attempt.ts'
import type { Gate } from '../gate.ts'
import type { FollowUp, Hold, KeptJob } from '../ledger.ts'
import type { Lane } from '../runnable.ts'
import type { Places } from './places.ts'

export interface OnwardOptions<Ports> {
  readonly execution: Execution<Ports>
  readonly gate: Gate
  readonly places: Places
  /** Kinds of jobs that this process takes. */
  readonly lanes: readonly Lane[]
  readonly hold: () => Hold
  readonly surroundingsFor: (run: RunId) => Surroundings<Ports>
  /** Hands over what follows from a job that has ended. */
  readonly onEnd: (run: RunId, followUp: FollowUp) => Promise<void>
  /** Hands over a job that nobody holds any more, for when it is due: at once, where no time is given. */
  readonly onLetGo: (job: KeptJob, until: number | undefined) => Promise<void>
  readonly onNotice: (notice: string) => void
  readonly signal: AbortSignal
}

const pauseMs = 1000

/**
 * Goes on here, at once, with the one job that follows from another, where its lane has a free place: it is opened and taken with the commit
 * that ends the other, and no ticket has to go to Redis and come back. For whoever dies over it, it is a job like any other that he held.
 */
export class Onward<Ports> {
  readonly #options: OnwardOptions<Ports>
  /** By run and key. */
  readonly #going = new Map<string, Promise<void>>()

  constructor(options: OnwardOptions<Ports>) {
    this.#options = options
  }

  /** For how long to keep a job that follows. More may be kept than there are places, as many as end within one commit: they wait. */
  readonly keep = (follower: StageName): Hold | undefined => {
    const { execution, lanes, places, hold } = this.#options
    const lane = execution.stages.get(follower)?.lane
    return lane && lanes.includes(lane) && places.isFree(lane) ? hold() : undefined
  }

  /** Runs a job that is kept. */
  go(job: KeptJob): void {
    const id = nameOf(job)
    this.#going.set(
      id,
      this.#run(job).finally(() => this.#going.delete(id)),
    )
  }

  /** Whether the job goes on here. */
  has(job: { readonly run: string; readonly key: string }): boolean {
    return this.#going.has(nameOf(job))
  }

  /** When nothing goes on any more. */
  async idle(): Promise<void> {
    while (this.#going.size > 0) await Promise.all(this.#going.values())
  }

  /** Never rejects. */
  async #run(job: KeptJob): Promise<void> {
    const { execution, gate, surroundingsFor, onEnd, onLetGo, onNotice } = this.#options
    try {
      const end = await gate.enter('shared', () => attempt(job, execution, surroundingsFor(job.run)))
      if (end.kind === 'finished') await onEnd(job.run, end.followUp)
      else if (end.kind !== 'lost') await onLetGo(job, end.kind === 'postponed' ? end.until : undefined)
    } catch (error) {
      onNotice(error instanceof PipelineError ? error.message : `Internal error in a worker: ${String(error)}`)
      await this.#letGo(job)
    }
  }

  /** Our lease would be renewed for as long as this process lives. */
  async #letGo(job: KeptJob): Promise<void> {
    const { execution, onLetGo, onNotice, signal } = this.#options
    while (!signal.aborted) {
      await sleep(pauseMs, undefined, { signal }).catch(() => {})
      try {
        await execution.ledger.giveBack(job)
        await onLetGo(job, undefined)
        return
      } catch (error) {
        onNotice(error instanceof Error ? error.message : String(error))
      }
    }
  }
}

function nameOf({ run, key }: { readonly run: string; readonly key: string }): string {
  return `${run} ${key}`
}
