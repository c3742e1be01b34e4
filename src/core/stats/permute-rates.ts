import { allSteps, type Steps } from '../steps.ts'
import type { ArticleCount } from './article-count.ts'
import { permutationTest, permutationTestInSteps, type GroupSums, type PermutationOptions } from './permutation-test.ts'
import type { PermutationTest } from './permutation-tally.ts'

/** Permutation test of the difference of pooled rates, RA - RB in hits per word: the p of a difference in reports. Articles are exchanged. */
export function permutePooledRates(
  a: readonly ArticleCount[],
  b: readonly ArticleCount[],
  options: PermutationOptions,
): PermutationTest | undefined {
  return allSteps(permutePooledRatesInSteps(a, b, options))
}

/** `permutePooledRates`, in steps. */
export function permutePooledRatesInSteps(
  a: readonly ArticleCount[],
  b: readonly ArticleCount[],
  options: PermutationOptions,
): Steps<PermutationTest | undefined> {
  const units = (articles: readonly ArticleCount[]): readonly GroupSums[] => articles.map(({ hits, tokens }) => [hits, tokens])
  return permutationTestInSteps({ a: units(a), b: units(b), statistic: pooledDifference }, options)
}

/** Permutation test of the difference of unweighted means, for example of article rates or of article sentiment. */
export function permuteMeans(a: readonly number[], b: readonly number[], options: PermutationOptions): PermutationTest | undefined {
  const units = (values: readonly number[]): readonly GroupSums[] => values.map((value) => [value, 1])
  return permutationTest({ a: units(a), b: units(b), statistic: pooledDifference }, options)
}

/**
 * Wilcoxon's rank-sum test, exact, with midranks for ties: do values of A tend to be higher? `undefined` when a group has fewer than two
 * values, where it can say nothing.
 */
export function permuteRanks(a: readonly number[], b: readonly number[], options: PermutationOptions): PermutationTest | undefined {
  if (a.length < 2 || b.length < 2) return undefined
  const ranks = midranks([...a, ...b])
  return permuteMeans(ranks.slice(0, a.length), ranks.slice(a.length), options)
}

/** Ranks from 1; equal values share the mean of their ranks. */
export function midranks(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((left, right) => left - right)
  const first = new Map<number, number>()
  const last = new Map<number, number>()
  for (const [index, value] of sorted.entries()) {
    if (!first.has(value)) first.set(value, index + 1)
    last.set(value, index + 1)
  }
  return values.map((value) => ((first.get(value) ?? 0) + (last.get(value) ?? 0)) / 2)
}

function pooledDifference([sumA = 0, sizeA = 0]: GroupSums, [sumB = 0, sizeB = 0]: GroupSums): number {
  return ratioOrZero(sumA, sizeA) - ratioOrZero(sumB, sizeB)
}

/** A split may leave a group without words; it then has no hit either. */
function ratioOrZero(sum: number, size: number): number {
  return size > 0 ? sum / size : 0
}
