import { FactIndex, factsOf, type FactHolder } from './facts.ts'
import type { StoryFeatures } from '../traits/features.ts'
import { allSteps, type Steps } from '../../steps.ts'
import { nearVectors, type Near } from './near-vectors.ts'
import { dot } from './sparse-vector.ts'
import { TermWeights } from './weigh-terms.ts'

export interface Pool {
  readonly size: number
  /** How much two articles tell the same, 0 to 1. */
  similarity(a: number, b: number): number
  /** Every article whose similarity to this one is worth counting, in the order of the pool. */
  near(item: number): Near
  /** Whether the similarity of two articles comes from texts of one language of which one at least is long enough to speak for itself. */
  isByText(a: number, b: number): boolean
  /** Entries of the index read so far: the work done. */
  readonly looked: number
}

/**
 * Prepares a pool of articles for comparison. Within a language: cosine of term weights, rare terms counting more. Across languages:
 * shared names and numbers, and never on numbers alone. Three days between two articles halve their similarity. The work of finding what is
 * near grows with the pool, not with its square.
 */
export function toPool(features: Iterable<StoryFeatures>): Pool {
  return allSteps(toPoolInSteps(features))
}

/** `toPool`, in steps. */
export function* toPoolInSteps(features: Iterable<StoryFeatures>): Steps<Pool> {
  const terms = new TermWeights()
  const articles: Brief[] = []
  for (const { language, names, numbers, years, day, ...told } of features) {
    terms.add({ language, ...told })
    articles.push({ language, facts: factsOf({ names, numbers }), years, day })
    yield
  }
  const options = { floor: leastLikeness, mostVectorsPerTerm }
  const vectors = terms.toVectors(options)
  const { shortItems } = terms
  const alike = nearVectors(vectors, options)
  const facts = new FactIndex(articles, mostVectorsPerTerm)
  const similarity = (a: number, b: number) => {
    const [left, right] = [articles[Math.min(a, b)], articles[Math.max(a, b)]]
    const [leftVector, rightVector] = [vectors.at(a), vectors.at(b)]
    if (!left || !right || !leftVector || !rightVector) throw new RangeError(`No article ${a} or ${b} in the pool`)
    const likeness = left.language === right.language ? dot(leftVector, rightVector) : facts.likeness(left, right)
    return likeness * fading(left, right)
  }
  return {
    size: articles.length,
    get looked() {
      return alike.looked
    },
    similarity,
    near: (item) => {
      const inLanguage = alike.of(item)
      const found = [...inLanguage.items].map((other, place) => {
        const [left, right] = [articles[item], articles[other]]
        return { other, value: (inLanguage.likeness[place] ?? 0) * (left && right ? fading(left, right) : 1) }
      })
      for (const other of facts.candidates(item)) found.push({ other, value: similarity(item, other) })
      const kept = found.filter(({ value }) => value >= leastLikeness).toSorted((a, b) => a.other - b.other)
      return { items: Int32Array.from(kept, ({ other }) => other), likeness: Float64Array.from(kept, ({ value }) => value) }
    },
    isByText: (a, b) => articles[a]?.language === articles[b]?.language && !(shortItems.has(a) && shortItems.has(b)),
  }
}

/** Below this, similarity is the chance of sharing a word, and counts as none. */
const leastLikeness = 0.04

const mostVectorsPerTerm = 500

interface Brief extends FactHolder {
  readonly years: readonly number[]
  readonly day: number | undefined
}

function fading(a: Brief, b: Brief): number {
  const distance = a.day === undefined || b.day === undefined ? 0 : Math.abs(a.day - b.day)
  const fade = 2 ** (-Math.max(0, distance - 1) / halfLifeDays)
  return isOfOtherYears(a, b) ? otherYear * fade : fade
}

const halfLifeDays = 3

/** Without dates, the one year that each of two reports begins with tells one election, match or earthquake from the next. */
function isOfOtherYears(a: Brief, b: Brief): boolean {
  if (a.day !== undefined && b.day !== undefined) return false
  return a.years.length === 1 && b.years.length === 1 && a.years[0] !== b.years[0]
}

const otherYear = 0.1
