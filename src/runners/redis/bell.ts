import type { RunId } from '../../model.ts'
import { Wakeable } from '../wakeable.ts'
import { retryStrategy } from './queues.ts'

/**
 * Tells over Redis that jobs of a run have ended, so that who follows it need not look all the time. Nothing depends on it: who hears
 * nothing looks all the same, only later.
 */
export interface Bell extends AsyncDisposable {
  /** Rings soon; once for all that ends within some milliseconds. */
  ring(run: RunId): void
}

export async function openBell(redisUrl: string, prefix: string): Promise<Bell> {
  const { Redis } = await import('ioredis')
  const client = new Redis(redisUrl, { maxRetriesPerRequest: 0, enableOfflineQueue: false, connectTimeout: 2000, retryStrategy })
  client.on('error', () => {})
  const timers = new Map<RunId, NodeJS.Timeout>()
  return {
    ring: (run) => {
      if (timers.has(run)) return
      const timer = setTimeout(() => {
        timers.delete(run)
        client.publish(channelOf(prefix), run).catch(() => {})
      }, gatherMs)
      timers.set(run, timer)
    },
    [Symbol.asyncDispose]: () => {
      for (const timer of timers.values()) clearTimeout(timer)
      client.disconnect()
      return Promise.resolve()
    },
  }
}

/** Wakes who follows the run whenever jobs of it have ended, as far as Redis brings the news. */
export async function hearBell(
  redisUrl: string,
  { prefix, run }: { readonly prefix: string; readonly run: RunId },
): Promise<Pick<Wakeable, 'sleep'> & AsyncDisposable> {
  const { Redis } = await import('ioredis')
  const follower = new Wakeable()
  const client = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy })
  client.on('error', () => {})
  client.on('message', (_channel, rung) => {
    if (rung === run) follower.wake()
  })
  // Not awaited: until it stands, the follower looks by the clock. It is made anew after every loss of the connection.
  client.subscribe(channelOf(prefix)).catch(() => {})
  return {
    sleep: (ms, signal) => follower.sleep(ms, signal),
    [Symbol.asyncDispose]: () => {
      client.disconnect()
      return Promise.resolve()
    },
  }
}

const gatherMs = 40

function channelOf(prefix: string): string {
  return `${prefix}:ended`
}
