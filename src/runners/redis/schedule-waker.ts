import type { Queue } from 'bullmq'
import { underLock } from './lock.ts'
import { defaultPrefix, retryStrategy } from './queues.ts'

/** What a waker needs to know of a schedule. */
export interface WakingTime {
  readonly id: string
  readonly cron: string
  readonly zone: string
}

export interface WakerOptions {
  readonly redisUrl: string
  readonly prefix?: string
  /** The truth: schedules that are active now. */
  readonly list: () => Promise<readonly WakingTime[]>
  /** Called in one of all processes when a schedule may be due; the store decides whether it is. */
  readonly onWake: (id: string) => void
  readonly onNotice: (notice: string) => void
}

const queueName = 'schedules'
const reconcileEveryMs = 30_000
/** Longer than a reconciliation takes; who dies in one does not keep the others out for ever. */
const lockMs = 20_000

/**
 * Job schedulers of BullMQ that say when to look, kept equal to the schedules in the store by one process at a time. They are an alarm
 * clock and nothing else: whether a time is due, and whose it is, stands in the store, so that an alarm that comes twice or not at all does no harm.
 */
export async function createScheduleWaker(options: WakerOptions): Promise<AsyncDisposable> {
  const { redisUrl, prefix = defaultPrefix, onWake, onNotice } = options
  const { Queue, Worker } = await import('bullmq')
  const { Redis } = await import('ioredis')
  const commands = { url: redisUrl, maxRetriesPerRequest: 1, enableOfflineQueue: false, connectTimeout: 2000, retryStrategy }
  const queue = new Queue(queueName, { connection: commands, prefix, skipVersionCheck: true })
  const locks = new Redis(redisUrl, { maxRetriesPerRequest: 1, retryStrategy })
  const worker = new Worker<{ readonly schedule: string }>(
    queueName,
    (job) => {
      onWake(job.data.schedule)
      return Promise.resolve()
    },
    { connection: { url: redisUrl, maxRetriesPerRequest: null, retryStrategy }, prefix },
  )
  for (const emitter of [queue, locks]) emitter.on('error', () => {})
  worker.on('error', () => {})
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()])
  const once = async () => {
    try {
      await underLock(locks, { key: `${prefix}:reconcile`, ms: lockMs }, async () =>
        reconcile(queue, await options.list(), () => locks.status === 'ready'),
      )
    } catch (error) {
      onNotice(`Schedules: ${error instanceof Error ? error.message : 'Redis does not answer'}; the store is looked into all the same`)
    }
  }
  await once()
  let reconciling: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    reconciling = reconciling.then(once)
  }, reconcileEveryMs)
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer)
      await reconciling
      await Promise.allSettled([worker.close(), queue.close()])
      locks.disconnect()
    },
  }
}

/**
 * Changes only what differs: an upsert of what is there already starts its time anew, and many at once have been known to lose jobs. One that is
 * refused keeps no other from its alarm, and is named at the end.
 */
async function reconcile(queue: Queue, wanted: readonly WakingTime[], isThere: () => boolean): Promise<void> {
  const refused: string[] = []
  const alone = async (id: string, change: () => Promise<unknown>) => {
    try {
      await change()
    } catch (error) {
      // Redis is away: the others would fail like this one.
      if (!isThere()) throw error
      refused.push(`${id} has no alarm (${error instanceof Error ? error.message : 'refused'})`)
    }
  }
  const present = new Map((await queue.getJobSchedulers(0, -1)).map((scheduler) => [scheduler.key, scheduler]))
  for (const { id, cron, zone } of wanted) {
    const found = present.get(id)
    present.delete(id)
    if (found?.pattern === cron && found.tz === zone) continue
    const opts = { removeOnComplete: { age: 3600, count: 100 }, removeOnFail: { age: 86_400, count: 100 } }
    await alone(id, () => queue.upsertJobScheduler(id, { pattern: cron, tz: zone }, { name: 'due', data: { schedule: id }, opts }))
  }
  for (const id of present.keys()) await alone(id, () => queue.removeJobScheduler(id))
  if (refused.length > 0) throw new Error(refused.join('; '))
}
