import PQueue from 'p-queue'
import type { App } from '../../../app.ts'
import { beginRun, workOnRun } from '../../../comparison-run.ts'
import { PipelineError } from '../../../errors.ts'
import type { Log } from '../../../io/log.ts'
import type { RunId } from '../../../model.ts'
import type { Progress } from '../../../runners/runner.ts'
import type { Plan } from '../../../stages/plan.ts'
import type { Meter } from '../../meter.ts'

/** What the desk knows of a run that it looks after. */
export type DeskState = { readonly kind: 'queued' } | { readonly kind: 'running'; readonly progress: Progress | undefined }

/** Starts runs, looks after them, and tells those who watch. Runs of other processes are not its own. */
export interface RunDesk extends AsyncDisposable {
  /**
   * Begins the run, or goes on with the open one of the same work; the work itself goes on after this has returned. Nothing is begun where the
   * runner is away: who asks is told at once.
   */
  start(plan: Plan): Promise<RunId>
  /** `undefined`: the run is not worked on from here. */
  state(run: RunId): DeskState | undefined
  /** Stops a run for good; what it has read stays in the store. */
  cancel(run: RunId): Promise<void>
  /** Called whenever something of the run has changed, until the returned function is called. */
  watch(run: RunId, onChange: () => void): () => void
  /** How many runs are at the desk. */
  size(): number
  /** Resolves when the run is no longer worked on from here. */
  settled(run: RunId): Promise<void>
}

export interface DeskOptions {
  readonly app: Pick<App, 'store' | 'now' | 'version' | 'runner' | 'checkRunner'>
  readonly log: Log
  readonly meter: Meter
  /** Runs that are worked on at the same time; others wait. */
  readonly parallel: number
  /** Makes new reports findable. */
  readonly takeIn: () => Promise<void>
}

export function createRunDesk(options: DeskOptions): RunDesk {
  return new Desk(options)
}

interface Entry {
  readonly controller: AbortController
  readonly done: Promise<void>
  state: DeskState
}

class Desk implements RunDesk {
  readonly #options: DeskOptions
  readonly #queue: PQueue
  readonly #entries = new Map<RunId, Entry>()
  readonly #cancels = new Map<RunId, Promise<void>>()
  readonly #watchers = new Map<RunId, Set<() => void>>()

  constructor(options: DeskOptions) {
    this.#options = options
    this.#queue = new PQueue({ concurrency: options.parallel })
  }

  async start(plan: Plan): Promise<RunId> {
    await this.#options.app.checkRunner()
    const run = await beginRun(plan, this.#options.app)
    if (!this.#entries.has(run)) this.#enter(run, plan)
    return run
  }

  state(run: RunId): DeskState | undefined {
    return this.#entries.get(run)?.state
  }

  async cancel(run: RunId): Promise<void> {
    const entry = this.#entries.get(run)
    entry?.controller.abort(new PipelineError('stopped', 'Stopped by the user', { retry: 'never' }))
    // Whoever waits for the run to settle learns that it was cancelled, not stopped.
    const cancelled = this.#closeCancelled(run)
    this.#cancels.set(run, cancelled)
    try {
      await cancelled
    } finally {
      this.#cancels.delete(run)
    }
    this.#tell(run)
  }

  async #closeCancelled(run: RunId): Promise<void> {
    const { store, now } = this.#options.app
    const entry = this.#entries.get(run)
    // Other processes may work on it too: the halt tells them.
    await store.ledger.halt(run, now().getTime())
    // One that has not begun will not begin; its turn may come only when others have ended.
    if (entry?.state.kind === 'running') await entry.done
    const record = await store.runs.head(run)
    if (record?.state === 'open') await store.runs.setState(run, 'cancelled', now().toISOString())
  }

  watch(run: RunId, onChange: () => void): () => void {
    const watchers = this.#watchers.get(run) ?? new Set()
    this.#watchers.set(run, watchers.add(onChange))
    return () => {
      watchers.delete(onChange)
      if (watchers.size === 0) this.#watchers.delete(run)
    }
  }

  size(): number {
    return this.#entries.size
  }

  async settled(run: RunId): Promise<void> {
    await this.#entries.get(run)?.done
    await this.#cancels.get(run)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { controller } of this.#entries.values())
      controller.abort(new PipelineError('stopped', 'The site was stopped', { retry: 'never' }))
    await Promise.all([...this.#entries.values()].map(({ done }) => done))
  }

  #enter(run: RunId, plan: Plan): void {
    const controller = new AbortController()
    const { promise: done, resolve, reject } = Promise.withResolvers<void>()
    this.#entries.set(run, { controller, done, state: { kind: 'queued' } })
    this.#tell(run)
    // Not before: where there is room the queue begins at once, and says so of the entry.
    this.#queue
      .add(() => this.#work(run, plan, controller.signal))
      .then(() => this.#leave(run))
      .then(resolve, reject)
  }

  /** Never rejects: how it ended stands in the store, and in the log where the store could not be told. */
  async #work(run: RunId, plan: Plan, signal: AbortSignal): Promise<void> {
    const { app, log, meter } = this.#options
    if (signal.aborted) return
    this.#change(run, { kind: 'running', progress: undefined })
    log('info', 'run started', { run })
    meter.count('frameshift_runs_total', 'started')
    try {
      const onProgress = (progress: Progress) => this.#change(run, { kind: 'running', progress })
      const end = await workOnRun(run, plan, app, { signal, onProgress })
      if (end.kind === 'done') await this.#takeIn(run)
      log('info', 'run ended', { run, end: end.kind })
      meter.count('frameshift_runs_total', end.kind)
    } catch (error) {
      const known = error instanceof PipelineError ? error : undefined
      meter.count('frameshift_runs_total', 'broke-off')
      log('error', 'run broke off', {
        run,
        code: known?.code ?? 'internal',
        message: messageOf(error),
      })
      const failure = { code: known?.code ?? 'internal', message: known?.message ?? 'A mistake of ours: the log of the server has more' }
      await app.store.runs.setState(run, 'failed', app.now().toISOString(), failure).catch(() => {})
    }
  }

  /** The report is whole by now, and stays so whatever becomes of the lists: they are made up to date again and again. */
  async #takeIn(run: RunId): Promise<void> {
    const { takeIn, log } = this.#options
    await takeIn().catch((error: unknown) => log('error', 'report not listed yet', { run, message: messageOf(error) }))
  }

  #leave(run: RunId): void {
    this.#entries.delete(run)
    this.#tell(run)
  }

  #change(run: RunId, state: DeskState): void {
    const entry = this.#entries.get(run)
    if (entry) entry.state = state
    this.#tell(run)
  }

  #tell(run: RunId): void {
    for (const watcher of this.#watchers.get(run) ?? []) watcher()
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
