import { setTimeout as sleep } from 'node:timers/promises'
import type { Progress, Work } from '../../../workbench/corpus/search-corpus.ts'

/** `of` is 0 before it is known. */
export type Looked<Value> = { readonly kind: 'ready'; readonly value: Value } | ({ readonly kind: 'working' } & Progress)

/**
 * Answers that may take longer than a visitor waits: worked out in the background, once for all who ask, and kept until what they were made of
 * is another. Nobody who left is worked for in vain: the answer is there when they come back.
 */
export interface LongAnswers<Value> extends AsyncDisposable {
  /** The answer where it is there within `patienceMs`, else how far it has come. The first question begins the work. Throws what the work threw. */
  look(key: string, make: (work: Work) => Promise<Value>, patienceMs?: number): Promise<Looked<Value>>
}

/** What is ready this soon needs no second question. */
export const momentMs = 30

interface Answer<Value> {
  readonly value: Promise<Value>
  readonly stop: AbortController
  readonly standing: Standing
}

interface Standing {
  progress: Progress
  settled: boolean
}

/** Keeps the last `most` answers that were asked for. One that failed is told to who asks next, and is then begun anew. */
export function longAnswers<Value>(most: number): LongAnswers<Value> {
  const kept = new Map<string, Answer<Value>>()
  return {
    look: async (key, make, patienceMs = momentMs) => {
      const answer = kept.get(key) ?? begin(make)
      kept.delete(key)
      kept.set(key, answer)
      letGoOfOldest()
      const waiting = new AbortController()
      try {
        const early = sleep(patienceMs, undefined, { signal: waiting.signal }).catch(() => undefined)
        await Promise.race([answer.value, early])
        if (answer.standing.settled) return { kind: 'ready', value: await answer.value }
      } catch (error) {
        if (kept.get(key) === answer) kept.delete(key)
        // Let go for the sake of others while somebody waited: no fault, and begun anew by the next question.
        if (!answer.stop.signal.aborted) throw error
      } finally {
        waiting.abort()
      }
      return { kind: 'working', ...answer.standing.progress }
    },
    [Symbol.asyncDispose]: async () => {
      for (const { stop } of kept.values()) stop.abort()
      await Promise.allSettled([...kept.values()].map(({ value }) => value))
    },
  }

  function begin(make: (work: Work) => Promise<Value>): Answer<Value> {
    const stop = new AbortController()
    const standing: Standing = { progress: { done: 0, of: 0 }, settled: false }
    const onProgress = (progress: Progress) => {
      standing.progress = progress
    }
    const value = make({ signal: stop.signal, onProgress })
    const settle = () => {
      standing.settled = true
    }
    // Also the failure of work that nobody waits for any more is heard.
    value.then(settle, settle)
    return { value, stop, standing }
  }

  function letGoOfOldest(): void {
    const [oldest] = kept
    if (kept.size <= most || !oldest) return
    kept.delete(oldest[0])
    oldest[1].stop.abort()
  }
}
