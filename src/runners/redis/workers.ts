import { setTimeout as sleep } from 'node:timers/promises'
import type { Job, Worker } from 'bullmq'
import { toId } from '../../core/ids.ts'
import { PipelineError, unreachable } from '../../errors.ts'
import type { RunId } from '../../model.ts'
import type { Execution, Surroundings } from '../attempt.ts'
import { Gate } from '../gate.ts'
import type { FollowUp } from '../ledger.ts'
import { keepLeases, leaseMs, newOwner, recoverLost } from '../leases.ts'
import type { Lane } from '../runnable.ts'
import { takeAndRun } from '../take-and-run.ts'
import { openBell, type Bell } from './bell.ts'
import { checkRedis } from './check-redis.ts'
import type { GatheringRedis } from './gathering.ts'
import { Onward } from './onward.ts'
import { patientLedger } from './patient-ledger.ts'
import { Places } from './places.ts'
import { refillQueues } from './refill-queues.ts'
import { RunsHere } from './runs-here.ts'
import { openTelemetry, type OpenTelemetry } from './telemetry.ts'
import { defaultPrefix, Queues, retryStrategy, type Ticket } from './queues.ts'

export interface WorkersOptions<Ports> {
  readonly redisUrl: string
  /** Of all keys in Redis; runners and workers have to agree on it. */
  readonly prefix?: string
  readonly execution: Execution<Ports>
  /** What stages need for the jobs of a run; asked for once a run. */
  readonly portsFor: (run: RunId) => Promise<Ports>
  /** Jobs at the same time in this process, by lane. */
  readonly concurrency: Readonly<Record<Lane, number>>
  /** Kinds of jobs that are taken. */
  readonly lanes: readonly Lane[]
  /** Traces every job. */
  readonly isTraced?: boolean
  /** Refuses a Redis that may lose jobs, instead of warning. */
  readonly isStrict?: boolean
  /** What a person who watches the worker should know. */
  readonly onNotice: (notice: string) => void
}

/**
 * Takes jobs from the queues and runs them, until disposed of: then running jobs are told and given back. The ledger decides whether a job
 * is run, how often and when; a job in Redis is only a ticket. Throws `redis-unreachable` when there is no Redis to begin with; later on it is waited for.
 */
export async function createWorkers<Ports>(options: WorkersOptions<Ports>): Promise<AsyncDisposable> {
  for (const warning of await checkRedis(options.redisUrl, options)) options.onNotice(warning)
  const { prefix = defaultPrefix, redisUrl, execution } = options
  const queues = await Queues.open(redisUrl, { prefix, stages: execution.stages })
  const crew = new Crew(options, queues, await openBell(redisUrl, prefix))
  try {
    await crew.start(prefix)
  } catch (error) {
    await crew[Symbol.asyncDispose]()
    throw error
  }
  return crew
}

/** Tickets of jobs that have ended are kept for an hour, for who looks at the queues. Said here once, instead of in each of them. */
const ticketsKept = { removeOnComplete: { age: 3600, count: 10_000 } } as const

const lookEveryMs = 1000
/**
 * A ticket whose process died comes back when its lock is over and a worker has looked: within some six seconds. A process that stands still
 * for longer loses its tickets and no more: the ledger lets nobody else have its jobs before their lease is over.
 */
const lockMs = 4000
const stalledEveryMs = 2000
/** How long running jobs have to let go when the workers stop. */
const graceMs = 10_000

class Crew<Ports> implements AsyncDisposable {
  readonly #options: WorkersOptions<Ports>
  readonly #queues: Queues
  readonly #bell: Bell
  readonly #execution: Execution<Ports>
  readonly #owner = newOwner()
  readonly #gate = new Gate()
  readonly #stop = new AbortController()
  readonly #leases: AsyncDisposable
  readonly #runs: RunsHere<Ports>
  /** Jobs that are being taken or run here, by run and key. */
  readonly #atWork = new Set<string>()
  readonly #places: Places
  readonly #onward: Onward<Ports>
  #workers: readonly Worker<Ticket>[] = []
  /** Of all workers; each has one more in which it waits. */
  #connection: GatheringRedis | undefined
  #telemetry: OpenTelemetry | undefined
  #looking: Promise<void> = Promise.resolve()
  #lastNotice: string | undefined

