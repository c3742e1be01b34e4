import { setImmediate as nextRound } from 'node:timers/promises'
import { PipelineError } from '../../../errors.ts'

/**
 * Does together what is asked for at the same time: whatever comes while a batch is under way waits for one of the next. A database writes many
 * rows with one commit hardly slower than one row with one. Nobody waits for company: who comes alone goes alone, at once. Every promise is
 * kept only when the whole batch is. `work` gives what each item came to, in their order; what throws there is for that item alone.
 */
export function inBatches<Item, Result>(
  work: (items: readonly [Item, ...Item[]]) => Promise<readonly (() => Result)[]>,
  options: {
    readonly groupOf: (item: Item) => string
    /** How many of those that wait go together, from 1 on. */
    readonly share: (waiting: number) => number
  },
): (item: Item) => Promise<Result> {
  const groups = new Map<string, Asked<Item, Result>[]>()
  return (item) =>
    new Promise((resolve, reject) => {
      const group = options.groupOf(item)
      const asked = { item, resolve, reject }
      const waiting = groups.get(group)
      if (waiting) waiting.push(asked)
      else {
        const queue = [asked]
        groups.set(group, queue)
        // After everything that the same round of the loop brings: replies of Redis come many at a time.
        setImmediate(() => void drain(group, queue))
      }
    })

  /** Never rejects. Whoever asks after the last look at the queue finds it gone, and begins another. */
  async function drain(group: string, queue: Asked<Item, Result>[]): Promise<void> {
    while (true) {
      await settle(queue.splice(0, options.share(queue.length)))
      if (queue.length === 0) break
      // What came of the batch goes out before the next is begun.
      await nextRound()
    }
    groups.delete(group)
  }

  async function settle(batch: readonly Asked<Item, Result>[]): Promise<void> {
    const [first, ...others] = batch
    if (!first) return
    try {
      const results = await work([first.item, ...others.map(({ item }) => item)])
      for (const [index, asked] of batch.entries()) answer(asked, results[index])
    } catch (error) {
      // The store's own faults are everybody's. Any other error is the fault of one, who alone shall bear it.
      if (error instanceof PipelineError || batch.length === 1) for (const { reject } of batch) reject(error)
      else for (const asked of batch) await settle([asked])
    }
  }
}

interface Asked<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

function answer<Item, Result>({ resolve, reject }: Asked<Item, Result>, resultOf: (() => Result) | undefined): void {
  try {
    if (!resultOf) throw new TypeError('Fewer results than items')
    resolve(resultOf())
  } catch (error) {
    reject(error)
  }
}
