import { PipelineError } from '../errors.ts'
import type { Job, Next } from '../stages/stage.ts'
import type { KeyedJob, KeyedNext } from './ledger.ts'
import type { Stages } from './runnable.ts'

/** Gives every job of the follow-up work its key. Throws `job-invalid` for an input its stage refuses, or a stage that the pipeline does not have. */
export function withKeys(next: Next, stages: Stages<never>): KeyedNext {
  const keyed = (job: Job): KeyedJob => {
    const stage = stages.get(job.stage)
    if (stage) return { ...job, key: stage.key(job.input) }
    const known = [...stages.keys()].join(', ')
    throw new PipelineError('job-invalid', `Cannot open a job of stage "${job.stage}": expected one of ${known}`, { retry: 'never' })
  }
  // oxlint-disable-next-line unicorn/no-thenable -- `then` is the job after a join, as data
  return 'each' in next ? { each: next.each.map(keyed) } : { all: next.all.map(keyed), then: keyed(next.then) }
}
