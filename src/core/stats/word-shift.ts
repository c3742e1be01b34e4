import { sumOf } from './article-count.ts'

/** A text as words with their counts, and what each word scores, for example its sentiment. */
export interface ScoredText {
  readonly counts: ReadonlyMap<string, number>
  readonly scores: ReadonlyMap<string, number>
}

export interface WordShiftOptions {
  /** The score that counts as neutral; `average` is the mean score of the first text. */
  readonly reference: number | 'average'
  /** `variation` makes the sizes of all shifts sum to 1, `trajectory` makes the shifts sum to 1 or -1. */
  readonly normalization: 'variation' | 'trajectory'
}

export interface WordShift {
  readonly reference: number
  /** Mean score of the second text less that of the first. */
  readonly difference: number
  /** What every shift is divided by. */
  readonly norm: number
  readonly words: ReadonlyMap<string, ShiftedWord>
}

export interface ShiftedWord {
  /** Share of the second text less that of the first, and their mean. */
  readonly shareDifference: number
  readonly meanShare: number
  /** Score in the second text less that in the first, and their mean less the reference. */
  readonly scoreDifference: number
  readonly scoreAboveReference: number
  readonly shift: number
}

/**
 * Generalised word shift (Gallagher et al. 2021): which words make the mean score of one text differ from that of another? A word lifts the mean
 * by being used more when it scores above the reference, or by scoring higher. Exact bookkeeping, no test. A word scored for one text only has
 * that score in both; unscored words are left out. `undefined` when a text has no scored word, or nothing shifts.
 */
export function wordShift(first: ScoredText, second: ScoredText, { reference, normalization }: WordShiftOptions): WordShift | undefined {
  const words = scoredWords(first, second)
  const [total1, total2] = [sumOf(words, ({ count1 }) => count1), sumOf(words, ({ count2 }) => count2)]
  if (total1 === 0 || total2 === 0) return undefined
  const neutral = reference === 'average' ? sumOf(words, ({ count1, score1 }) => (count1 / total1) * score1) : reference
  const parts = words.map(({ word, count1, count2, score1, score2 }) => {
    const [share1, share2] = [count1 / total1, count2 / total2]
    const part = {
      shareDifference: share2 - share1,
      meanShare: (share1 + share2) / 2,
      scoreDifference: score2 - score1,
      scoreAboveReference: (score1 + score2) / 2 - neutral,
    }
    const raw = part.shareDifference * part.scoreAboveReference + part.scoreDifference * part.meanShare
    return { word, part, raw }
  })
  const difference = sumOf(parts, ({ raw }) => raw)
  const norm = normalization === 'variation' ? sumOf(parts, ({ raw }) => Math.abs(raw)) : Math.abs(difference)
  if (norm === 0) return undefined
  return {
    reference: neutral,
    difference,
    norm,
    words: new Map(parts.map(({ word, part, raw }) => [word, { ...part, shift: raw / norm }])),
  }
}

interface ScoredWord {
  readonly word: string
  readonly count1: number
  readonly count2: number
  readonly score1: number
  readonly score2: number
}

/** In the order of the alphabet, so that sums do not depend on who comes first. */
function scoredWords(first: ScoredText, second: ScoredText): readonly ScoredWord[] {
  const words = new Set([...first.counts.keys(), ...second.counts.keys()])
  return [...words].toSorted().flatMap((word) => {
    const score1 = first.scores.get(word) ?? second.scores.get(word)
    const score2 = second.scores.get(word) ?? score1
    if (score1 === undefined || score2 === undefined) return []
    return [{ word, count1: first.counts.get(word) ?? 0, count2: second.counts.get(word) ?? 0, score1, score2 }]
  })
}
