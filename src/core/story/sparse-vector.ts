/** A vector of length 1 with few entries: terms by number, ascending, and their weights. */
export interface SparseVector {
  readonly terms: Int32Array
  readonly weights: Float32Array
}

/** Of more terms than `most`, those of the greatest weight stay. */
export function toUnitVector(weights: ReadonlyMap<number, number>, most: number): SparseVector {
  let kept = [...weights].filter(([, weight]) => weight > 0)
  if (kept.length > most) kept = kept.toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most)
  kept.sort((a, b) => a[0] - b[0])
  const length = Math.sqrt(kept.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1
  return { terms: Int32Array.from(kept, ([term]) => term), weights: Float32Array.from(kept, ([, weight]) => weight / length) }
}

/** The entries of a vector that are wanted; no longer of length 1. */
export function partOf({ terms, weights }: SparseVector, isWanted: (term: number) => boolean): SparseVector {
  const places = [...terms.keys()].filter((place) => isWanted(terms[place] ?? 0))
  return { terms: Int32Array.from(places, (place) => terms[place] ?? 0), weights: Float32Array.from(places, (place) => weights[place] ?? 0) }
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
