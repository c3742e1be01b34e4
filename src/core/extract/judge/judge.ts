import { contextNames } from './context-names.ts'
import { writeContext } from './context.ts'
import { featureNames, type BlockFeatures } from '../describe/features.ts'
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
  for (let index = 0; index < first.length; index++)
    if (first[index]! > ruledOut) mayBe.fill(1, Math.max(0, index - doubtReach), index + doubtReach + 1)
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

/** How much of the verdict, in log-odds, is the first forest's: as much as the second's, which leans on its neighbours, at times too much. */
const firstShare = 0.5

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
