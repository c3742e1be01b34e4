import { commonShare } from './common-words.ts'
import type { StoryFeatures } from './features.ts'
import { nearVectors, type NearOptions } from './near-vectors.ts'
import { toSparseVector, type SparseVector } from './sparse-vector.ts'
import { hashOf, TermIds } from './term-ids.ts'

type Told = Pick<StoryFeatures, 'language' | 'terms' | 'nameTerms'>

/**
 * Turns articles into vectors of term weights: the root of the count, times the logarithm of how rare the term is in the pool's articles of
 * that language. Articles of different languages share no terms. Each article is let go once it is read.
 */
export class TermWeights {
  readonly #ids = new TermIds()
  readonly #counts: Counts[] = []
  /** Articles too short to speak for themselves, by their place. */
  readonly shortItems = new Set<number>()
  readonly #sizes = new Map<string, number>()
  /** By term: how many articles have it, and what share of news has it by the list of common words (`noList` where there is none). */
  #frequency = new Int32Array(1024)
  #shares = new Float32Array(1024)

  add({ language, terms, nameTerms }: Told): void {
    const ids = new Int32Array(terms.size)
    const weights = new Float32Array(terms.size)
    let place = 0
    let words = 0
    for (const [term, count] of terms) {
      const id = this.#ids.idOf(hashOf(`${language ?? ''} ${term}`))
      if (id >= this.#frequency.length) this.#grow()
      const frequency = this.#frequency[id] ?? 0
      if (frequency === 0) this.#shares[id] = commonShare(term, language) ?? noList
      this.#frequency[id] = frequency + 1
      const isPair = term.includes(' ')
      if (!isPair) words += count
      ids[place] = id
      weights[place++] = Math.sqrt(count) * kindFactor(term, isPair, nameTerms.has(term))
    }
    this.#sizes.set(language ?? '', (this.#sizes.get(language ?? '') ?? 0) + 1)
    if (words < shortestText) this.shortItems.add(this.#counts.length)
    this.#counts.push({ language, ids, weights })
  }

  /** May be called once, when all articles are read. */
  toVectors(options: NearOptions): readonly SparseVector[] {
    const vectors = this.#counts.splice(0).map((counts) => this.#weigh(counts))
    if (this.shortItems.size === 0) return vectors
    const near = nearVectors(vectors, { ...options, floor: companyFloor })
    return vectors.map((vector, item) => {
      if (!this.shortItems.has(item)) return vector
      const { items, likeness } = near.of(item)
      // Alone, a headline keeps the weight of what nobody shares: else "the" would be all that is left of it.
      if (items.length === 0) return vector
      const company = [...items].map((other, place) => ({ vector: vectors[other] ?? vector, likeness: likeness[place] ?? 0, other }))
      return inCompany(vector, company.toSorted((a, b) => b.likeness - a.likeness || a.other - b.other).slice(0, mostCompany))
    })
  }

  #weigh({ language, ids, weights }: Counts): SparseVector {
    const size = this.#sizes.get(language ?? '') ?? 0
    const vector = new Map<number, number>()
    let squares = 0
    for (const [place, id] of ids.entries()) {
      const frequency = this.#frequency[id] ?? 0
      const share = this.#shares[id] ?? noList
      // A pool of few articles has no frequencies of its own: it is seen as part of a larger one, in which common words are common.
      const [added, holding] = share === noList ? [addedWithoutList, 0] : [addedArticles, addedArticles * share]
      const weight = (weights[place] ?? 0) * Math.log((size + added + 1) / (frequency + holding + 0.5))
      squares += weight * weight
      // What no other article has adds to the length only.
      if (frequency > 1) vector.set(id, weight)
    }
    return toSparseVector(vector, Math.sqrt(squares))
  }

  #grow(): void {
    const [frequency, shares] = [this.#frequency, this.#shares]
    this.#frequency = new Int32Array(2 * frequency.length)
    this.#frequency.set(frequency)
    this.#shares = new Float32Array(2 * shares.length)
    this.#shares.set(shares)
  }
}

const noList = -1

interface Counts {
  readonly language: string | undefined
  readonly ids: Int32Array
  readonly weights: Float32Array
}

const addedArticles = 60
const addedWithoutList = 20

/** Names and numbers tell one event from another better than words do; a pair of words repeats what its words say. */
function kindFactor(term: string, isPair: boolean, isName: boolean): number {
  if (isPair) return pairFactor
  return isName || /^\d/.test(term) ? factFactor : 1
}

const pairFactor = 0.7
const factFactor = 2

/** Words below which a text, such as a headline, is too short to meet another by its own words. */
const shortestText = 25
const companyFloor = 0.1
const mostCompany = 30
const mostTermsInCompany = 80

/** A short text told with the words of those that are most like it: other headlines of its story say what it leaves out. */
function inCompany(own: SparseVector, company: readonly { readonly vector: SparseVector; readonly likeness: number }[]): SparseVector {
  const weights = new Map<number, number>()
  for (const { vector, likeness } of [{ vector: own, likeness: 2 }, ...company]) {
    for (const [place, term] of vector.terms.entries()) {
      weights.set(term, (weights.get(term) ?? 0) + 0.5 * likeness * (vector.weights[place] ?? 0))
    }
  }
  const kept = [...weights].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, mostTermsInCompany)
  return toSparseVector(new Map(kept), Math.sqrt(kept.reduce((sum, [, weight]) => sum + weight * weight, 0)))
}
