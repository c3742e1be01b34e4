import { setTimeout as sleep } from 'node:timers/promises'
import { PipelineError } from '../../errors.ts'
import type { Ledger } from '../ledger.ts'

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
  return {
    ...ledger,
    finish: (claim, end) => persist(() => ledger.finish(claim, end)),
    postpone: (claim, delay) => persist(() => ledger.postpone(claim, delay)),
    giveBack: (claim) => persist(() => ledger.giveBack(claim)),
  }
}
