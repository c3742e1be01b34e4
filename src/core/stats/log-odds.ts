import { sumOf } from './article-count.ts'

/** How often a word stands in the text of each side, and how many imagined times it stands in both (its prior). */
export interface WordCounts {
  readonly a: number
  readonly b: number
  readonly prior: number
}

export interface LogOdds {
  /** Above 0: more typical of A. */
  readonly delta: number
  readonly variance: number
  /** What to rank by; never a test. */
  readonly z: number
}

/**
 * Log-odds ratio with an informative Dirichlet prior, "fighting words" (Monroe, Colaresi and Quinn 2008): which words are typical of A against
 * B? The prior pulls rare words towards what all outlets write, so that they cannot lead by chance. The list is the whole vocabulary, in its
 * order. Takes words as independent, which they are not inside an article: z ranks words and decides nothing. `undefined` for a word that a
 * side does not write and the prior does not know, and for one that is the whole text.
 */
export function logOdds(words: readonly WordCounts[]): readonly (LogOdds | undefined)[] {
  const [totalA, totalB, mass] = [sumOf(words, ({ a }) => a), sumOf(words, ({ b }) => b), sumOf(words, ({ prior }) => prior)]
  return words.map(({ a, b, prior }) => {
    const [withA, withB] = [a + prior, b + prior]
    const delta = Math.log(withA / (totalA + mass - withA)) - Math.log(withB / (totalB + mass - withB))
    const variance = 1 / withA + 1 / withB
    return Number.isFinite(delta) ? { delta, variance, z: delta / Math.sqrt(variance) } : undefined
  })
}

/** Priors in proportion to a background, for example all outlets together; `mass` words in all, 500 by custom. `undefined` for an empty background. */
export function backgroundPriors(background: readonly number[], mass: number): readonly number[] | undefined {
  const total = sumOf(background, (count) => count)
  return total > 0 ? background.map((count) => (mass * count) / total) : undefined
}
