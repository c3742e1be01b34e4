import type { Estimate } from '../../model.ts'
import { sumOf } from './article-count.ts'
import { chiSquareAbove } from './distributions/chi-square.ts'
import { increasingRoot } from './distributions/increasing-root.ts'
import { normalQuantile } from './distributions/normal.ts'

/** What two outlets wrote on one story. */
export interface StoryCounts {
  readonly hitsA: number
  readonly tokensA: number
  readonly hitsB: number
  readonly tokensB: number
}

export interface WithinStoryRatio extends Estimate {
  readonly standardErrorOfLog: number
  /** Chi-square with one degree of freedom, each story's total held fixed, no continuity correction. */
  readonly chiSquare: number
  readonly p: number
}

/**
 * How many times as often A says it as B when both tell the same news: Mantel-Haenszel ratio over stories, with the log variance of Greenland
 * and Robins (1985). Different news cannot pass for different framing. Takes hits as independent inside a story. `n` counts stories.
 * `undefined` when either outlet has no hit in any story that both cover.
 */
export function withinStoryRatio(stories: readonly StoryCounts[], { level }: { readonly level: number }): WithinStoryRatio | undefined {
  const shared = stories.filter(bothWrote)
  const above = sumOf(shared, ({ hitsA, tokensA, tokensB }) => (hitsA * tokensB) / (tokensA + tokensB))
  const below = sumOf(shared, ({ hitsB, tokensA, tokensB }) => (hitsB * tokensA) / (tokensA + tokensB))
  if (above === 0 || below === 0) return undefined
  const spread = sumOf(shared, varianceGivenTotal)
  const value = above / below
  const standardErrorOfLog = Math.sqrt(spread / (above * below))
  const reach = normalQuantile((1 + level) / 2) * standardErrorOfLog
  const chiSquare = sumOf(shared, (story) => story.hitsA - expectedA(story)) ** 2 / spread
  const limits = { low: value * Math.exp(-reach), high: value * Math.exp(reach) }
  const p = chiSquareAbove(chiSquare, 1)
  return { value, ...limits, level, n: shared.length, method: 'mantel-haenszel', standardErrorOfLog, chiSquare, p }
}

/**
 * The same question by Poisson regression with one intercept per story (maximum likelihood, given each story's total): a check on the
 * Mantel-Haenszel ratio. Stories without a hit carry no information.
 */
export function fixedEffectsRatio(
  stories: readonly StoryCounts[],
): { readonly value: number; readonly standardErrorOfLog: number } | undefined {
  const shared = stories.filter((story) => bothWrote(story) && story.hitsA + story.hitsB > 0)
  const [hitsA, hitsB] = [sumOf(shared, (story) => story.hitsA), sumOf(shared, (story) => story.hitsB)]
  if (hitsA === 0 || hitsB === 0) return undefined
  const informationAt = (logRatio: number) => sumOf(shared, (story) => varianceAt(story, logRatio))
  const heightAt = (logRatio: number) => ({
    value: sumOf(shared, (story) => (story.hitsA + story.hitsB) * shareOfA(story, logRatio) - story.hitsA),
    slope: informationAt(logRatio),
  })
  const logRatio = increasingRoot(heightAt, { low: -50, high: 50, start: 0 })
  return { value: Math.exp(logRatio), standardErrorOfLog: 1 / Math.sqrt(informationAt(logRatio)) }
}

/** The ratio that forgets stories: confounded by who covers what, shown only beside the others. `undefined` without hits in B. */
export function crudeRatio(stories: readonly StoryCounts[]): number | undefined {
  const rateA = sumOf(stories, (story) => story.hitsA) / sumOf(stories, (story) => story.tokensA)
  const rateB = sumOf(stories, (story) => story.hitsB) / sumOf(stories, (story) => story.tokensB)
  return rateB > 0 ? rateA / rateB : undefined
}

function bothWrote({ tokensA, tokensB }: StoryCounts): boolean {
  return tokensA > 0 && tokensB > 0
}

function expectedA({ hitsA, hitsB, tokensA, tokensB }: StoryCounts): number {
  return ((hitsA + hitsB) * tokensA) / (tokensA + tokensB)
}

function varianceGivenTotal({ hitsA, hitsB, tokensA, tokensB }: StoryCounts): number {
  return ((hitsA + hitsB) * tokensA * tokensB) / (tokensA + tokensB) ** 2
}

/** A's expected share of a story's hits when its rate is e^logRatio times that of B. */
export function shareOfA({ tokensA, tokensB }: Pick<StoryCounts, 'tokensA' | 'tokensB'>, logRatio: number): number {
  return 1 / (1 + (tokensB / tokensA) * Math.exp(-logRatio))
}

function varianceAt(story: StoryCounts, logRatio: number): number {
  const share = shareOfA(story, logRatio)
  return (story.hitsA + story.hitsB) * share * (1 - share)
}
