import type { Ledger } from '../ledger.ts'
import { recoverLost } from '../leases.ts'
import type { Queues } from './queues.ts'

/** Brings back the jobs of dead processes, and hands over all open work when the queues hold less than there is. */
export async function refillQueues(queues: Queues, ledger: Ledger, self: { readonly owner: string; readonly at: number }): Promise<void> {
  const runs = await ledger.openRuns()
  let open = 0
  let recovered = 0
  for (const run of runs) {
    recovered += await recoverLost(ledger, run, self)
    for (const stage of await ledger.progress(run)) open += stage.ready + stage.running
  }
  if (open === 0 || (recovered === 0 && (await queues.size()) >= open)) return
  for (const run of runs) await queues.refill(ledger, run, self.at)
}
