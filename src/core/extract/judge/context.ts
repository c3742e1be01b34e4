import { featureNames, type BlockFeatures } from '../describe/features.ts'
import { placeInCore } from './core.ts'
import type { Kinship } from './kinship.ts'

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
