import { setTimeout as sleep } from 'node:timers/promises'
import { PipelineError } from '../../errors.ts'
import type { RunId } from '../../model.ts'
import type { Hold, Ledger } from '../ledger.ts'

const pauseMs = 1000

/**
 * A ledger that keeps trying to write down how a job ended while the store is away or full. The job keeps its place meanwhile, so that no
 * other is taken in its stead, and its result is not lost. The same end written twice counts once. Gives up when the signal aborts: then the
 * job is run again by somebody, as after a death.
 */
export function patientLedger(
  ledger: Ledger,
  options: { readonly signal: AbortSignal; readonly onNotice: (notice: string) => void },
): Ledger {
  const persist = async <Result>(write: () => Promise<Result>): Promise<Result> => {
    while (true) {
      try {
        return await write()
      } catch (error) {
        if (!(error instanceof PipelineError) || error.retry === 'never' || options.signal.aborted) throw error
        options.onNotice(`${error.message}; jobs wait until then`)
        await sleep(pauseMs, undefined, { signal: options.signal }).catch(() => {})
      }
    }
  }
  const finish: Ledger['finish'] = async (claim, end) => {
    let tries = 0
    const followUp = await persist(() => {
      tries += 1
      // By a later try, a lease as old as the first may be over.
      return ledger.finish(claim, tries === 1 ? end : { ...end, keep: undefined })
    })
    if (!followUp && tries > 1 && end.keep) await letGoOfKept(claim.run, end, end.keep)
    return followUp
  }
  /** Perhaps the first try came through and its answer was lost: then we hold what it kept, and nobody knows. The queues are filled with it. */
  const letGoOfKept = async (run: RunId, { next, at }: Parameters<Ledger['finish']>[1], keep: Hold): Promise<void> => {
    for (const { key } of 'each' in next ? next.each : []) {
      await persist(async () => {
        const take = await ledger.take(run, key, { ...keep, at, alone: false })
        if (take.kind === 'taken') await ledger.giveBack(take.job)
        if (take.kind === 'held' && take.owner === keep.owner) await ledger.giveBack({ run, key, start: take.start })
      })
    }
  }
  return {
    ...ledger,
    finish,
    postpone: (claim, delay) => persist(() => ledger.postpone(claim, delay)),
    giveBack: (claim) => persist(() => ledger.giveBack(claim)),
  }
}
