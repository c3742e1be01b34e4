import { featureNames } from './features.ts'

/**
 * A forest of small decision trees, as flat arrays: node `i` asks whether column `feature[i]` is below `threshold[i]` and goes on at
 * `i`'s left child, else at its right one; a leaf has `feature` -1 and its value in `threshold`. The sum of the leaves is a log-odds.
 */
export interface Forest {
  readonly roots: readonly number[]
  readonly feature: readonly number[]
  readonly threshold: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  readonly bias: number
}

/** Two forests: the first judges each block alone, the second again with the first's opinion of the blocks round it; the verdict blends both. */
export interface JudgeModel {
  readonly featureNames: readonly string[]
  readonly first: Forest
  readonly second: Forest
}

/** Columns that the second forest sees after the first one's. */
export const contextNames: readonly string[] = [
  'own', '-3', '-2', '-1', '+1', '+2', '+3', 'mean3Before', 'mean3After', 'mean10Before', 'mean10After', 'element', 'parent', 'group', 'before', 'after', 'maxBefore', 'maxAfter', 'keptShare', 'grandparent', 'shape', 'sureBefore', 'sureAfter', 'runWords',
] as const // prettier-ignore

/** Which blocks share an element, a parent and a template: numbers that are equal for blocks that belong together. */
export interface Kinship {
  readonly element: readonly number[]
  readonly parent: readonly number[]
  readonly group: readonly number[]
  readonly grandparent: readonly number[]
  /** Blocks of the same tags, three levels up, whatever their classes. */
  readonly shape: readonly number[]
  readonly words: readonly number[]
}

/** The probability, for every block, that it is a part of the article's body. */
export function judgeBlocks(model: JudgeModel, rows: readonly Float32Array[], kinship: Kinship): Float64Array {
  const first = Float64Array.from(rows, (row) => probability(model.first, row))
  const context = contextRows(first, kinship)
  const both = new Float32Array(featureNames.length + contextNames.length)
  const second = Float64Array.from(rows, (row, index) => {
    both.set(row)
    both.set(context[index]!, row.length)
    return probability(model.second, both)
  })
  return blend(first, second)
}

/** How much of the verdict, in log-odds, is the first forest's: the second leans on its neighbours, at times too much. */
const firstShare = 0.25

/** The verdict of both forests, block by block. */
export function blend(first: Float64Array, second: Float64Array): Float64Array {
  return second.map((chance, index) => {
    const odds = firstShare * oddsOf(first[index]!) + (1 - firstShare) * oddsOf(chance)
    return 1 / (1 + Math.exp(-odds))
  })
}

const surest = 0.9995

function oddsOf(chance: number): number {
  const bounded = Math.min(surest, Math.max(1 - surest, chance))
  return Math.log(bounded / (1 - bounded))
}

/** The model with its columns found by name among those the code computes. Fails where one is missing: the judge must be trained again. */
export function fitModel(model: JudgeModel): JudgeModel {
  const places = new Map([...featureNames, ...contextNames].map((name, index) => [name, index]))
  const columns = model.featureNames.map((name) => {
    const place = places.get(name)
    if (place === undefined)
      throw new TypeError(`The judge was trained with a column that the code does not compute: ${name}. Train it again`)
    return place
  })
  const fit = (forest: Forest): Forest => ({ ...forest, feature: forest.feature.map((column) => (column < 0 ? column : columns[column]!)) })
  return { featureNames: model.featureNames, first: fit(model.first), second: fit(model.second) }
}

export function probability(forest: Forest, row: ArrayLike<number>): number {
  return 1 / (1 + Math.exp(-logOdds(forest, row)))
}

function logOdds(forest: Forest, row: ArrayLike<number>): number {
  const { feature, threshold, left, right } = forest
  let sum = forest.bias
  for (const root of forest.roots) {
    let node = root
    while (feature[node]! >= 0) node = row[feature[node]!]! < threshold[node]! ? left[node]! : right[node]!
    sum += threshold[node]!
  }
  return sum
}

