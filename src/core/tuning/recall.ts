import type { Estimate } from '../../model.ts'
import { wilsonLimits } from '../stats/proportion.ts'

export interface RecallInput {
  /** Hits of the frame, and the share of them that is right. */
  readonly hits: number
  readonly precision: Estimate
  /** Sentences without a hit, how many of them were drawn and judged, and how many tell the frame in other words. */
  readonly sentences: number
  readonly judged: number
  readonly missed: number
  readonly level: number
}

/**
 * Recall of a frame, estimated: which share of the passages that tell it does the lexicon find? Right hits over right hits and missed
 * sentences, the misses scaled up from a random sample of sentences without a hit. The interval takes the ends of both Wilson intervals
 * together, and so is wider than its level says. `undefined` while nothing was judged or nothing is there to be found.
 */
export function estimateRecall({ hits, precision, sentences, judged, missed, level }: RecallInput): Estimate | undefined {
  if (judged === 0) return undefined
  const misses = wilsonLimits({ successes: missed, trials: judged, level })
  const share = (found: number, missedShare: number) => {
    const right = hits * found
    const all = right + sentences * missedShare
    return all > 0 ? right / all : undefined
  }
  const value = share(precision.value, missed / judged)
  const low = share(precision.low, misses.high)
  const high = share(precision.high, misses.low)
  if (value === undefined || low === undefined || high === undefined) return undefined
  return { value, low, high, level, n: judged, method: 'sampled-non-hits' }
}
