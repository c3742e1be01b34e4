import { allSteps, type Steps } from '../steps.ts'
import { sumOf, totalHits, totalTokens, type ArticleCount } from './article-count.ts'
import { Tally, type PermutationTest } from './permutation-tally.ts'
import { splitCount, type PermutationOptions } from './permutation-test.ts'
import { randomIndex } from './seeded-random.ts'
import type { Stratum } from './strata-ratio.ts'

/**
 * Could the difference between two outlets be luck, when both told the same stories? Exchanges articles between them inside each story and never
 * across stories, so that different news cannot pass for different framing. The statistic is the numerator of the Mantel-Haenszel test: the hits
 * of A less what its share of each story's words lets expect. All splits when they are few, else seeded draws with p = (b + 1) / (m + 1).
 * `undefined` when no story has articles of both.
 */
export function permuteWithinStrata(strata: readonly Stratum[], options: PermutationOptions): PermutationTest | undefined {
  return allSteps(permuteWithinStrataInSteps(strata, options))
}

/** `permuteWithinStrata`, in steps. */
export function* permuteWithinStrataInSteps(
  strata: readonly Stratum[],
  { maxSplits, draws, random }: PermutationOptions,
): Steps<PermutationTest | undefined> {
  const shared = strata.filter(({ a, b }) => a.length > 0 && b.length > 0).map(toDeal)
  if (shared.length === 0) return undefined
  const tally = new Tally(sumOf(shared, ({ observed }) => observed))
  const splits = shared.reduce((product, { excess, size }) => product * splitCount(size, excess.length - size), 1)
  if (splits <= maxSplits) {
    for (const value of sumsOfChoices(shared)) tally.add(value)
    return tally.result(splits, 'exact')
  }
  tally.add(tally.observed)
  // A loop of its own: inside a generator it is slower.
  const draw = (count: number) => {
    for (let drawn = 0; drawn < count; drawn++) {
      let sum = 0
      for (const deal of shared) sum += randomChoice(deal, random)
      tally.add(sum)
    }
  }
  const drawsPerStep = Math.max(1, Math.floor(articlesPerStep / sumOf(shared, ({ size }) => size)))
  for (let left = draws; left > 0; left -= drawsPerStep) {
    draw(Math.min(left, drawsPerStep))
    yield
  }
  return tally.result(draws + 1, 'sampled')
}

/** Drawn before others have their turn: some milliseconds. */
const articlesPerStep = 200_000

/** One story: for each article how many hits it has above what its words let expect, and how many articles A has. */
interface Deal {
  readonly excess: Float64Array
  readonly size: number
  readonly observed: number
}

function toDeal({ a, b }: Stratum): Deal {
  const all = [...a, ...b]
  const rate = totalHits(all) / Math.max(1, totalTokens(all))
  const excess = Float64Array.from(all, ({ hits, tokens }: ArticleCount) => hits - rate * tokens)
  return { excess, size: a.length, observed: sumOf([...excess.subarray(0, a.length)], (value) => value) }
}

/** The statistic of every way to deal out the articles of all stories. */
function sumsOfChoices(deals: readonly Deal[]): readonly number[] {
  let sums: readonly number[] = [0]
  for (const deal of deals) {
    const own = choices(deal)
    sums = sums.flatMap((sum) => own.map((value) => sum + value))
  }
  return sums
}

function choices({ excess, size }: Deal): readonly number[] {
  const found: number[] = []
  const extend = (from: number, left: number, sum: number): void => {
    if (left === 0) {
      found.push(sum)
      return
    }
    for (let index = from; index <= excess.length - left; index++) extend(index + 1, left - 1, sum + (excess[index] ?? 0))
  }
  extend(0, size, 0)
  return found
}

/** Sum of `size` articles drawn without replacement: the first steps of a Fisher-Yates shuffle, in place. */
function randomChoice({ excess, size }: Deal, random: () => number): number {
  let sum = 0
  for (let index = 0; index < size; index++) {
    const other = index + randomIndex(excess.length - index, random)
    const drawn = excess[other] ?? 0
    excess[other] = excess[index] ?? 0
    excess[index] = drawn
    sum += drawn
  }
  return sum
}
