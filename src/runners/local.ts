import type { RunId } from '../model.ts'
import type { Execution } from './attempt.ts'
import { Gate } from './gate.ts'
import { withKeys } from './keyed.ts'
import { keepLeases, leaseMs, newOwner, recoverLost } from './leases.ts'
import { byLane, lanes, stagesOf, type Lane } from './runnable.ts'
import type { RunEnd, Runner, RunOptions } from './runner.ts'
import { takeAndRun } from './take-and-run.ts'

export interface LocalRunnerOptions<Ports> extends Execution<Ports> {
  readonly ports: Ports
  /** Jobs at the same time, by lane. */
  readonly concurrency: Readonly<Record<Lane, number>>
  /** Resolves after that time, or as soon as the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Runs the pipeline in this process. Other processes may work on the same run: the ledger gives each job to one of them. */
export function createLocalRunner<Ports>(options: LocalRunnerOptions<Ports>): Runner {
  return {
    run: async (run, start, runOptions) => {
      const { ledger, stages, now } = options
      await ledger.resume(run)
      await ledger.open(run, withKeys(start, stages), now())
      const owner = newOwner()
      const leases = keepLeases(ledger, { owner, leaseMs, now })
      try {
        return await new LocalRun(run, { owner, options, runOptions }).work()
      } finally {
        await leases[Symbol.asyncDispose]()
      }
    },
  }
}

/** Keys read ahead per place in a lane: one look into the ledger serves many jobs, and memory stays small however many wait. They wait as bare keys: V8 would take more than that for lasting, and let it lie. */
const readAhead = 8
/** How often the ledger is looked into while nothing happens here: others may work on the run. */
const pollMs = 500
const progressEveryMs = 200
/** Of all time, at most this share goes into counting the jobs of a large run. */
const countingShare = 0.05
const recoverEveryMs = 2000
/** How long running jobs have to let go once the run is stopped. */
const graceMs = 10_000

class LocalRun<Ports> {
  readonly #run: RunId
  readonly #owner: string
  readonly #options: LocalRunnerOptions<Ports>
  readonly #runOptions: RunOptions
  /** Keys that wait for a place, in the order of taking. */
  readonly #waiting = byLane((): string[] => [])
  readonly #working = byLane(() => new Set<Promise<void>>())
  readonly #gate = new Gate()
  /** Keys that wait or are at work. */
  readonly #held = new Set<string>()
  /** Lanes whose ready jobs are all held, and when to look for others: sooner where a job that ends here opens some. */
  readonly #lookAgainAt = new Map<Lane, number>()
  /** Told to let go when the run is stopped, or the ledger fails. */
  readonly #stop = new AbortController()
  /** Rung when there may be something to do. */
  #bell = new AbortController()
  #settling: Promise<void> | undefined
  #fault: { readonly error: unknown } | undefined
  #progressAt = Number.NEGATIVE_INFINITY
  #progressPauseMs = progressEveryMs
  #recoverAt = Number.NEGATIVE_INFINITY

  constructor(run: RunId, { owner, options, runOptions }: { owner: string; options: LocalRunnerOptions<Ports>; runOptions: RunOptions }) {
    this.#run = run
    this.#owner = owner
    this.#options = options
    this.#runOptions = runOptions
  }

  async work(): Promise<RunEnd> {
    const { signal } = this.#runOptions
    const onAbort = () => this.#halt()
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) this.#halt()
    try {
      return await this.#untilEnd()
    } finally {
      signal.removeEventListener('abort', onAbort)
      this.#halt()
      await this.#settle()
    }
  }

