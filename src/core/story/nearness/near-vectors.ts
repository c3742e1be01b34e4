import { PackedVectors } from './packed-vectors.ts'
import { dot, partOf, type SparseVector, type Vectors } from './sparse-vector.ts'

/** What is near one item, in the order of items. */
export interface Near {
  readonly items: Int32Array
  readonly likeness: Float64Array
}

export interface NearVectors {
  /** Vectors that share a term with this one and have a cosine of at least the floor to it. */
  of(item: number): Near
  /** Entries of the index read so far: the work that a search takes. */
  readonly looked: number
}

export interface NearOptions {
  readonly floor: number
  /** Terms in more vectors than this name no candidates, as nearly all have them; they still count in the cosine of a pair that the other terms bring to half the floor. */
  readonly mostVectorsPerTerm: number
}

/** Finds vectors that are alike by an index from terms to vectors, without comparing all with all. */
export function nearVectors(vectors: Vectors, { floor, mostVectorsPerTerm }: NearOptions): NearVectors {
  const frequency = frequencies(vectors)
  const isCommon = (term: number) => (frequency[term] ?? 0) > mostVectorsPerTerm
  const index = invert(vectors, frequency, mostVectorsPerTerm)
  const common = frequency.some((_, term) => isCommon(term)) ? commonParts(vectors, isCommon) : undefined
  const sums = new Float64Array(vectors.length)
  let looked = 0
  return {
    get looked() {
      return looked
    },
    of: (item) => {
      const touched: number[] = []
      const { terms, weights } = vectors.at(item) ?? nothing
      for (const [place, term] of terms.entries()) {
        const weight = weights[place] ?? 0
        const end = index.starts[term + 1] ?? 0
        for (let entry = index.starts[term] ?? 0; entry < end; entry++) {
          const other = index.vectors[entry] ?? 0
          if (sums[other] === 0) touched.push(other)
          sums[other] = (sums[other] ?? 0) + weight * (index.weights[entry] ?? 0)
          looked++
        }
      }
      const found: { readonly other: number; readonly cosine: number }[] = []
      const ownCommon = common?.at(item)
      for (const other of touched) {
        const rare = sums[other] ?? 0
        sums[other] = 0
        // In large pools what is alike must be so by rare terms as well: half the floor, or the common ones are not looked at.
        if (other === item || rare < floor / (common ? 2 : 1)) continue
        const otherCommon = ownCommon && ownCommon.terms.length > 0 ? common?.at(other) : undefined
        const cosine = rare + (ownCommon && otherCommon ? dot(ownCommon, otherCommon) : 0)
        if (cosine >= floor) found.push({ other, cosine })
      }
      found.sort((a, b) => a.other - b.other)
      return { items: Int32Array.from(found, ({ other }) => other), likeness: Float64Array.from(found, ({ cosine }) => cosine) }
    },
  }
}

const nothing: SparseVector = { terms: new Int32Array(), weights: new Float32Array() }

function* each(vectors: Vectors): Generator<SparseVector> {
  for (let item = 0; item < vectors.length; item++) yield vectors.at(item) ?? nothing
}

/** What each vector has of the common terms. */
function commonParts(vectors: Vectors, isCommon: (term: number) => boolean): Vectors {
  const parts = new PackedVectors()
  for (const vector of each(vectors)) {
    const part = partOf(vector, isCommon)
    parts.add(part.terms.length, (terms, weights) => {
      terms.set(part.terms)
      weights.set(part.weights)
    })
  }
  return parts
}

function frequencies(vectors: Vectors): Int32Array {
  let size = 0
  for (const { terms } of each(vectors)) size = Math.max(size, 1 + (terms.at(-1) ?? -1))
  const frequency = new Int32Array(size)
  for (const { terms } of each(vectors)) for (const term of terms) frequency[term] = (frequency[term] ?? 0) + 1
  return frequency
}

/** One list after the other: the entries of term `t` run from `starts[t]` to `starts[t + 1]`. Terms of one vector, or of too many, have none. */
function invert(vectors: Vectors, frequency: Int32Array, most: number) {
  const isListed = (term: number) => (frequency[term] ?? 0) > 1 && (frequency[term] ?? 0) <= most
  const starts = new Int32Array(frequency.length + 1)
  for (const [term, count] of frequency.entries()) starts[term + 1] = (starts[term] ?? 0) + (isListed(term) ? count : 0)
  const entries = starts.at(-1) ?? 0
  const index = { starts, vectors: new Int32Array(entries), weights: new Float32Array(entries) }
  const next = starts.slice()
  let item = -1
  for (const { terms, weights } of each(vectors)) {
    item++
    for (const [place, term] of terms.entries()) {
      if (!isListed(term)) continue
      const entry = next[term] ?? 0
      index.vectors[entry] = item
      index.weights[entry] = weights[place] ?? 0
      next[term] = entry + 1
    }
  }
  return index
}
