import { allSteps, type Steps } from '../steps.ts'
import { Tally, type PermutationTest } from './permutation-tally.ts'
import { randomIndex, type Random } from './seeded-random.ts'

export interface PermutationOptions {
  /** Every split is tried when there are at most this many; more are drawn from. */
  readonly maxSplits: number
  readonly draws: number
  readonly random: Random
}

/** Sums of one quantity or more over the units of a group; the statistic sees nothing else. */
export type GroupSums = readonly number[]

export interface PermutationGroups {
  readonly a: readonly GroupSums[]
  readonly b: readonly GroupSums[]
  readonly statistic: (a: GroupSums, b: GroupSums) => number
}

/**
 * Could the difference between two groups be luck? Exchanges whole units (articles) between the groups and asks how often the statistic comes
 * out as far from 0. Assumes only that units are exchangeable when nothing differs. Each unit is a list of quantities that are summed by
 * group; `statistic` gets the sums of A and of B. All splits when they are few, else `draws` of them with p = (b + 1) / (m + 1) (Phipson and
 * Smyth 2010). `undefined` when a group is empty.
 */
export function permutationTest(groups: PermutationGroups, options: PermutationOptions): PermutationTest | undefined {
  return allSteps(permutationTestInSteps(groups, options))
}

/** `permutationTest`, in steps. */
export function* permutationTestInSteps(
  { a, b, statistic }: PermutationGroups,
  { maxSplits, draws, random }: PermutationOptions,
): Steps<PermutationTest | undefined> {
  if (a.length === 0 || b.length === 0) return undefined
  const units = [...a, ...b]
  const total = sumsOf(units)
  const statisticOf = (chosen: GroupSums) =>
    statistic(
      chosen,
      total.map((sum, index) => sum - (chosen[index] ?? 0)),
    )
  const tally = new Tally(statisticOf(sumsOf(a)))
  const splits = splitCount(a.length, b.length)
  if (splits <= maxSplits) {
    forEachChoice(units, a.length, (chosen) => tally.add(statisticOf(chosen)))
    return tally.result(splits, 'exact')
  }
  tally.add(tally.observed)
  // A loop of its own: inside a generator it takes a fifth longer.
  const draw = (count: number) => {
    for (let drawn = 0; drawn < count; drawn++) tally.add(statisticOf(randomChoice(units, a.length, random)))
  }
  for (let left = draws; left > 0; left -= drawsPerStep) {
    draw(Math.min(left, drawsPerStep))
    yield
  }
  return tally.result(draws + 1, 'sampled')
}

/** Some 5 to 20 ms with 150 articles on either side. */
const drawsPerStep = 1000

/** The smallest two-sided p that trying all splits of groups of these sizes could give: with 3 against 3 it is 0.1. */
export function smallestPermutationP(sizeA: number, sizeB: number): number {
  return Math.min(1, 2 / splitCount(sizeA, sizeB))
}

/** In how many ways units can be dealt to groups of these sizes; `Infinity` beyond what a double holds. */
export function splitCount(sizeA: number, sizeB: number): number {
  const fewer = Math.min(sizeA, sizeB)
  let count = 1
  for (let step = 1; step <= fewer; step++) count = (count * (sizeA + sizeB - fewer + step)) / step
  return Math.round(count)
}

function sumsOf(units: readonly GroupSums[]): GroupSums {
  return units.reduce(plus)
}

function plus(left: GroupSums, right: GroupSums): GroupSums {
  return left.map((value, index) => value + (right[index] ?? 0))
}

/** Visits the sums of every choice of `size` units, in lexicographic order. */
function forEachChoice(units: readonly GroupSums[], size: number, visit: (sums: GroupSums) => void): void {
  const extend = (from: number, left: number, sums: GroupSums): void => {
    if (left === 0) return visit(sums)
    for (let index = from; index <= units.length - left; index++) extend(index + 1, left - 1, plus(sums, units[index] ?? []))
  }
  extend(
    0,
    size,
    (units[0] ?? []).map(() => 0),
  )
}

/** Sums of `size` units drawn without replacement: the first steps of a Fisher-Yates shuffle. */
function randomChoice(units: readonly GroupSums[], size: number, random: Random): GroupSums {
  const pool = [...units]
  for (let index = 0; index < size; index++) {
    const other = index + randomIndex(pool.length - index, random)
    const drawn = pool[other] ?? []
    pool[other] = pool[index] ?? []
    pool[index] = drawn
  }
  return sumsOf(pool.slice(0, size))
}
