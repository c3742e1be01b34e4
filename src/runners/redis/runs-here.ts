import type { RunId } from '../../model.ts'

export interface RunHere<Ports> {
  /** What its stages need; asked for once. */
  readonly ports: () => Promise<Ports>
  /** Tells its jobs to let go. */
  readonly stop: AbortController
}

const mostRemembered = 32

/** The runs that this process has had jobs of lately. */
export class RunsHere<Ports> {
  readonly #portsFor: (run: RunId) => Promise<Ports>
  readonly #runs = new Map<RunId, RunHere<Ports>>()
  #isOver = false

  constructor(portsFor: (run: RunId) => Promise<Ports>) {
    this.#portsFor = portsFor
  }

  of(run: RunId): RunHere<Ports> {
    const known = this.#runs.get(run)
    if (known) return known
    let ports: Promise<Ports> | undefined
    const here: RunHere<Ports> = {
      stop: new AbortController(),
      ports: () => {
        ports ??= this.#portsFor(run).catch((error: unknown) => {
          this.#runs.delete(run)
          throw error
        })
        return ports
      },
    }
    if (this.#isOver) here.stop.abort()
    const oldest = this.#runs.size >= mostRemembered ? this.#runs.keys().next().value : undefined
    if (oldest !== undefined) this.#runs.delete(oldest)
    this.#runs.set(run, here)
    return here
  }

  /** Stops the jobs of runs that were halted. */
  stop(halted: ReadonlySet<RunId>): void {
    for (const [run, { stop }] of this.#runs) {
      if (!halted.has(run)) continue
      stop.abort()
      this.#runs.delete(run)
    }
  }

  /** Stops all jobs, and those that are still to come. */
  stopAll(): void {
    this.#isOver = true
    for (const { stop } of this.#runs.values()) stop.abort()
  }
}
