import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { RunId } from '../model.ts'
import { PipelineError } from '../errors.ts'
import type { Ledger } from './ledger.ts'

/** How long a job stays with a runner that has fallen silent. */
export const leaseMs = 30_000

/** A name for one runner in this process, from which others can tell whether the process is still there. Every job that it runs holds it: it is short. */
export function newOwner(): string {
  return [hostname(), process.pid, bornAt(), randomBytes(6).toString('base64url')].join('/')
}

/** Whether the owner's process has ended for certain. Of other machines nothing is known but when their leases end. */
function isGone(owner: string): boolean {
  const [host, pid, born] = owner.split('/')
  if (host !== hostname()) return false
  // A container that was started again has the same host name and the same process id.
  if (Number(pid) === process.pid) return Number(born) !== bornAt()
  return !isAlive(Number(pid))
}

/** Makes the jobs of dead processes ready again, and those whose lease is over; never those of `self`. Gives their number. */
export async function recoverLost(
  ledger: Ledger,
  run: RunId,
  self: { readonly owner: string | undefined; readonly at: number },
): Promise<number> {
  const owners = await ledger.owners(run)
  return ledger.recover(run, { at: self.at, gone: owners.filter(isGone), except: self.owner })
}

/** Renews the owner's leases until disposed of. A renewal that the store refuses is made up for by the next one. */
export function keepLeases(
  ledger: Ledger,
  lease: { readonly owner: string; readonly leaseMs: number; readonly now: () => number },
): AsyncDisposable {
  let renewing: Promise<void> = Promise.resolve()
  const renew = async () => {
    try {
      await ledger.renew(lease.owner, lease.now() + lease.leaseMs)
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error
    }
  }
  const timer = setInterval(() => {
    renewing = renewing.then(renew)
  }, lease.leaseMs / 3)
  timer.unref()
  return {
    [Symbol.asyncDispose]: () => {
      clearInterval(timer)
      return renewing
    },
  }
}

/** Epoch milliseconds at which this process began; tells it from an earlier one of the same id. */
function bornAt(): number {
  return Math.round(performance.timeOrigin)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, and another user's.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