  async #untilEnd(): Promise<RunEnd> {
    const { ledger, sleep } = this.#options
    while (!this.#stop.signal.aborted) {
      this.#bell = new AbortController()
      await this.#recover()
      if (this.#held.size === 0) this.#lookAgainAt.clear()
      for (const lane of lanes) await this.#fill(lane)
      await this.#report()
      if (this.#held.size === 0) {
        const standing = await ledger.standing(this.#run)
        if (standing.kind !== 'open') return this.#end(standing)
        if ((await ledger.halted()).includes(this.#run)) break
      }
      await sleep(await this.#pauseMs(), this.#bell.signal)
    }
    await this.#settle()
    if (this.#fault) throw this.#fault.error
    return this.#end({ kind: 'stopped' })
  }

  async #end(end: RunEnd): Promise<RunEnd> {
    await this.#report(true)
    return end
  }

  async #fill(lane: Lane): Promise<void> {
    const { ledger, stages, now, concurrency } = this.#options
    const waiting = this.#waiting[lane]
    if (waiting.length >= concurrency[lane]) return
    const at = now()
    const lookAgainAt = this.#lookAgainAt.get(lane)
    // Further off than a look is ever put off: the clock was put back.
    if (lookAgainAt !== undefined && lookAgainAt > at && lookAgainAt <= at + pollMs) return
    const limit = concurrency[lane] * readAhead
    // Before the ledger is asked: what is opened meanwhile takes it back.
    this.#lookAgainAt.set(lane, at + pollMs)
    const keys = await ledger.ready(this.#run, { stages: stagesOf(stages, lane), limit, at })
    if (keys.length === limit) this.#lookAgainAt.delete(lane)
    const fresh = keys.filter((key) => !this.#held.has(key))
    for (const key of fresh) this.#held.add(key)
    waiting.push(...fresh)
    this.#begin(lane)
  }

  /** Gives every free place of the lane a job. */
  #begin(lane: Lane): void {
    const [waiting, working] = [this.#waiting[lane], this.#working[lane]]
    while (working.size < this.#options.concurrency[lane]) {
      const key = waiting.shift()
      if (key === undefined) return
      // Never rejects: what goes wrong is kept in #fault.
      const job = this.#runJob(key).finally(() => {
        working.delete(job)
        this.#begin(lane)
      })
      working.add(job)
    }
  }

  async #runJob(key: string): Promise<void> {
    const { ports } = this.#options
    try {
      const holder = { owner: this.#owner, leaseMs, gate: this.#gate, ports: () => Promise.resolve(ports), signal: this.#stop.signal }
      this.#learn(await takeAndRun({ run: this.#run, key }, this.#options, holder))
    } catch (error) {
      this.#fault ??= { error }
      this.#halt()
    } finally {
      this.#held.delete(key)
      this.#bell.abort()
    }
  }

  /** When lanes have to be looked into again, by how a job ended. */
  #learn(end: Awaited<ReturnType<typeof takeAndRun>>): void {
    if (end.kind === 'finished') {
      const { opened, released } = end.followUp
      for (const { stage } of [...opened, ...released]) {
        const lane = this.#options.stages.get(stage)?.lane
        if (lane) this.#lookAgainAt.delete(lane)
      }
      return
    }
    const until = end.kind === 'postponed' || end.kind === 'early' ? end.until : Number.NEGATIVE_INFINITY
    for (const [lane, at] of this.#lookAgainAt) this.#lookAgainAt.set(lane, Math.min(at, until))
  }

  /** Until something is due, and no longer than it takes for others to have changed something. */
  async #pauseMs(): Promise<number> {
    if (this.#held.size > 0) return pollMs
    const due = await this.#options.ledger.nextDue(this.#run)
    if (due === undefined) return pollMs
    return Math.min(pollMs, Math.max(1, due - this.#options.now()))
  }

  async #recover(): Promise<void> {
    const at = this.#options.now()
    if (Math.abs(at - this.#recoverAt) < recoverEveryMs) return
    this.#recoverAt = at
    await recoverLost(this.#options.ledger, this.#run, { owner: this.#owner, at })
  }

  /** Unless the last one was a moment ago. */
  async #report(isWanted = false): Promise<void> {
    const at = this.#options.now()
    if (!isWanted && Math.abs(at - this.#progressAt) < this.#progressPauseMs) return
    const began = performance.now()
    this.#runOptions.onProgress({ stages: await this.#options.ledger.progress(this.#run), notice: undefined })
    this.#progressAt = at
    this.#progressPauseMs = Math.max(progressEveryMs, (performance.now() - began) / countingShare)
  }

  #halt(): void {
    this.#stop.abort()
    this.#bell.abort()
  }

  /** Waits for running jobs to let go; those that wait for a place see that the run is stopped. */
  #settle(): Promise<void> {
    this.#settling ??= this.#letGo()
    return this.#settling
  }

  async #letGo(): Promise<void> {
    const impatience = new AbortController()
    await Promise.race([this.#idle(), this.#options.sleep(graceMs, impatience.signal)])
    impatience.abort()
  }

  async #idle(): Promise<void> {
    // Whoever ends gives his place to the next, so that one look is not enough.
    for (let working = this.#atWork(); working.length > 0; working = this.#atWork()) await Promise.all(working)
  }

  #atWork(): readonly Promise<void>[] {
    return lanes.flatMap((lane) => [...this.#working[lane]])
  }
}
