import { setTimeout as sleep } from 'node:timers/promises'
import { PipelineError } from '../errors.ts'
import type { RunId } from '../model.ts'
import type { Execution } from './attempt.ts'
import { withKeys } from './keyed.ts'
import { recoverLost } from './leases.ts'
import { hearBell } from './redis/bell.ts'
import { addressOf, checkRedis, unreachableRedis } from './redis/check-redis.ts'
import { defaultPrefix, Queues } from './redis/queues.ts'
import { lanes } from './runnable.ts'
import type { RunEnd, Runner, RunOptions } from './runner.ts'

export interface BullRunnerOptions {
  readonly redisUrl: string
  /** Of all keys in Redis; runners and workers have to agree on it. */
  readonly prefix?: string
  readonly execution: Pick<Execution<never>, 'stages' | 'ledger' | 'now'>
}

/**
 * Hands the work to BullMQ workers and follows it. The ledger counts joins and tries, so a job in Redis has no parent to keep waiting: a
 * job becomes a ticket when it may be run, and a `then` when its join has ended, well or badly. That is why no BullMQ flows are needed, and
 * why Redis may lose everything at any time.
 */
export function createBullRunner(options: BullRunnerOptions): Runner {
  return {
    run: async (run, start, runOptions) => {
      const { redisUrl, prefix = defaultPrefix, execution } = options
      const { ledger, stages, now } = execution
      await checkRedis(redisUrl)
      await ledger.resume(run)
      await ledger.open(run, withKeys(start, stages), now())
      await using queues = await Queues.open(redisUrl, { prefix, stages })
      // Awaited here: the queues are closed at the end of this block.
      return await follow(run, queues, { ...options, ...runOptions })
    },
  }
}

/** How often the store is looked into for what there is to show, and for what was missed. */
const pollMs = 250
/** Of all time, at most this share goes into counting the jobs of a large run. */
const countingShare = 0.05
/** Every so many polls: whether workers are there, and whether the queues hold as much as they should. */
const pollsPerCheck = 8
/** Every so many polls: all that is ready is handed over again, whatever the queues hold. */
const pollsPerRefill = 64
const graceMs = 12_000
/** Shown where a run cannot go on by itself. */
export const noWorkerNotice = 'no worker is connected: start one with npm run work'

async function follow(run: RunId, queues: Queues, options: BullRunnerOptions & RunOptions): Promise<RunEnd> {
  const { signal, execution, redisUrl, prefix = defaultPrefix } = options
  const { ledger, now } = execution
  await using bell = await hearBell(redisUrl, { prefix, run })
  let notice: string | undefined
  for (let poll = 0; !signal.aborted; poll += 1) {
    if (poll % pollsPerCheck === 0) {
      const recovered = await recoverLost(ledger, run, { owner: undefined, at: now() })
      const isDue = recovered > 0 || poll % pollsPerRefill === 0
      notice = await checkQueues(run, queues, { ledger, now, address: addressOf(redisUrl), isDue })
    }
    const began = performance.now()
    const stages = await ledger.progress(run)
    const nextPollAt = began + Math.max(pollMs, (performance.now() - began) / countingShare)
    const isOpen = (await ledger.standing(run)).kind === 'open'
    options.onProgress({ stages, notice: isOpen ? notice : undefined })
    if (isOpen && (await ledger.halted()).includes(run)) break
    // Each time that jobs have ended, whether they were the last.
    do {
      const standing = await ledger.standing(run)
      if (standing.kind !== 'open') return await ended(run, standing, options)
    } while (await bell.sleep(nextPollAt - performance.now(), signal))
  }
  return stop(run, options)
}

/** Shows how it has come out, and gives it. */
async function ended(run: RunId, end: RunEnd, options: BullRunnerOptions & RunOptions): Promise<RunEnd> {
  options.onProgress({ stages: await options.execution.ledger.progress(run), notice: undefined })
  return end
}

/** Hands over what is ready, and says what keeps the run from going on. */
async function checkQueues(
  run: RunId,
  queues: Queues,
  { ledger, now, address, isDue }: Pick<Execution<never>, 'ledger' | 'now'> & { readonly address: string; readonly isDue: boolean },
): Promise<string | undefined> {
  try {
    await queues.refill(ledger, run, { at: now(), isWhole: isDue })
    const deserted = await queues.deserted()
    if (deserted.length === lanes.length) return noWorkerNotice
    return deserted.length === 0 ? undefined : `no worker takes jobs of ${deserted.join(', ')}: start one for them with npm run work`
  } catch (error) {
    if (error instanceof PipelineError) throw error
    return unreachableRedis(address, error).message
  }
}

/** Lets nobody start a job of the run any more, and waits until those that run have been given back. */
async function stop(run: RunId, options: BullRunnerOptions & RunOptions): Promise<RunEnd> {
  const { ledger, now } = options.execution
  await ledger.halt(run, now())
  const deadline = performance.now() + graceMs
  while (performance.now() < deadline && (await ledger.owners(run)).length > 0) {
    await recoverLost(ledger, run, { owner: undefined, at: now() })
    await sleep(pollMs)
  }
  options.onProgress({ stages: await ledger.progress(run), notice: undefined })
  return { kind: 'stopped' }
}
