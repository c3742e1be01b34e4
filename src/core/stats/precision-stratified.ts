import { sumOf } from './article-count.ts'
import { studentWithin } from './distributions/student-t.ts'
import { clopperPearsonLimits, wilsonLimits, type Limits } from './proportion.ts'

/** Hits of one kind, for example of one term in one outlet, of which a random sample was judged. */
export interface Stratum {
  readonly size: number
  readonly sampled: number
  readonly correct: number
}

export interface StratifiedPrecision {
  readonly value: number
  readonly standardError: number
  readonly level: number
  /** Judged hits. */
  readonly n: number
  /** Share of all hits that lie in strata of which some were judged: the precision speaks for these. */
  readonly coveredShare: number
  /** `undefined` where all judged hits agree, or all hits were judged: they show no spread to weigh strata by, and `proportion` gives limits. */
  readonly limits: StratifiedLimits | undefined
}

export interface StratifiedLimits {
  /** How many hits drawn from all strata alike would tell as much. */
  readonly effectiveN: number
  /** Wilson's, at that number. */
  readonly wilson: Limits
  /** Wider, for few judged hits in many strata (Korn and Graubard 1998). */
  readonly kornGraubard: Limits
}

/**
 * Precision of a lexicon from a stratified sample: what share of all its hits is right, when rare kinds were judged as closely as frequent ones?
 * Each stratum weighs by its size. Assumes random draws inside strata (Cochran 1977). A stratum with one judged hit shows no spread, and takes
 * the largest there is. `undefined` when no hit was judged.
 */
export function stratifiedPrecision(strata: readonly Stratum[], { level }: { readonly level: number }): StratifiedPrecision | undefined {
  const judged = strata.filter(({ size, sampled }) => size > 0 && sampled > 0)
  const total = sumOf(judged, ({ size }) => size)
  const n = sumOf(judged, ({ sampled }) => sampled)
  if (n === 0) return undefined
  const value = sumOf(judged, ({ size, sampled, correct }) => (size / total) * (correct / sampled))
  const variance = sumOf(judged, (stratum) => (stratum.size / total) ** 2 * varianceOf(stratum))
  const counted = (trials: number) => ({ successes: value * trials, trials, level })
  const effectiveN = (value * (1 - value)) / variance
  const hasSpread = variance > 0 && value > 0 && value < 1
  const correction = n > judged.length ? (studentWithin(level, n - 1) / studentWithin(level, n - judged.length)) ** 2 : 1
  return {
    value,
    standardError: Math.sqrt(variance),
    level,
    n,
    coveredShare: total / sumOf(strata, ({ size }) => size),
    limits: hasSpread
      ? { effectiveN, wilson: wilsonLimits(counted(effectiveN)), kornGraubard: clopperPearsonLimits(counted(effectiveN * correction)) }
      : undefined,
  }
}

/** Of the share in a stratum, less what judging all of it would leave to chance: nothing. */
function varianceOf({ size, sampled, correct }: Stratum): number {
  const unseen = 1 - sampled / size
  if (sampled === 1) return unseen / 4
  const share = correct / sampled
  return (unseen * share * (1 - share)) / (sampled - 1)
}
