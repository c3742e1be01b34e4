import { hash } from 'node:crypto'
import type { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import type { RunId } from '../../model.ts'
import type { Ledger, OpenJob } from '../ledger.ts'
import { byLane, lanes, type Lane, type Stages } from '../runnable.ts'
import { underLock } from './lock.ts'

/** What a job in Redis holds: two ids. All else stands in the ledger. */
export interface Ticket {
  readonly run: string
  readonly key: string
}

export const defaultPrefix = 'frameshift'

/** The queues, one a lane. They hold no truth: whatever is missing in them is put back from the ledger. */
export class Queues implements AsyncDisposable {
  readonly #queues: Readonly<Record<Lane, Queue<Ticket>>>
  readonly #stages: Stages<never>
  readonly #client: Redis
  readonly #prefix: string

  static async open(redisUrl: string, { prefix, stages }: { readonly prefix: string; readonly stages: Stages<never> }): Promise<Queues> {
    const { Queue } = await import('bullmq')
    const { GatheringRedis } = await import('./gathering.ts')
    // One connection for all: each has to be taught BullMQ's scripts. It fails at once while Redis is away, instead of keeping commands for
    // later: the ledger remembers what is to be done.
    const client = new GatheringRedis(redisUrl, {
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      connectTimeout: 2000,
      commandTimeout: 5000,
      retryStrategy,
    })
    const open = (lane: Lane) => {
      const queue = new Queue<Ticket>(lane, { connection: client, prefix, skipVersionCheck: true })
      // Commands report their own failure; without a listener this would end the process.
      queue.on('error', () => {})
      return queue
    }
    const queues = new Queues(client, byLane(open), { prefix, stages })
    try {
      await Promise.all(lanes.map((lane) => queues.#queues[lane].waitUntilReady()))
    } catch (error) {
      await queues[Symbol.asyncDispose]()
      throw error
    }
    return queues
  }

  private constructor(
    client: Redis,
    queues: Readonly<Record<Lane, Queue<Ticket>>>,
    { prefix, stages }: { readonly prefix: string; readonly stages: Stages<never> },
  ) {
    this.#prefix = prefix
    this.#client = client
    this.#queues = queues
    this.#stages = stages
    client.on('error', () => {})
  }

  /** Hands over jobs that may be taken, after that time where one is given. A job that is in its queue already is left as it is. */
  async add(run: RunId, jobs: readonly OpenJob[], delayMs = 0): Promise<void> {
    for (const lane of lanes) {
      const ready = jobs.filter((job) => job.state === 'ready' && this.#stages.get(job.stage)?.lane === lane)
      if (ready.length === 0) continue
      const tickets = ready.map(({ key, stage, turn }) => ({
        name: stage,
        data: { run, key },
        opts: { ...failedTickets, jobId: ticketId(run, key, turn), ...(delayMs > 0 && { delay: delayMs }) },
      }))
      const [first, ...others] = tickets
      // A pipeline of its own for one ticket takes several times as long.
      if (first && others.length === 0) await this.#queues[lane].add(first.name, first.data, first.opts)
      else await this.#queues[lane].addBulk(tickets)
    }
  }

  /**
   * Hands over what of the run is ready by now, stage by stage, where Redis was wiped or restarted: of a stage whose next jobs are in their
   * queue, all are taken to be. `isWhole`: hands over everything, as after a death, or when a run goes on. Does nothing while another
   * process is at it: whoever finds the queues too short meanwhile would hand over most of a large run a second time.
   */
  async refill(ledger: Ledger, run: RunId, { at, isWhole }: { readonly at: number; readonly isWhole: boolean }): Promise<void> {
    await underLock(this.#client, { key: `${this.#prefix}:filling:${run}`, ms: lockMs }, async (keep) => {
      let keptAt = performance.now()
      for (const [stage, { lane }] of this.#stages) {
        if (
          !isWhole &&
          !(await this.#lacks(lane, run, await ledger.due(run, { stage, before: at + 1, limit: nextLooked, after: undefined })))
        )
          continue
        let after: string | undefined
        let adding = Promise.resolve()
        do {
          const page = await ledger.due(run, { stage, before: at + 1, limit: pageSize, after })
          // While Redis takes in a page, the next is made ready.
          const before = adding
          adding = this.add(run, page)
          // Whatever befalls it is heard when it is waited for.
          adding.catch(() => {})
          await before
          if (performance.now() - keptAt > lockMs / 3) {
            await keep()
            keptAt = performance.now()
          }
          after = page.length < pageSize ? undefined : page.at(-1)?.key
        } while (after !== undefined)
        await adding
      }
    })
  }

  /** Whether any of these, which may be taken, has no ticket. */
  async #lacks(lane: Lane, run: RunId, jobs: readonly OpenJob[]): Promise<boolean> {
    if (jobs.length === 0) return false
    const tickets = jobs.map(({ key, turn }) => this.#queues[lane].toKey(ticketId(run, key, turn)))
    return (await this.#client.exists(...tickets)) < tickets.length
  }

  /** Them, for who looks at what is in them. */
  all(): readonly Queue<Ticket>[] {
    return lanes.map((lane) => this.#queues[lane])
  }

  /** Jobs in the queues, of all runs. */
  async size(): Promise<number> {
    const counts = await Promise.all(lanes.map((lane) => this.#queues[lane].getJobCountByTypes('wait', 'active', 'delayed', 'prioritized')))
    return counts.reduce((sum, count) => sum + count, 0)
  }

  /** Lanes whose jobs no connected worker takes. */
  async deserted(): Promise<readonly Lane[]> {
    const counts = await Promise.all(lanes.map(async (lane) => ({ lane, count: await this.#queues[lane].getWorkersCount() })))
    return counts.filter(({ count }) => count === 0).map(({ lane }) => lane)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(lanes.map((lane) => this.#queues[lane].close()))
    this.#client.disconnect()
  }
}

const pageSize = 500
/** Of a stage, to see whether its tickets are there. What Redis loses when it dies are the newest: it is found when their turn has come. */
const nextLooked = 20
/** Much longer than a page takes. Who dies in handing over keeps the others from it for no longer. */
const lockMs = 3000

/**
 * Are not kept: a kept ticket would keep its id, and with it the next try, out of the queue. Tries are counted in the ledger, and a ticket has one.
 * Said in each, so that what nobody of us wrote is kept when it fails.
 */
const failedTickets = { removeOnFail: true } as const

/**
 * The same for the same turn of a job, so that it stands in a queue once; BullMQ takes no colons in it. Short, because Redis keeps it in a
 * dozen places: 132 bits, which no two jobs will share.
 */
function ticketId(run: string, key: string, turn: string): string {
  return hash('sha256', `${run}\n${key}\n${turn}`, 'base64url').slice(0, 22)
}

/** Tries to reach Redis again for as long as it takes, at most two seconds apart. */
export function retryStrategy(times: number): number {
  return Math.min(2000, 100 * times)
}
