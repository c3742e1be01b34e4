import type { RunId } from '../model.ts'
import { attempt, type AttemptEnd, type Execution, type Surroundings } from './attempt.ts'
import type { Gate } from './gate.ts'
import type { Take } from './ledger.ts'

export type NotTaken = Exclude<Take, { readonly kind: 'taken' | 'suspect' }>

export interface Holder<Ports> extends Surroundings<Ports> {
  readonly owner: string
  readonly leaseMs: number
  readonly gate: Gate
}

/** Takes a job, if it may be taken, and runs it: beside others, or alone when it has killed a process before. */
export async function takeAndRun<Ports>(
  job: { readonly run: RunId; readonly key: string },
  execution: Execution<Ports>,
  holder: Holder<Ports>,
): Promise<AttemptEnd | NotTaken> {
  const { gate } = holder
  const end = await gate.enter('shared', () => tryOnce(job, execution, { ...holder, alone: false }))
  if (end.kind !== 'suspect') return end
  const second = await gate.enter('alone', () => tryOnce(job, execution, { ...holder, alone: true }))
  return second.kind === 'suspect' ? { kind: 'early', until: execution.now() } : second
}

async function tryOnce<Ports>(
  { run, key }: { readonly run: RunId; readonly key: string },
  execution: Execution<Ports>,
  holder: Holder<Ports> & { readonly alone: boolean },
): Promise<AttemptEnd | Exclude<Take, { readonly kind: 'taken' }>> {
  const { owner, leaseMs, alone, signal } = holder
  if (signal.aborted) return { kind: 'halted' }
  const at = execution.now()
  const take = await execution.ledger.take(run, key, { owner, leaseUntil: at + leaseMs, at, alone })
  return take.kind === 'taken' ? attempt(take.job, execution, holder) : take
}
