import type { ZodType } from 'zod'
import type { RunId } from '../model.ts'

export const stageNames = ['discover', 'fetch', 'extract', 'group', 'score', 'compare', 'report'] as const
export type StageName = (typeof stageNames)[number]

/** A piece of work: which stage, and the ids it works on. `input` is JSON that the stage's schema accepts. */
export interface Job {
  readonly stage: StageName
  readonly input: unknown
}

/**
 * Follow-up work, as data. `each`: jobs that stand on their own but belong to the same join as the job they come from.
 * `all … then`: a new join; `then` starts when every job of `all`, and every job those led to, has ended, well or badly.
 */
export type Next = { readonly each: readonly Job[] } | { readonly all: readonly Job[]; readonly then: Job }

/** How a job of a join ended. */
export type Outcome =
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }

/** One ended job, as the `then` of its join is told of it. */
export interface Ended {
  readonly stage: StageName
  readonly input: unknown
  readonly outcome: Outcome
}

/** What a runner tells a stage beside its input. */
export interface StageContext {
  readonly run: RunId
  readonly signal: AbortSignal
  /** For the `then` of a join: every job that ended in it, in the order of their keys. Empty for other jobs. */
  readonly joined: readonly Ended[]
}

/**
 * One step of the pipeline. It takes an input and ports and returns an output; it never enqueues and never knows which runner
 * called it. It may run twice for the same input, so what it stores, it stores by upsert. Expected outcomes (a 404, a page without an
 * article) are values; faults throw `PipelineError`, whose `retry` only the runners read.
 */
export interface Stage<Input, Output, Ports> {
  readonly name: StageName
  /** What the work waits for: decides in which pool or queue it runs. Feeds have their own, so that a thousand of them never keep articles waiting. */
  readonly lane: 'polls' | 'network' | 'compute' | 'reports'
  readonly input: ZodType<Input>
  /** Says when two inputs of one run are the same work. Unique within the stage and the run. */
  key(input: Input): string
  run(input: Input, ports: Ports, context: StageContext): Promise<Output>
  /** What follows from the output; `{ each: [] }` where nothing does. */
  next(output: Output, input: Input): Next
}
