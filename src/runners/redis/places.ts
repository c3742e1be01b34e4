import { byLane, type Lane } from '../runnable.ts'

/** So many jobs of a lane at the same time in this process, whichever way they came; the others wait, in the order of coming. */
export class Places {
  readonly #free: Record<Lane, number>
  readonly #waiting = byLane((): (() => void)[] => [])

  constructor(concurrency: Readonly<Record<Lane, number>>) {
    this.#free = { ...concurrency }
  }

  isFree(lane: Lane): boolean {
    return this.#free[lane] > 0
  }

  async within<Result>(lane: Lane, work: () => Promise<Result>): Promise<Result> {
    if (this.isFree(lane)) this.#free[lane] -= 1
    else await new Promise<void>((enter) => this.#waiting[lane].push(enter))
    try {
      return await work()
    } finally {
      const next = this.#waiting[lane].shift()
      if (next) next()
      else this.#free[lane] += 1
    }
  }
}
