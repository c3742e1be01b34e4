import type { RunId } from '../model.ts'
import type { Ended, Job, Outcome, StageName } from '../stages/stage.ts'

/**
 * `waiting`: a `then` whose join is open. `ready`: may be taken, when its time has come. `running`: taken, for as long as the lease is
 * renewed. The other two are final.
 */
export const jobStates = ['waiting', 'ready', 'running', 'done', 'failed'] as const
export type JobState = (typeof jobStates)[number]

/** A job with the name under which the ledger knows it: `stage/` and the stage's key. Unique within a run. */
export interface KeyedJob extends Job {
  readonly key: string
}

/** Follow-up work with keys; see `Next`. */
export type KeyedNext = { readonly each: readonly KeyedJob[] } | { readonly all: readonly KeyedJob[]; readonly then: KeyedJob }

/** The right to say how a job ended. A later start of the same job ends it: what the earlier one reports is refused. */
export interface Claim {
  readonly run: RunId
  readonly key: string
  /** How often the job had been started, with this time. */
  readonly start: number
}

export interface TakenJob extends Claim {
  readonly stage: StageName
  readonly input: unknown
  /** It waited for a join, and is told how that ended. */
  readonly isThen: boolean
  /** Tries that failed for a passing reason. */
  readonly attempts: number
  /** Starts whose process died, or fell silent for longer than its lease. */
  readonly losses: number
  /** Time it was put off so far at no cost. */
  readonly waitedMs: number
}

export type Take =
  | { readonly kind: 'taken'; readonly job: TakenJob }
  | { readonly kind: 'early'; readonly until: number }
  | { readonly kind: 'held'; readonly owner: string; readonly start: number; readonly until: number }
  /** A process died over it before: it is given to who runs nothing else meanwhile. */
  | { readonly kind: 'suspect' }
  /** `waiting`: its join is open. `halted`: the run was stopped. */
  | { readonly kind: 'waiting' | 'ended' | 'halted' | 'unknown' }

/** An open row, as far as a queue needs to know it. */
export interface OpenJob {
  readonly key: string
  readonly stage: StageName
  /** Key of the `then` of the join that it belongs to. */
  readonly join: string | undefined
  readonly state: 'waiting' | 'ready'
  /** Changes when the job has to be handed to a queue anew although an earlier ticket of it may still be there: after a death, after a replay. */
  readonly turn: string
}

/** A job that was given up, and why. */
export interface DeadLetter extends Failure {
  readonly run: RunId
  readonly key: string
  readonly stage: string
  /** How often it was started, and how many of these starts ended with the death of the process. */
  readonly starts: number
  readonly losses: number
  /** Epoch milliseconds. */
  readonly endedAt: number
}

/** The right to hold jobs for a while. */
export interface Hold {
  readonly owner: string
  readonly leaseUntil: number
}

/** A row that was opened and taken in one. */
export type KeptJob = TakenJob & OpenJob

/** What an ended job led to. */
export interface FollowUp {
  /** Rows that were not there before. */
  readonly opened: readonly OpenJob[]
  /** The same, but held by who ended the job. */
  readonly kept: readonly KeptJob[]
  /** Rows that were there before and whose join has ended through this. */
  readonly released: readonly OpenJob[]
}

export interface StageProgress extends Readonly<Record<JobState, number>> {
  readonly stage: StageName
}

export interface Failure {
  readonly code: string
  readonly message: string
}

/** How a run stands. Failed: a `then` outside all joins has failed, or every job outside joins has. */
export type Standing = { readonly kind: 'open' } | { readonly kind: 'done' } | ({ readonly kind: 'failed' } & Failure)

/**
 * The truth about a run in both modes: one row a job, changed in transactions, so that a process may die at any point. A queue only moves
 * work about. Times are epoch milliseconds, and come in as arguments.
 *
 * A join is the set of rows that name the same `then`. Jobs opened by `each` join what their parent is in; a new `then` joins what its
 * parent is in; so an inner join keeps the outer one open. A key that is opened again stays as it is, and in the join that it was first
 * opened in: a second join neither waits for it nor is told of it.
 */
export interface Ledger {
  /** Opens the first work of a run, or what of it is not there yet. */
  open(run: RunId, work: KeyedNext, at: number): Promise<FollowUp>
  /** Keys that may be taken: first those that never cost a process its life, then in the order of opening. None while the run is halted. */
  ready(
    run: RunId,
    choice: { readonly stages: readonly StageName[]; readonly limit: number; readonly at: number },
  ): Promise<readonly string[]>
  /** The next time at which an open job may change without anyone here doing anything; `undefined` when nothing is ready or running. */
  nextDue(run: RunId): Promise<number | undefined>
  /** `alone`: the holder runs nothing else meanwhile, so that a job that kills its process takes no other with it. */
  take(
    run: RunId,
    key: string,
    holder: { readonly owner: string; readonly leaseUntil: number; readonly at: number; readonly alone: boolean },
  ): Promise<Take>
  /**
   * Ends a job and opens what follows, in one transaction. `undefined` when the claim is void. `keep`: what is opened by `each` is taken
   * besides, unless the run is halted. Throws `TypeError` for an output that is no JSON.
   */
  finish(
    claim: Claim,
    end: { readonly outcome: Outcome; readonly next: KeyedNext; readonly at: number; readonly keep?: Hold | undefined },
  ): Promise<FollowUp | undefined>
  /** Puts a job off. `counts`: as a failed attempt, or as waiting at no cost. `false` when the claim is void. */
  postpone(claim: Claim, delay: { readonly until: number; readonly at: number; readonly counts: 'attempt' | 'wait' }): Promise<boolean>
  /** Makes a job ready again as if it had not been taken. */
  giveBack(claim: Claim): Promise<void>
  /** Keeps what the owner runs. */
  renew(owner: string, leaseUntil: number): Promise<void>
  /** Who runs jobs of this run. */
  owners(run: RunId): Promise<readonly string[]>
  /** Makes rows ready again whose lease is over, or whose owner is gone, and counts a loss; `except` keeps its own whatever the clock says. Gives their number. */
  recover(run: RunId, lost: { readonly at: number; readonly gone: readonly string[]; readonly except: string | undefined }): Promise<number>
  /** Jobs that failed, the newest first; of all runs where none is named. */
  deadLetters(choice: { readonly run: RunId | undefined; readonly limit: number }): Promise<readonly DeadLetter[]>
  /**
   * Makes failed jobs ready again as if they had never been tried. The `then`s that were told of their end wait again, and all that followed
   * from those is forgotten and will be opened anew. Gives the keys that were reopened; others had not failed.
   */
  reopen(run: RunId, keys: readonly string[], at: number): Promise<readonly string[]>
  /** How every job of a join ended, in the order of their keys. */
  joined(run: RunId, thenKey: string): Promise<readonly Ended[]>
  /** Rows by stage and state; stages without rows are left out. */
  progress(run: RunId): Promise<readonly StageProgress[]>
  standing(run: RunId): Promise<Standing>
  /** Ready rows of a stage that are due before `before`, in the order in which they are taken: what a queue must know of. */
  due(
    run: RunId,
    choice: { readonly stage: StageName; readonly before: number; readonly limit: number; readonly after: string | undefined },
  ): Promise<readonly OpenJob[]>
  /** Runs with open rows that are not halted. */
  openRuns(): Promise<readonly RunId[]>
  /** Lets nobody take a job of this run, in any process, until `resume`. */
  halt(run: RunId, at: number): Promise<void>
  resume(run: RunId): Promise<void>
  halted(): Promise<readonly RunId[]>
}
