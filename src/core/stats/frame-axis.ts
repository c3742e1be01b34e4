import { sumOf } from './article-count.ts'

export type Vector = readonly number[]

export interface AxisOptions {
  readonly embedding: ReadonlyMap<string, Vector>
  readonly positivePole: readonly string[]
  readonly negativePole: readonly string[]
}

export interface FrameAxis {
  /** From the negative pole to the positive. */
  readonly axis: Vector
  /** Mean cosine of all words of all documents with the axis. */
  readonly baselineBias: number
  /** In the order of the documents; `undefined` for one without a known word. */
  readonly documents: readonly ({ readonly bias: number; readonly intensity: number } | undefined)[]
}

/**
 * FrameAxis bias and intensity (Kwak, An, Jing and Ahn 2021): does a text lean to one pole of an opposition, and how strongly does it take it
 * up at all? Bias is the mean cosine of its words with the axis between the means of the poles, -1 to 1; intensity the mean squared distance
 * of these cosines from the baseline. As good as the embedding, which carries the leanings of the texts it was trained on: for exploration.
 * Words without a vector are left out. `undefined` where a pole has no known word, or the poles coincide.
 */
export function frameAxis(
  documents: readonly (readonly string[])[],
  { embedding, positivePole, negativePole }: AxisOptions,
): FrameAxis | undefined {
  const axis = difference(meanVector(positivePole, embedding), meanVector(negativePole, embedding))
  if (!axis || lengthOf(axis) === 0) return undefined
  const cosines = documents.map((words) => words.flatMap((word) => cosine(embedding.get(word), axis) ?? []))
  const all = cosines.flat()
  const baselineBias = sumOf(all, (each) => each) / all.length
  return {
    axis,
    baselineBias,
    documents: cosines.map((own) => {
      if (own.length === 0) return undefined
      const bias = sumOf(own, (each) => each) / own.length
      return { bias, intensity: sumOf(own, (each) => (each - baselineBias) ** 2) / own.length }
    }),
  }
}

function meanVector(words: readonly string[], embedding: AxisOptions['embedding']): Vector | undefined {
  const vectors = words.flatMap((word) => {
    const vector = embedding.get(word)
    return vector ? [vector] : []
  })
  return vectors[0]?.map((_, place) => sumOf(vectors, (vector) => vector[place] ?? 0) / vectors.length)
}

function difference(left: Vector | undefined, right: Vector | undefined): Vector | undefined {
  return right && left?.map((value, place) => value - (right[place] ?? 0))
}

/** `undefined` for a word without a vector, or with an empty one. */
function cosine(vector: Vector | undefined, axis: Vector): number | undefined {
  if (!vector) return undefined
  const length = lengthOf(vector)
  return length > 0 ? dot(vector, axis) / (length * lengthOf(axis)) : undefined
}

function dot(left: Vector, right: Vector): number {
  let sum = 0
  for (const [place, value] of left.entries()) sum += value * (right[place] ?? 0)
  return sum
}

function lengthOf(vector: Vector): number {
  return Math.sqrt(dot(vector, vector))
}
