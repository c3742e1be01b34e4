import type { Forest } from '../../src/core/extract/judge/judge.ts'

export interface ForestOptions {
  /** The first so many columns of the rows are looked at. */
  readonly columns: number
  readonly trees: number
  readonly depth: number
  /** How much of each tree's answer is used. */
  readonly rate: number
  /** Shares of rows and columns that each tree sees. */
  readonly rowShare: number
  readonly columnShare: number
  readonly minLeafWeight: number
  /** Pulls leaf values towards 0. */
  readonly ridge: number
}

const bins = 48
/** A column with 48 cuts has a bin on either side of each. */
const stride = bins + 1

/** Gradient boosting of decision trees for log-loss, over columns cut into 48 bins (Friedman 2001; the histogram method of LightGBM, Ke et al. 2017). Labels may be shares. */
export function growForest(
  rows: readonly Float32Array[],
  target: { readonly labels: Float32Array; readonly weights: Float32Array },
  options: ForestOptions & { readonly seed: number },
): Forest {
  const random = generator(options.seed)
  const { columns } = options
  const cuts = Array.from({ length: columns }, (_, column) => cutsOf(rows, column))
  const binned = cuts.map((cut, column) => Uint8Array.from(rows, (row) => binOf(cut, row[column]!)))
  const forest = {
    roots: new Array<number>(),
    feature: new Array<number>(),
    threshold: new Array<number>(),
    right: new Array<number>(),
  }
  const weightSum = target.weights.reduce((sum, weight) => sum + weight, 0)
  const positive = target.weights.reduce((sum, weight, index) => sum + weight * target.labels[index]!, 0)
  const bias = Math.log(positive / (weightSum - positive))
  const scores = new Float64Array(rows.length).fill(bias)
  const gradient = new Float64Array(rows.length)
  const curvature = new Float64Array(rows.length)

  for (let tree = 0; tree < options.trees; tree++) {
    for (let index = 0; index < rows.length; index++) {
      const chance = 1 / (1 + Math.exp(-scores[index]!))
      gradient[index] = target.weights[index]! * (target.labels[index]! - chance)
      curvature[index] = target.weights[index]! * chance * (1 - chance)
    }
    const sample = Int32Array.from(Array.from(rows.keys()).filter(() => random() < options.rowShare))
    const chosen = Array.from({ length: columns }, (_, column) => column).filter(
      (column) => random() < options.columnShare && cuts[column]!.length > 0,
    )
    forest.roots.push(growNode(sample, options.depth, sumUp(sample, chosen)))
  }
  return { ...forest, bias: round(bias) }

  function growNode(members: Int32Array, depth: number, sums: Sums): number {
    const node = forest.feature.length
    forest.feature.push(-1)
    forest.threshold.push(0)
    forest.right.push(0)
    const split = depth === 0 || members.length < 20 ? undefined : bestSplit(sums)
    if (!split) {
      forest.threshold[node] = round((options.rate * sums.gradient) / (sums.curvature + options.ridge))
      return node
    }
    const column = binned[split.column]!
    const below = members.filter((index) => column[index]! <= split.bin)
    const above = members.filter((index) => column[index]! > split.bin)
    // Sums of the smaller part are counted; those of the other are what is left.
    const isBelowSmaller = below.length < above.length
    const smaller = sumUp(isBelowSmaller ? below : above, sums.columns)
    const larger = difference(sums, smaller)
    forest.feature[node] = split.column
    forest.threshold[node] = cuts[split.column]![split.bin]!
    // The left child is the next node.
    growNode(below, depth - 1, isBelowSmaller ? smaller : larger)
    forest.right[node] = growNode(above, depth - 1, isBelowSmaller ? larger : smaller)
    if (depth === options.depth) updateScores(node)
    return node
  }

  function updateScores(root: number): void {
    for (const [index, row] of rows.entries()) {
      let node = root
      while (forest.feature[node]! >= 0) node = row[forest.feature[node]!]! < forest.threshold[node]! ? node + 1 : forest.right[node]!
      scores[index]! += forest.threshold[node]!
    }
  }

  function sumUp(members: Int32Array, columns: readonly number[]): Sums {
    const gradients = new Float64Array(columns.length * stride)
    const curvatures = new Float64Array(columns.length * stride)
    for (const [place, column] of columns.entries()) {
      const values = binned[column]!
      const start = place * stride
      for (const index of members) {
        const bin = start + values[index]!
        gradients[bin]! += gradient[index]!
        curvatures[bin]! += curvature[index]!
      }
    }
    let gradientSum = 0
    let curvatureSum = 0
    for (const index of members) {
      gradientSum += gradient[index]!
      curvatureSum += curvature[index]!
    }
    return { columns, gradients, curvatures, gradient: gradientSum, curvature: curvatureSum }
  }

  function bestSplit({ columns, gradients, curvatures, ...whole }: Sums): { column: number; bin: number } | undefined {
    let best: { column: number; bin: number } | undefined
    let bestGain = 1e-3
    const unsplit = (whole.gradient * whole.gradient) / (whole.curvature + options.ridge)
    for (const [place, column] of columns.entries()) {
      let leftGradient = 0
      let leftCurvature = 0
      for (let bin = 0; bin < cuts[column]!.length; bin++) {
        leftGradient += gradients[place * stride + bin]!
        leftCurvature += curvatures[place * stride + bin]!
        const rightCurvature = whole.curvature - leftCurvature
        if (leftCurvature < options.minLeafWeight || rightCurvature < options.minLeafWeight) continue
        const rightGradient = whole.gradient - leftGradient
        const gain = leftGradient ** 2 / (leftCurvature + options.ridge) + rightGradient ** 2 / (rightCurvature + options.ridge) - unsplit
        if (gain <= bestGain) continue
        best = { column, bin }
        bestGain = gain
      }
    }
    return best
  }
}

/** What a node's rows sum up to, in all and for each bin of the columns that its tree looks at. */
interface Sums {
  readonly columns: readonly number[]
  readonly gradients: Float64Array
  readonly curvatures: Float64Array
  readonly gradient: number
  readonly curvature: number
}

function difference(all: Sums, part: Sums): Sums {
  return {
    columns: all.columns,
    gradients: all.gradients.map((sum, index) => sum - part.gradients[index]!),
    curvatures: all.curvatures.map((sum, index) => sum - part.curvatures[index]!),
    gradient: all.gradient - part.gradient,
    curvature: all.curvature - part.curvature,
  }
}

/** Values that cut a column into at most 48 bins of about equal size: a value is in bin `b` when it is below cut `b` and not below the one before. */
function cutsOf(rows: readonly Float32Array[], column: number): Float32Array {
  const step = Math.max(1, Math.floor(rows.length / 20_000))
  const sample: number[] = []
  for (let index = 0; index < rows.length; index += step) sample.push(rows[index]![column]!)
  sample.sort((a, b) => a - b)
  const distinct = [...new Set(sample)]
  const cuts = new Set<number>()
  if (distinct.length <= bins)
    for (let at = 1; at < distinct.length; at++) cuts.add(Math.fround(round((distinct[at - 1]! + distinct[at]!) / 2)))
  else for (let bin = 1; bin < bins; bin++) cuts.add(Math.fround(round(sample[Math.floor((bin * sample.length) / bins)]!)))
  return Float32Array.from(cuts).toSorted()
}

function binOf(cuts: Float32Array, value: number): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value < cuts[middle]!) high = middle
    else low = middle + 1
  }
  return low
}

/** Four significant digits are more than enough, and keep the file small. */
function round(value: number): number {
  return Number(value.toPrecision(4))
}

/** Mulberry32: the same forest for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
