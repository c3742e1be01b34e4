import type { RunId } from '../model.ts'
import type { Next } from '../stages/stage.ts'
import type { Failure, StageProgress } from './ledger.ts'

/** Runs a pipeline to its end, in this process or on workers. */
export interface Runner {
  /**
   * Works until nothing of the run is open. A run that was stopped or killed goes on from where it was: jobs that have ended are not run
   * again. Throws `PipelineError` when the ledger or the queue cannot be used.
   */
  run(run: RunId, start: Next, options: RunOptions): Promise<RunEnd>
}

export interface RunOptions {
  /** Stops the run: no job is started any more, running ones are told and given back. */
  readonly signal: AbortSignal
  /** Called at the start, while things change (a few times a second at most), and at the end. */
  onProgress(progress: Progress): void
}

export interface Progress {
  readonly stages: readonly StageProgress[]
  /** What keeps the run from going on, in words for the user: no worker, no Redis. */
  readonly notice: string | undefined
}

/** Failed: a `then` outside all joins has failed, or every job outside joins has, so that nothing came of it. */
export type RunEnd = { readonly kind: 'done' } | { readonly kind: 'stopped' } | ({ readonly kind: 'failed' } & Failure)
