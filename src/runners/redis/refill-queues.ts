import type { Ledger } from '../ledger.ts'
import { recoverLost } from '../leases.ts'
import type { Queues } from './queues.ts'

/** Brings back the jobs of dead processes, and hands over open work that the queues do not have. */
export async function refillQueues(queues: Queues, ledger: Ledger, self: { readonly owner: string; readonly at: number }): Promise<void> {
  for (const run of await ledger.openRuns()) {
    const recovered = await recoverLost(ledger, run, self)
    await queues.refill(ledger, run, { at: self.at, isWhole: recovered > 0 })
  }
}
