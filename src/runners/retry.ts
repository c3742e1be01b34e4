import { PipelineError } from '../errors.ts'
import type { Failure } from './ledger.ts'

export interface RetryPolicy {
  /** How often a job is tried in all that fails for a passing reason. */
  readonly attempts: number
  /** Before the second try; doubles each time. */
  readonly baseDelayMs: number
  /** Longest time for which a job is put off, at once or in all. */
  readonly maxWaitMs: number
}

export type Verdict =
  | { readonly kind: 'fail'; readonly failure: Failure }
  | { readonly kind: 'again'; readonly delayMs: number; readonly counts: 'attempt' | 'wait' }

/**
 * What becomes of a job that threw. `random` gives 0 to 1: delays are spread over half their length, so that jobs that failed together do
 * not come back together. An error that is no `PipelineError` is a mistake of ours: it fails the job at once, and its words stay in the
 * log, because they may hold anything.
 */
export function judge(
  error: unknown,
  job: { readonly stage: string; readonly attempts: number; readonly waitedMs: number },
  options: { readonly retry: RetryPolicy; readonly random: () => number },
): Verdict {
  if (!(error instanceof PipelineError)) {
    const kind = error instanceof Error ? error.name : typeof error
    return { kind: 'fail', failure: { code: 'internal', message: `Internal error in ${job.stage} (${kind}); the log has its stack` } }
  }
  const { code, message, retry } = error
  const { attempts, baseDelayMs, maxWaitMs } = options.retry
  if (retry === 'never') return { kind: 'fail', failure: { code, message } }
  if (retry === 'later') {
    const tries = job.attempts + 1
    if (tries >= attempts) return { kind: 'fail', failure: { code, message: tries === 1 ? message : `${message} (tried ${tries} times)` } }
    const full = Math.min(maxWaitMs, baseDelayMs * 2 ** job.attempts)
    return { kind: 'again', delayMs: full * (0.5 + options.random() / 2), counts: 'attempt' }
  }
  const afterMs = Math.max(0, retry.afterMs)
  if (job.waitedMs + afterMs <= maxWaitMs) return { kind: 'again', delayMs: afterMs, counts: 'wait' }
  const asked = `${Math.ceil((job.waitedMs + afterMs) / 1000)} s`
  return {
    kind: 'fail',
    failure: { code, message: `${message} (would have to wait ${asked} in all; at most ${maxWaitMs / 1000} s is allowed)` },
  }
}
