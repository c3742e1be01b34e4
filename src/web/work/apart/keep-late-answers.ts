import { setTimeout as sleep } from 'node:timers/promises'
import type { Progress } from '../../../workbench/corpus/search-corpus.ts'
import { momentMs } from '../lexicons/long-answers.ts'

type Working = { readonly kind: 'working' } & Progress

export interface Patient<Args, Answer> {
  /** The answer, or that it is still worked out. Without `patienceMs` nobody waits longer than a visitor would. */
  ask(args: Args, patienceMs?: number): Promise<Answer | Working>
  /** What came too late is no longer true. */
  forget(): void
}

/** How long who works may be busy with something else before a visitor is told to look again. */
const busyMs = 10
/** So long an answer that came too late is there for who asks again. */
const keptMs = 3000

/**
 * Questions to somebody who may have no time to say that it takes longer. An answer that comes too late is kept for whoever asks the same again in a
 * moment, and for the page that is loaded when it is known to be there: on a slow machine each would be too late otherwise.
 */
export function keepLateAnswers<Args extends readonly unknown[], Answer extends { readonly kind: string }>(
  ask: (args: Args, patienceMs: number | undefined) => Promise<Answer>,
): Patient<Args, Answer> {
  const late = new Map<string, Promise<Answer>>()
  return {
    ask: async (args, patienceMs) => {
      const question = JSON.stringify(args)
      const answer = (patienceMs === undefined ? late.get(question) : undefined) ?? ask(args, patienceMs)
      const waiting = new AbortController()
      const giveUp = sleep((patienceMs ?? momentMs) + busyMs, tooLate, { signal: waiting.signal })
      giveUp.catch(() => {})
      try {
        const heard = await Promise.race([answer, giveUp])
        if (heard === tooLate) keep(question, answer)
        // Asked anew the next time, to tell how far it has come by then.
        else if (heard.kind === 'working') late.delete(question)
        return heard
      } catch (error) {
        late.delete(question)
        throw error
      } finally {
        waiting.abort()
      }
    },
    forget: () => late.clear(),
  }

  function keep(question: string, answer: Promise<Answer>): void {
    if (late.get(question) === answer) return
    late.set(question, answer)
    const drop = () => setTimeout(() => late.get(question) === answer && late.delete(question), keptMs).unref()
    // Also why it failed is told to who asks again.
    answer.then(drop, drop)
  }
}

const tooLate: Working = { kind: 'working', done: 0, of: 0 }
