import { contextNames } from './context-names.ts'
import { featureNames, type BlockFeatures } from '../describe/features.ts'
import { placeInCore } from './core.ts'
import type { Kinship } from './kinship.ts'

/**
 * A forest of small decision trees, as flat lists: node `i` asks whether column `feature[i]` is below `threshold[i]` and goes on at the node
 * after it, else at `right[i]`; a leaf has `feature` -1 and its value in `threshold`. The sum of the leaves is a log-odds.
 */
export interface Forest {
  readonly roots: readonly number[]
  readonly feature: readonly number[]
  readonly threshold: readonly number[]
  readonly right: readonly number[]
  readonly bias: number
}

/** Two forests: the first judges each block alone, the second again with the first's opinion of the blocks round it; the verdict blends both. */
export interface JudgeModel {
  readonly featureNames: readonly string[]
  readonly first: Forest
  readonly second: Forest
}

/** A model made ready: its columns are those of the rows, its numbers lie side by side. */
export interface Judge {
  readonly first: FittedForest
  readonly second: FittedForest
}

export interface FittedForest {
  readonly roots: Int32Array
  /** Two numbers a node: the column, below 0 for a leaf, and the node to go on at when the row is not below the threshold. */
  readonly nodes: Int32Array
  readonly threshold: Float64Array
  readonly bias: number
}

/** The probability, for every block, that it is a part of the article's body. Fills the context columns of the rows. */
export function judgeBlocks(judge: Judge, rows: BlockFeatures['rows'], kinship: Kinship): Float64Array {
  const first = firstOpinion(judge.first, rows)
  writeContext(rows, first, kinship)
  return blend(first, secondOpinion(judge.second, rows, first))
}

/** What the first forest says of each block by itself. */
export function firstOpinion(forest: FittedForest, rows: BlockFeatures['rows']): Float64Array {
  const chances = new Float64Array(rows.length).fill(ruledOut)
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]
    if (row !== undefined) chances[index] = probability(forest, row)
  }
  return chances
}

/** What the second forest says, which is not asked about blocks that are ruled out with all round them. */
export function secondOpinion(forest: FittedForest, rows: BlockFeatures['rows'], first: Float64Array): Float64Array {
  const mayBe = new Uint8Array(rows.length)
  for (const [index, chance] of first.entries())
    if (chance > ruledOut) mayBe.fill(1, Math.max(0, index - doubtReach), index + doubtReach + 1)
  const chances = Float64Array.from(first)
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]
    if (row !== undefined && mayBe[index] === 1) chances[index] = probability(forest, row)
  }
  return chances
}

/** The chance of a block inside a list of links, and of one that few trees were enough to rule out: most of a page is such blocks. */
const ruledOut = 0.005
const doubtReach = 3

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
export function fitModel(model: JudgeModel): Judge {
  const places = new Map([...featureNames, ...contextNames].map((name, index) => [name, index]))
  const columns = model.featureNames.map((name) => {
    const place = places.get(name)
    if (place === undefined)
      throw new TypeError(`The judge was trained with a column that the code does not compute: ${name}. Train it again`)
    return place
  })
  return { first: fitForest(model.first, columns), second: fitForest(model.second, columns) }
}

/** `columns` gives the row's column for each column of the forest. */
export function fitForest({ roots, feature, threshold, right, bias }: Forest, columns: readonly number[]): FittedForest {
  const nodes = new Int32Array(2 * feature.length)
  for (const [node, column] of feature.entries()) {
    nodes[2 * node] = column < 0 ? column : columns[column]!
    nodes[2 * node + 1] = right[node]!
  }
  return { roots: Int32Array.from(roots), nodes, threshold: Float64Array.from(threshold), bias }
}

/** The chance by all trees, or `ruledOut` where the first of them leave no doubt. */
function probability(forest: FittedForest, row: Float32Array): number {
  const { roots, nodes, threshold } = forest
  let sum = forest.bias
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree]!
    for (let column = nodes[2 * node]!; column >= 0; column = nodes[2 * node]!)
      node = row[column]! < threshold[node]! ? node + 1 : nodes[2 * node + 1]!
    sum += threshold[node]!
    if (tree % 20 === 19 && sum < surelyNot - tree / 40) return ruledOut
  }
  return Math.max(ruledOut, 1 / (1 + Math.exp(-sum)))
}

/** In log-odds: of 27,000 blocks that fell below it after 20 trees, or below half a point less after 20 more and so on, none came back past .2. */
const surelyNot = -2

/** What the first forest says of the blocks before and after, of those in the same element, and of those made by the same template; goes into each row behind its own columns. */
export function writeContext(rows: BlockFeatures['rows'], first: Float64Array, kinship: Kinship): void {
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
  const core = placeInCore(first, kinship)
  const runs = runWords(first, kinship.words)
  const byGroup = meansBy(kinship.group, first, kinship.words)
  for (let index = 0; index < count; index++) {
    const row = rows[index]
    if (row === undefined) continue
    let column = featureNames.length
    row[column++] = first[index]!
    for (const offset of [-3, -2, -1, 1, 2, 3]) row[column++] = first[index + offset] ?? -1
    row[column++] = mean(index - 3, index)
    row[column++] = mean(index + 1, index + 4)
    row[column++] = mean(index - 10, index)
    row[column++] = mean(index + 1, index + 11)
    row[column++] = byElement(index)
    row[column++] = byParent(index)
    row[column++] = byGroup(index)
    row[column++] = weighed[index]! / total
    row[column++] = (weighed[count]! - weighed[index + 1]!) / total
    row[column++] = maxBefore[index]!
    row[column++] = maxAfter[index + 1]!
    row[column++] = sums[count]! / count
    row[column++] = byGrandparent(index)
    row[column++] = byShape(index)
    row[column++] = sureBefore[index]!
    row[column++] = sureAfter[index]!
    row[column++] = runs[index]!
    row[column++] = core.inside[index]!
    row[column++] = core.childChance[index]!
    row[column++] = core.childShare[index]!
    row[column++] = core.depth[index]!
    row[column] = core.fromBody[index]!
  }
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

/** The mean over the other blocks of the same key, weighed by words; -1 where there is none. Keys are small whole numbers. */
function meansBy(keys: readonly number[], values: Float64Array, weights: readonly number[]): (index: number) => number {
  let most = 0
  for (const key of keys) most = Math.max(most, key)
  const sums = new Float64Array(most + 1)
  const totals = new Float64Array(most + 1)
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!
    sums[key]! += values[index]! * (1 + weights[index]!)
    totals[key]! += 1 + weights[index]!
  }
  return (index) => {
    const key = keys[index]!
    const weight = totals[key]! - 1 - weights[index]!
    return weight < 0.5 ? -1 : (sums[key]! - values[index]! * (1 + weights[index]!)) / weight
  }
}
