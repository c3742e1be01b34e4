/** One row to learn from: buckets and values in step, and the index of the right class. */
export interface TrainingRow {
  readonly buckets: Int32Array
  readonly values: Float32Array
  readonly answer: number
}

export interface TrainingOptions {
  readonly buckets: number
  readonly classes: number
  readonly epochs: number
  readonly rate: number
  /** Share of features left out of each look at a row, so that no few carry the answer alone. */
  readonly dropShare: number
  readonly random: () => number
}

/**
 * Softmax regression by AdaGrad (Duchi, Hazan & Singer 2011), one row at a time, with feature dropout; the weights of the later half
 * of the epochs are averaged.
 */
export function fitSoftmax(rows: readonly TrainingRow[], options: TrainingOptions): Float32Array {
  const { buckets, classes, epochs, random } = options
  const state = {
    weights: new Float32Array(buckets * classes),
    squares: new Float32Array(buckets * classes),
    scores: new Float64Array(classes),
    kept: [],
  }
  const sums = new Float64Array(buckets * classes)
  const order = [...rows.keys()]
  const firstAveraged = Math.ceil(epochs / 2)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const index of order) learn(rows[index]!, state, options)
    if (epoch >= firstAveraged) for (let at = 0; at < sums.length; at++) sums[at] = sums[at]! + state.weights[at]!
  }
  return Float32Array.from(sums, (sum) => sum / (epochs - firstAveraged))
}

interface State {
  readonly weights: Float32Array
  /** Squared gradients so far. */
  readonly squares: Float32Array
  readonly scores: Float64Array
  /** Which features of the row are looked at. */
  readonly kept: number[]
}

function learn(row: TrainingRow, { weights, squares, scores, kept }: State, { classes, rate, dropShare, random }: TrainingOptions): void {
  kept.length = 0
  for (let index = 0; index < row.buckets.length; index++) if (random() >= dropShare) kept.push(index)
  const scale = 1 / (1 - dropShare)
  scores.fill(0)
  for (const index of kept) {
    const base = row.buckets[index]! * classes
    for (let each = 0; each < classes; each++) scores[each] = scores[each]! + weights[base + each]! * row.values[index]! * scale
  }
  const largest = Math.max(...scores)
  const total = scores.reduce((sum, score) => sum + Math.exp(score - largest), 0)
  for (let each = 0; each < classes; each++) {
    const error = Math.exp(scores[each]! - largest) / total - (each === row.answer ? 1 : 0)
    for (const index of kept) {
      const at = row.buckets[index]! * classes + each
      const gradient = error * row.values[index]! * scale
      squares[at] = squares[at]! + gradient * gradient
      weights[at] = weights[at]! - (rate * gradient) / Math.sqrt(squares[at] + 1e-8)
    }
  }
}

/** Class scores of a row. */
export function scoreRow(weights: Float32Array | Int8Array, row: TrainingRow, classes: number): readonly number[] {
  const scores = Array.from({ length: classes }, () => 0)
  row.buckets.forEach((bucket, index) => {
    for (let each = 0; each < classes; each++) scores[each] = scores[each]! + weights[bucket * classes + each]! * row.values[index]!
  })
  return scores
}

function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const kept = order[last]!
    order[last] = order[other]!
    order[other] = kept
  }
}
