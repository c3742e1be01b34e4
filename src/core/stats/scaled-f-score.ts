import { sumOf } from './article-count.ts'
import { normalBelow } from './distributions/normal.ts'
import { mean, sumOfSquares } from './mean.ts'

/** How often a word stands in the text of each side. */
interface WordCount {
  readonly a: number
  readonly b: number
}

/**
 * Scaled F-score (Kessler 2017): which words are both frequent in A and rare in B? Harmonic mean of the word's share that falls to A and of
 * A's share that falls to the word, each as the place it takes among all words under a normal curve; `beta` above 1 weighs the second more.
 * 0.5 is neutral, 1 most typical of A, 0 of B. No test and no rate: for exploration only. The list is the whole vocabulary, in its order;
 * `undefined` for a word that nobody writes.
 */
export function scaledFScore(words: readonly WordCount[], { beta }: { readonly beta: number }): readonly (number | undefined)[] {
  const written = words.filter(({ a, b }) => a + b > 0)
  const ofA = scoresOf(
    written.map(({ a, b }) => ({ own: a, other: b })),
    beta,
  )
  const ofB = scoresOf(
    written.map(({ a, b }) => ({ own: b, other: a })),
    beta,
  )
  const sided = written.map((_, index) => stronger(ofA[index] ?? 0, ofB[index] ?? 0))
  const scores = stretched(sided)
  const byWord = new Map(written.map((word, index) => [word, scores[index]]))
  return words.map((word) => byWord.get(word))
}

function scoresOf(words: readonly { readonly own: number; readonly other: number }[], beta: number): readonly number[] {
  const total = sumOf(words, ({ own }) => own)
  const precision = placesUnderNormal(words.map(({ own, other }) => own / (own + other)))
  const frequency = placesUnderNormal(words.map(({ own }) => (total > 0 ? own / total : 0)))
  return words.map((_, index) => {
    const [p, f] = [precision[index] ?? 0, frequency[index] ?? 0]
    return p + f > 0 ? ((1 + beta ** 2) * p * f) / (beta ** 2 * p + f) : 0
  })
}

/** Words of no spread all stand in the middle. */
function placesUnderNormal(values: readonly number[]): readonly number[] {
  const centre = mean(values)
  const spread = Math.sqrt(sumOfSquares(values) / values.length)
  return values.map((value) => (spread > 0 ? normalBelow((value - centre) / spread) : 0.5))
}

/** The score of the side that it is more typical of, negative for B. */
function stronger(ofA: number, ofB: number): number {
  if (ofA === ofB) return 0
  return ofA > ofB ? ofA : -ofB
}

/** Each side from its least to its most typical word, A to 0.5..1 and B to 0.5..0. */
function stretched(scores: readonly number[]): readonly number[] {
  const above = rangeOf(scores.filter((score) => score > 0))
  const below = rangeOf(scores.filter((score) => score < 0).map((score) => -score))
  return scores.map((score) => {
    if (score === 0) return 0.5
    return score > 0 ? 0.5 + placeIn(score, above) / 2 : 0.5 - placeIn(-score, below) / 2
  })
}

interface Range {
  readonly low: number
  readonly high: number
}

function rangeOf(values: readonly number[]): Range {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)]
  return { low, high }
}

function placeIn(value: number, { low, high }: Range): number {
  return high > low ? (value - low) / (high - low) : 0
}
