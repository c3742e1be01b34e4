import type { StoryFeatures } from './features.ts'

/** How much two articles tell the same, 0 to 1, and what that rests on. */
export interface Likeness {
  readonly similarity: number
  readonly sharedNames: readonly string[]
  readonly sharedNumbers: readonly string[]
}

export interface Pool {
  likeness(a: number, b: number): Likeness
}

/**
 * Prepares a pool of articles for comparison. Within a language: cosine of term weights, rare terms counting more. Across languages:
 * shared names and numbers, and never on numbers alone. Three days between two articles halve their similarity.
 */
export function toPool(articles: readonly StoryFeatures[]): Pool {
  const rarity = rarityIn(articles)
  const vectors = articles.map((article) => weigh(article, rarity))
  return {
    likeness: (a, b) => {
      const [left, right] = [articles[a], articles[b]]
      const [leftVector, rightVector] = [vectors[a], vectors[b]]
      if (!left || !right || !leftVector || !rightVector) throw new RangeError(`No article ${a} or ${b} in the pool`)
      const sharedNames = [...left.names].flatMap(([skeleton, printed]) => (right.names.has(skeleton) ? [printed] : []))
      const sharedNumbers = [...left.numbers].filter((number) => right.numbers.has(number))
      const isSameLanguage = left.language === right.language
      const likeness = isSameLanguage ? cosine(leftVector, rightVector) : acrossLanguages(left, right, rarity)
      const distance = left.day === undefined || right.day === undefined ? 0 : Math.abs(left.day - right.day)
      return { similarity: likeness * 2 ** (-Math.max(0, distance - 1) / halfLifeDays), sharedNames, sharedNumbers }
    },
  }
}

const halfLifeDays = 3

/** Weight of a term: the natural logarithm of how many articles there are for each that has it. */
type Rarity = (term: string) => number

function rarityIn(articles: readonly StoryFeatures[]): Rarity {
  const frequency = new Map<string, number>()
  for (const { terms, names, numbers } of articles) {
    for (const term of terms.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1)
    for (const name of names.keys()) frequency.set(`name ${name}`, (frequency.get(`name ${name}`) ?? 0) + 1)
    for (const number of numbers) frequency.set(`number ${number}`, (frequency.get(`number ${number}`) ?? 0) + 1)
  }
  // A pool of few articles has no frequencies of its own; the floor keeps what all of them share from counting for nothing.
  const size = articles.length + poolFloor
  return (term) => Math.log((size + 1) / ((frequency.get(term) ?? 0) + 0.5))
}

const poolFloor = 20

interface Vector {
  readonly weights: ReadonlyMap<string, number>
  readonly length: number
}

/** Names tell one event from another better than words do. */
const nameFactor = 3

function weigh({ terms, nameTerms }: StoryFeatures, rarity: Rarity): Vector {
  const weights = new Map<string, number>()
  let squares = 0
  for (const [term, count] of terms) {
    const weight = (1 + Math.log(count * (nameTerms.has(term) ? nameFactor : 1))) * rarity(term)
    weights.set(term, weight)
    squares += weight * weight
  }
  return { weights, length: Math.sqrt(squares) }
}

function cosine(a: Vector, b: Vector): number {
  if (a.length === 0 || b.length === 0) return 0
  const [small, large] = a.weights.size <= b.weights.size ? [a, b] : [b, a]
  let dot = 0
  for (const [term, weight] of small.weights) dot += weight * (large.weights.get(term) ?? 0)
  return dot / (a.length * b.length)
}

/** Share of the smaller article's evidence that the other has too. */
function acrossLanguages(a: StoryFeatures, b: StoryFeatures, rarity: Rarity): number {
  const evidenceOf = ({ names, numbers }: StoryFeatures) =>
    new Set([...[...names.keys()].map((name) => `name ${name}`), ...[...numbers].map((number) => `number ${number}`)])
  const [left, right] = [evidenceOf(a), evidenceOf(b)]
  const shared = [...left].filter((fact) => right.has(fact))
  if (shared.length < 2 || !shared.some((fact) => fact.startsWith('name '))) return 0
  const total = (facts: Iterable<string>) => [...facts].reduce((sum, fact) => sum + rarity(fact), 0)
  const least = Math.min(total(left), total(right))
  return least === 0 ? 0 : Math.min(1, total(shared) / least)
}
