/** A vector with few entries: terms by number, ascending, and their weights. */
export interface SparseVector {
  readonly terms: Int32Array
  readonly weights: Float32Array
}

/** Vectors by their place; a plain array of them is one. */
export interface Vectors {
  readonly length: number
  at(item: number): SparseVector | undefined
}

/** Puts weights in order and divides them by the length. */
export function toSparseVector(weights: ReadonlyMap<number, number>, length: number): SparseVector {
  const terms = Int32Array.from(weights.keys()).toSorted()
  return { terms, weights: Float32Array.from(terms, (term) => (weights.get(term) ?? 0) / (length || 1)) }
}

/** The entries of a vector that are wanted. */
export function partOf({ terms, weights }: SparseVector, isWanted: (term: number) => boolean): SparseVector {
  const places = [...terms.keys()].filter((place) => isWanted(terms[place] ?? 0))
  return {
    terms: Int32Array.from(places, (place) => terms[place] ?? 0),
    weights: Float32Array.from(places, (place) => weights[place] ?? 0),
  }
}

/** Sums in the order of terms, so that `dot(a, b)` is `dot(b, a)` to the last bit. */
export function dot(a: SparseVector, b: SparseVector): number {
  let sum = 0
  let left = 0
  let right = 0
  while (left < a.terms.length && right < b.terms.length) {
    const [leftTerm, rightTerm] = [a.terms[left] ?? 0, b.terms[right] ?? 0]
    if (leftTerm === rightTerm) sum += (a.weights[left] ?? 0) * (b.weights[right] ?? 0)
    if (leftTerm <= rightTerm) left++
    if (rightTerm <= leftTerm) right++
  }
  return sum
}
