import type { Estimate } from '../../model.ts'
import { logGamma } from './distributions/log-gamma.ts'

/** Two lists of one closed population: how long each is, and how many stand on both. */
export interface TwoLists {
  readonly first: number
  readonly second: number
  readonly both: number
}

/** With fewer on both lists the estimate leans low (Robson and Regier 1964). */
export const fewestOnBoth = 7

/**
 * How many there are in all, by Chapman's estimator (1951), with exact limits: every number under which an overlap this small, or this large,
 * is no rarer than half of what lies outside the level (hypergeometric). Assumes that standing on one list says nothing of the other: lists that
 * tend to hold the same ones make it too low, lists that tend to hold different ones too high. `undefined` where fewer than seven stand on both.
 */
export function captureRecapture(lists: TwoLists, { level }: { readonly level: number }): Estimate | undefined {
  const { first, second, both } = lists
  if (both < fewestOnBoth) return undefined
  const tail = (1 - level) / 2
  const seen = first + second - both
  return {
    value: ((first + 1) * (second + 1)) / (both + 1) - 1,
    low: firstWhere(seen, (all) => chanceOfOverlap(lists, all, { from: 0, to: both }) > tail),
    high: firstWhere(seen, (all) => chanceOfOverlap(lists, all, { from: both, to: Math.min(first, second) }) <= tail) - 1,
    level,
    n: seen,
    method: 'chapman-exact-limits',
  }
}

/** The chance that lists of these lengths, drawn from so many, share a number in the range. */
function chanceOfOverlap({ first, second }: TwoLists, all: number, { from, to }: { readonly from: number; readonly to: number }): number {
  const least = Math.max(from, first + second - all)
  let chance = 0
  for (let both = least; both <= to; both++)
    chance += Math.exp(logChoose(first, both) + logChoose(all - first, second - both) - logChoose(all, second))
  return chance
}

function logChoose(all: number, some: number): number {
  return logGamma(all + 1) - logGamma(some + 1) - logGamma(all - some + 1)
}

/** The smallest whole number from `start` on where the condition, once true, stays true. */
function firstWhere(start: number, isTrue: (value: number) => boolean): number {
  if (isTrue(start)) return start
  let [low, step] = [start, 1]
  while (!isTrue(low + step)) [low, step] = [low + step, step * 2]
  let high = low + step
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isTrue(middle)) high = middle
    else low = middle
  }
  return high
}