  constructor(options: WorkersOptions<Ports>, queues: Queues, bell: Bell) {
    this.#options = options
    this.#queues = queues
    this.#runs = new RunsHere(options.portsFor)
    this.#bell = bell
    const { ledger, now } = options.execution
    const patient = patientLedger(ledger, { signal: this.#stop.signal, onNotice: (notice) => this.#note(notice) })
    this.#execution = { ...options.execution, ledger: patient }
    this.#leases = keepLeases(ledger, { owner: this.#owner, leaseMs, now })
    this.#places = new Places(options.concurrency)
    this.#onward = new Onward({
      execution: this.#execution,
      gate: this.#gate,
      places: this.#places,
      // Spans are told of tickets: where jobs are traced, each has one.
      lanes: options.isTraced ? [] : options.lanes,
      hold: () => ({ owner: this.#owner, leaseUntil: now() + leaseMs }),
      surroundingsFor: (run) => this.#surroundingsFor(run),
      onEnd: (run, followUp) => this.#follow(run, followUp),
      onLetGo: (job, until) => this.#queues.add(job.run, [job], until === undefined ? 0 : until - now()),
      onNotice: (notice) => this.#note(notice),
      signal: this.#stop.signal,
    })
  }

  async start(prefix: string): Promise<void> {
    const { Worker, DelayedError, UnrecoverableError } = await import('bullmq')
    this.#telemetry = await openTelemetry(this.#options.isTraced === true)
    const { GatheringRedis } = await import('./gathering.ts')
    const connection = new GatheringRedis(this.#options.redisUrl, { maxRetriesPerRequest: null, retryStrategy })
    // Each worker says what it has to say of it; without a listener of our own a loss before there are workers would end the process.
    connection.on('error', () => {})
    this.#connection = connection
    const putOff = async (job: Job<Ticket>, until: number, token: string | undefined): Promise<never> => {
      await job.moveToDelayed(until, token)
      throw new DelayedError()
    }
    this.#workers = this.#options.lanes.map((lane) => {
      const worker = new Worker<Ticket>(
        lane,
        async (job, token) => {
          const end = await this.#work(job.data)
          if (end.kind === 'again') await putOff(job, end.until, token)
          // Failing is how BullMQ lets go of a ticket without keeping it, and with it its id.
          if (end.kind === 'void') throw new UnrecoverableError(end.why)
        },
        {
          connection,
          prefix,
          concurrency: this.#options.concurrency[lane],
          lockDuration: lockMs,
          stalledInterval: stalledEveryMs,
          // The ledger counts deaths; here a job comes back as often as it has to.
          maxStalledCount: Number.MAX_SAFE_INTEGER,
          ...ticketsKept,
          // The version is asked for on purpose: without it BullMQ rounds every wait up to whole seconds.
          skipVersionCheck: false,
          ...(this.#telemetry && { telemetry: this.#telemetry.telemetry }),
        },
      )
      worker.on('error', (error) => this.#note(`Workers: ${error.message}`))
      // What is thrown on purpose is no surprise; anything else is a mistake of ours, and would otherwise vanish with its ticket.
      worker.on('failed', (_job, error) => {
        if (!(error instanceof UnrecoverableError)) this.#note(`Internal error in a worker: ${error.stack ?? error.message}`)
      })
      return worker
    })
    await Promise.all(this.#workers.map((worker) => worker.waitUntilReady()))
    this.#looking = this.#lookAfterRuns()
  }

  /** Runs one job, and says what becomes of its ticket. */
  async #work(ticket: Ticket): Promise<TicketEnd> {
    if (!isTicket(ticket)) {
      const why = 'This is no job that Frameshift wrote: expected the ids of a run and a job'
      this.#note(`Left a job in Redis among the failed ones. ${why}`)
      return { kind: 'void', why }
    }
    const id = `${ticket.run} ${ticket.key}`
    // A second ticket of a job waits for the first.
    if (this.#atWork.has(id) || this.#onward.has(ticket)) return { kind: 'again', until: this.#execution.now() + lookEveryMs }
    this.#atWork.add(id)
    try {
      return await this.#takeAndRun(ticket)
    } finally {
      this.#atWork.delete(id)
    }
  }

  async #takeAndRun(ticket: Ticket): Promise<TicketEnd> {
    const execution = this.#execution
    const { ledger, now } = execution
    const run = toId<'Run'>(ticket.run)
    try {
      const holder = { owner: this.#owner, leaseMs, gate: this.#gate, ...this.#surroundingsFor(run) }
      const end = await takeAndRun({ run, key: ticket.key }, execution, holder)
      switch (end.kind) {
        case 'finished':
          await this.#follow(run, end.followUp)
          return { kind: 'done' }
        case 'postponed':
        case 'early':
          return { kind: 'again', until: end.until }
        case 'held':
          // Ours, and nobody here is at it: the store gave it to us, and its answer was lost on the way. Our lease would be renewed for ever.
          if (end.owner === this.#owner) {
            await ledger.giveBack({ run, key: ticket.key, start: end.start })
            return { kind: 'again', until: now() }
          }
          // Perhaps by a process that died. If not, whoever has it may be as dead by then.
          await recoverLost(ledger, run, { owner: this.#owner, at: now() })
          return { kind: 'again', until: now() + lookEveryMs }
        case 'ended':
        case 'given-back':
        case 'halted':
        case 'lost':
        case 'unknown':
        case 'waiting':
          return { kind: 'void', why: end.kind }
        default:
          return unreachable(end)
      }
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error
      // The store cannot be used: the job stays where it is until it can.
      this.#note(error.message)
      return { kind: 'again', until: now() + 5 * lookEveryMs }
    }
  }

  /** Goes on with what follows from a job that has ended, and hands over the rest. */
  async #follow(run: RunId, { opened, kept, released }: FollowUp): Promise<void> {
    for (const job of kept) this.#onward.go(job)
    await this.#queues.add(run, [...opened, ...released])
    this.#bell.ring(run)
  }

  #surroundingsFor(run: RunId): Surroundings<Ports> {
    const { ports, stop } = this.#runs.of(run)
    const place: Surroundings<Ports>['place'] = (lane, work) => this.#places.within(lane, work)
    return { ports, signal: stop.signal, place, keep: this.#onward.keep }
  }

  /** Stops the jobs of halted runs, brings back those of dead processes, and fills the queues from the ledger where they have lost something. */
  async #lookAfterRuns(): Promise<void> {
    const { ledger, now } = this.#options.execution
    const { signal } = this.#stop
    for (let look = 0; !signal.aborted; look += 1) {
      try {
        this.#runs.stop(new Set(await ledger.halted()))
        if (look % 5 === 0) await refillQueues(this.#queues, ledger, { owner: this.#owner, at: now() })
      } catch (error) {
        this.#note(error instanceof Error ? error.message : 'The queues cannot be filled')
      }
      await sleep(lookEveryMs, undefined, { signal }).catch(() => {})
    }
  }

  /** Says a thing once, until something else has been said. */
  #note(notice: string): void {
    if (this.#stop.signal.aborted || notice === this.#lastNotice) return
    this.#lastNotice = notice
    this.#options.onNotice(notice)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    this.#runs.stopAll()
    const impatience = new AbortController()
    // The last jobs with a ticket may still lead to others that go on without one.
    const closing = Promise.allSettled(this.#workers.map((worker) => worker.close())).then(() => this.#onward.idle())
    const late = sleep(graceMs, true, { signal: impatience.signal }).catch(() => false)
    if (await Promise.race([closing.then(() => false), late])) {
      await Promise.race([Promise.allSettled(this.#workers.map((worker) => worker.close(true))), sleep(1000, undefined, { ref: false })])
    }
    impatience.abort()
    await this.#looking
    await this.#leases[Symbol.asyncDispose]()
    await this.#bell[Symbol.asyncDispose]()
    this.#connection?.disconnect()
    await this.#queues[Symbol.asyncDispose]()
    await this.#telemetry?.[Symbol.asyncDispose]()
  }
}

/** What becomes of a ticket. `void`: it is no use any more, whatever becomes of its job. */
type TicketEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly until: number }
  | { readonly kind: 'void'; readonly why: string }

/** Redis may hold anything. */
function isTicket(ticket: unknown): ticket is Ticket {
  if (typeof ticket !== 'object' || ticket === null || !('run' in ticket) || !('key' in ticket)) return false
  return typeof ticket.run === 'string' && ticket.run !== '' && typeof ticket.key === 'string'
}