/** What the first forest says of the blocks before and after, of those in the same element, and of those made by the same template. */
export function contextRows(first: Float64Array, kinship: Kinship): readonly Float32Array[] {
  const count = first.length
  const sums = new Float64Array(count + 1)
  const weighed = new Float64Array(count + 1)
  for (let index = 0; index < count; index++) {
    sums[index + 1] = sums[index]! + first[index]!
    weighed[index + 1] = weighed[index]! + first[index]! * kinship.words[index]!
  }
  const maxBefore = new Float64Array(count + 1)
  const maxAfter = new Float64Array(count + 1)
  for (let index = 0; index < count; index++) maxBefore[index + 1] = Math.max(maxBefore[index]!, first[index]!)
  for (let index = count - 1; index >= 0; index--) maxAfter[index] = Math.max(maxAfter[index + 1]!, first[index]!)
  const total = Math.max(1, weighed[count]!)
  const mean = (from: number, to: number): number => {
    const start = Math.max(0, from)
    const end = Math.min(count, to)
    return end > start ? (sums[end]! - sums[start]!) / (end - start) : 0
  }
  const byElement = meansBy(kinship.element, first, kinship.words)
  const byParent = meansBy(kinship.parent, first, kinship.words)
  const byGrandparent = meansBy(kinship.grandparent, first, kinship.words)
  const byShape = meansBy(kinship.shape, first, kinship.words)
  const sureBefore = distances(first, 1)
  const sureAfter = distances(first, -1)
  const runs = runWords(first, kinship.words)
  const byGroup = meansBy(kinship.group, first, kinship.words)
  return Array.from(
    first,
    (own, index) =>
    Float32Array.from([
      own, first[index - 3] ?? -1, first[index - 2] ?? -1, first[index - 1] ?? -1, first[index + 1] ?? -1, first[index + 2] ?? -1, first[index + 3] ?? -1,
      mean(index - 3, index), mean(index + 1, index + 4), mean(index - 10, index), mean(index + 1, index + 11),
      byElement(index), byParent(index), byGroup(index),
      weighed[index]! / total, (weighed[count]! - weighed[index + 1]!) / total, maxBefore[index]!, maxAfter[index + 1]!, sums[count]! / count,
      byGrandparent(index), byShape(index), sureBefore[index]!, sureAfter[index]!, runs[index]!,
    ]), // prettier-ignore
  )
}

const far = 60
const sure = 0.8

/** Blocks since (step 1) or until (step -1) one that the first forest is sure of. */
function distances(first: Float64Array, step: 1 | -1): Float32Array {
  const result = new Float32Array(first.length).fill(far)
  const start = step === 1 ? 1 : first.length - 2
  for (let index = start; index >= 0 && index < first.length; index += step) {
    result[index] = first[index - step]! >= sure ? 1 : Math.min(far, result[index - step]! + 1)
  }
  return result
}

/** Words of the stretch of likely blocks that a block stands in, gaps of two allowed; 0 outside. */
function runWords(first: Float64Array, words: readonly number[]): Float32Array {
  const result = new Float32Array(first.length)
  let start = 0
  let gap = 0
  let sum = 0
  const close = (end: number): void => {
    if (sum > 0) result.fill(Math.min(sum, 2_000), start, end)
    sum = 0
  }
  for (let index = 0; index < first.length; index++) {
    if (first[index]! >= 0.5) {
      if (sum === 0) start = index
      sum += words[index]!
      gap = 0
    } else if (++gap > 2) close(index - 2)
  }
  close(first.length - gap)
  return result
}

/** The mean over the other blocks of the same key, weighed by words; -1 where there is none. */
function meansBy(keys: readonly number[], values: Float64Array, weights: readonly number[]): (index: number) => number {
  const sums = new Map<number, { sum: number; weight: number }>()
  for (const [index, key] of keys.entries()) {
    const entry = sums.get(key) ?? { sum: 0, weight: 0 }
    entry.sum += values[index]! * (1 + weights[index]!)
    entry.weight += 1 + weights[index]!
    sums.set(key, entry)
  }
  return (index) => {
    const entry = sums.get(keys[index]!)!
    const weight = entry.weight - 1 - weights[index]!
    return weight < 0.5 ? -1 : (entry.sum - values[index]! * (1 + weights[index]!)) / weight
  }
}
