import PQueue from 'p-queue'
import { PipelineError } from '../../../errors.ts'

/** Work of which each piece takes much of a processor: one after the other, so that whoever reads meanwhile does not wait for all of it. */
export interface Turns {
  /**
   * Does the work when its turn has come. Throws `turns-taken` where too many wait already, and the reason of `client`, who is no longer worked for
   * once they have left: who waits then gives up the turn, and work under way is told to end.
   */
  take<Value>(client: AbortSignal, work: (client: AbortSignal) => Promise<Value>): Promise<Value>
}

export function takeTurns({ mostWaiting }: { readonly mostWaiting: number }): Turns {
  const queue = new PQueue({ concurrency: 1 })
  return {
    take: async (client, work) => {
      client.throwIfAborted()
      if (queue.size >= mostWaiting) {
        const message = `Others wait for this already, and ${mostWaiting} at most may: ask again in a moment`
        throw new PipelineError('turns-taken', message, { retry: 'later' })
      }
      // The queue gives a turn away as soon as its signal says so, although the work has not ended: only who waits may be taken out of it.
      const left = new AbortController()
      const leave = () => left.abort(client.reason)
      client.addEventListener('abort', leave, { once: true })
      const begin = () => {
        client.removeEventListener('abort', leave)
        return work(client)
      }
      try {
        return await queue.add(begin, { signal: left.signal })
      } finally {
        client.removeEventListener('abort', leave)
      }
    },
  }
}
