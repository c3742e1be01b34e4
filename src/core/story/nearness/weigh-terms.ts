import { commonShare } from '../traits/common-words.ts'
import type { StoryFeatures } from '../traits/features.ts'
import { nearVectors, type NearOptions } from './near-vectors.ts'
import { numberTerms, unshared, usualEntriesOfPart } from './number-terms.ts'
import { PackedTerms, type CodedTerms } from './packed-terms.ts'
import { PackedVectors } from './packed-vectors.ts'
import { fromEntries, toSparseVector, type Entries, type SparseVector, type Vectors } from './sparse-vector.ts'
import { hashOf } from './term-ids.ts'

type Told = Pick<StoryFeatures, 'language' | 'terms' | 'nameTerms'>

/**
 * Turns articles into vectors of term weights: the root of the count, times the logarithm of how rare the term is in the pool's articles of
 * that language. Articles of different languages share no terms. Each article is let go once it is read. What only one article has is half of
 * all terms and more: it adds to the length of a vector and is kept no longer than that takes.
 */
export class TermWeights {
  readonly #counts = new PackedTerms()
  readonly #languages: string[] = []
  /** Articles too short to speak for themselves, by their place. */
  readonly shortItems = new Set<number>()
  readonly #sizes = new Map<string, number>()

  add({ language = '', terms, nameTerms }: Told): void {
    let words = 0
    const ofLanguage = hashOf(`${language} `)
    this.#counts.add(terms.size, ({ hashes, codes }) => {
      let place = 0
      for (const [term, count] of terms) {
        const isPair = term.includes(' ')
        if (!isPair) words += count
        hashes[place] = hashOf(term, ofLanguage)
        codes[place++] = codeOf({ count, kind: kindOf(term, isPair, nameTerms.has(term)), share: commonShare(term, language) })
      }
    })
    this.#sizes.set(language, (this.#sizes.get(language) ?? 0) + 1)
    if (words < shortestText) this.shortItems.add(this.#languages.length)
    this.#languages.push(language)
  }

  /** May be called once, when all articles are read. */
  toVectors(options: NearOptions): Vectors {
    // Counted once all are there, so that their order changes nothing.
    const frequency = numberTerms(this.#counts, usualEntriesOfPart)
    const vectors = new PackedVectors()
    let item = 0
    for (const counted of this.#counts.drain()) {
      const kept = this.#weigh(counted, item++, frequency)
      vectors.add(kept.terms.length, (toTerms, toWeights) => {
        toTerms.set(kept.terms)
        toWeights.set(kept.weights)
      })
    }
    return this.shortItems.size === 0 ? vectors : this.#withCompany(vectors, options)
  }

  #weigh({ hashes: ids, codes }: CodedTerms, item: number, frequencies: Int32Array): SparseVector {
    const size = this.#sizes.get(this.#languages[item] ?? '') ?? 0
    const kept: Entries = { terms: new Int32Array(ids.length), weights: new Float64Array(ids.length) }
    let [length, squares] = [0, 0]
    for (let place = 0; place < ids.length; place++) {
      const id = ids[place] ?? unshared
      const frequency = frequencies[id] ?? 1
      const code = codes[place] ?? 0
      const share = shares[code >> 10]
      // A pool of few articles has no frequencies of its own: it is seen as part of a larger one, in which common words are common.
      const [added, holding] = share === undefined ? [addedWithoutList, 0] : [addedArticles, addedArticles * share]
      const weight = ownWeight(code) * Math.log((size + added + 1) / (frequency + holding + 0.5))
      squares += weight * weight
      // What no other article has adds to the length only.
      if (frequency < 2) continue
      kept.terms[length] = id
      kept.weights[length++] = weight
    }
    return fromEntries({ terms: kept.terms.subarray(0, length), weights: kept.weights.subarray(0, length) }, Math.sqrt(squares))
  }

  /** The short ones told with the words of their company. */
  #withCompany(vectors: Vectors, options: NearOptions): Vectors {
    const near = nearVectors(vectors, { ...options, floor: companyFloor })
    const told = new Map<number, SparseVector>()
    for (const item of this.shortItems) {
      const vector = vectors.at(item)
      const { items, likeness } = near.of(item)
      // Alone, a headline keeps the weight of what nobody shares: else "the" would be all that is left of it.
      if (!vector || items.length === 0) continue
      const company = [...items].map((other, place) => ({ vector: vectors.at(other) ?? vector, likeness: likeness[place] ?? 0, other }))
      told.set(item, inCompany(vector, company.toSorted((a, b) => b.likeness - a.likeness || a.other - b.other).slice(0, mostCompany)))
    }
    return { length: vectors.length, at: (item) => told.get(item) ?? vectors.at(item) }
  }
}

/** How often a term stands in an article (255 at most), what it is, and what share of news has it, in sixteen bits. */
function codeOf({ count, kind, share }: { readonly count: number; readonly kind: number; readonly share: number | undefined }): number {
  return (classOf(share) << 10) | (kind << 8) | Math.min(count, 255)
}

/** Of the count and the kind; the share is that of the class in the bits above. */
function ownWeight(code: number): number {
  return Math.sqrt(code & 255) * (kindFactors[(code >> 8) & 3] ?? 1)
}

/** The shares that the list of common words knows, by class; 0 stands for a language without a list. They are few: four classes of words, and pairs of these. */
const shares: (number | undefined)[] = [undefined]
const classes = new Map<number, number>()

function classOf(share: number | undefined): number {
  if (share === undefined) return 0
  const known = classes.get(share)
  if (known !== undefined) return known
  classes.set(share, shares.length)
  return shares.push(share) - 1
}

const addedArticles = 60
const addedWithoutList = 20

/** Names and numbers tell one event from another better than words do; a pair of words repeats what its words say. */
const kindFactors = [1, 0.7, 2] as const
const [plain, pair, fact] = [0, 1, 2] as const

function kindOf(term: string, isPair: boolean, isName: boolean): number {
  if (isPair) return pair
  return isName || /^\d/.test(term) ? fact : plain
}

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
