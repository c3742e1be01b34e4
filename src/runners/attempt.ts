import { PipelineError } from '../errors.ts'
import type { Outcome, StageName } from '../stages/stage.ts'
import { withKeys } from './keyed.ts'
import type { Failure, FollowUp, Hold, KeyedNext, Ledger, TakenJob } from './ledger.ts'
import { judge, type RetryPolicy } from './retry.ts'
import type { Lane, Stages } from './runnable.ts'

/** What both runners need to run jobs. */
export interface Execution<Ports> {
  readonly stages: Stages<Ports>
  readonly ledger: Ledger
  readonly retry: RetryPolicy
  /** Epoch milliseconds. */
  readonly now: () => number
  /** 0 to 1: spreads retries. */
  readonly random: () => number
  /** Told of every error that is a mistake of ours, once, with its stack; the ledger keeps only that there was one. */
  onInternalError(error: unknown, job: TakenJob): void
}

export type AttemptEnd =
  | { readonly kind: 'finished'; readonly outcome: Outcome; readonly followUp: FollowUp }
  | { readonly kind: 'postponed'; readonly until: number }
  | { readonly kind: 'given-back' }
  /** Somebody else has the job by now, and this result was refused. */
  | { readonly kind: 'lost' }

/** How often a process may die over a job before the job gets the blame. */
const deathsAllowed = 2

export interface Surroundings<Ports> {
  readonly ports: () => Promise<Ports>
  readonly signal: AbortSignal
  /** Where jobs come by two ways, and share the places of their lane. */
  readonly place?: <Result>(lane: Lane, work: () => Promise<Result>) => Promise<Result>
  /** For how long to keep the one job that follows, where it may go on here at once. */
  readonly keep?: (follower: StageName) => Hold | undefined
}

/**
 * Runs one job that was taken, and writes into the ledger how it ended. Throws only when the ledger cannot be used. An aborted signal gives
 * the job back, unless the stage ended well all the same.
 */
export async function attempt<Ports>(job: TakenJob, execution: Execution<Ports>, surroundings: Surroundings<Ports>): Promise<AttemptEnd> {
  const { ledger, now } = execution
  if (job.losses >= deathsAllowed) {
    const message = `Given up on ${job.key}: the process died or stood still ${job.losses} times while it ran`
    return finish(job, failure({ code: 'worker-died', message }, now()), ledger)
  }
  let end: End
  try {
    end = await runStage(job, execution, surroundings)
  } catch (error) {
    if (surroundings.signal.aborted) {
      await ledger.giveBack(job)
      return { kind: 'given-back' }
    }
    if (!(error instanceof PipelineError)) execution.onInternalError(error, job)
    const verdict = judge(error, job, execution)
    if (verdict.kind === 'again') return postpone(job, verdict, execution)
    end = failure(verdict.failure, now())
  }
  return finish(job, end, ledger)
}

type End = Parameters<Ledger['finish']>[1]

async function runStage<Ports>(job: TakenJob, execution: Execution<Ports>, surroundings: Surroundings<Ports>): Promise<End> {
  const { stages, ledger, now } = execution
  const stage = stages.get(job.stage)
  if (!stage) {
    throw new PipelineError('job-invalid', `Cannot run ${job.key}: this pipeline has no stage "${job.stage}"`, { retry: 'never' })
  }
  const joined = job.isThen ? await ledger.joined(job.run, job.key) : []
  const context = { run: job.run, signal: surroundings.signal, joined }
  const ports = await surroundings.ports()
  const run = () => {
    // Told to stop while it waited: what was not begun is not begun any more.
    context.signal.throwIfAborted()
    return stage.run(job.input, ports, context)
  }
  const { output, next } = await (surroundings.place ? surroundings.place(stage.lane, run) : run())
  // An output that is no JSON has to fail here, where it costs this job, and not in the ledger, where it would cost the run.
  JSON.stringify(output)
  const keyed = withKeys(next, stages)
  return { outcome: { kind: 'done', output }, next: keyed, at: now(), keep: keepOf(keyed, surroundings) }
}

/** What a job alone leads to goes on where it was; of what it spreads out to, everybody shall have a part. */
function keepOf<Ports>(next: KeyedNext, { signal, keep }: Surroundings<Ports>): Hold | undefined {
  const [only, ...others] = 'each' in next ? next.each : []
  return only && others.length === 0 && !signal.aborted ? keep?.(only.stage) : undefined
}

function failure({ code, message }: Failure, at: number): End {
  return { outcome: { kind: 'failed', code, message }, next: { each: [] }, at }
}

async function finish(job: TakenJob, end: End, ledger: Ledger): Promise<AttemptEnd> {
  const followUp = await ledger.finish(job, end)
  return followUp ? { kind: 'finished', outcome: end.outcome, followUp } : { kind: 'lost' }
}

async function postpone<Ports>(
  job: TakenJob,
  delay: { readonly delayMs: number; readonly counts: 'attempt' | 'wait' },
  execution: Execution<Ports>,
): Promise<AttemptEnd> {
  const at = execution.now()
  const until = at + Math.ceil(delay.delayMs)
  const isOurs = await execution.ledger.postpone(job, { until, at, counts: delay.counts })
  return isOurs ? { kind: 'postponed', until } : { kind: 'lost' }
}
