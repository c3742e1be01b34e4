import type { StoryFeatures } from '../traits/features.ts'
import { hashOf } from './term-ids.ts'

/** What reads the same in all languages: names by their sound, and numbers. Hashes, names even and numbers odd; nothing else is kept of them. */
export type Facts = Int32Array

export function factsOf({ names, numbers }: Pick<StoryFeatures, 'names' | 'numbers'>): Facts {
  const facts = new Int32Array(names.size + numbers.size)
  let place = 0
  for (const name of names.keys()) facts[place++] = hashOf(name) & ~1
  for (const number of numbers) facts[place++] = hashOf(number) | 1
  return facts
}

export interface FactHolder {
  readonly language: string | undefined
  readonly facts: Facts
}

/** Compares articles of different languages by their facts. */
export class FactIndex {
  readonly #articles: readonly FactHolder[]
  readonly #holders = new Map<number, number[]>()
  readonly #most: number
  readonly #isOfOneLanguage: boolean

  /** A fact that more than `most` articles hold names no candidates. */
  constructor(articles: readonly FactHolder[], most: number) {
    this.#articles = articles
    this.#most = most
    this.#isOfOneLanguage = articles.every(({ language }) => language === articles[0]?.language)
    // Facts are only looked at across languages.
    if (this.#isOfOneLanguage) return
    for (const [item, { facts }] of articles.entries()) {
      for (const fact of facts) {
        const holders = this.#holders.get(fact)
        if (holders) holders.push(item)
        else this.#holders.set(fact, [item])
      }
    }
  }

  /** Articles of other languages that share two facts with this one. */
  candidates(item: number): readonly number[] {
    const article = this.#articles[item]
    if (!article || this.#isOfOneLanguage) return []
    const shared = new Map<number, number>()
    for (const fact of article.facts) {
      const holders = this.#holders.get(fact) ?? []
      if (holders.length > this.#most) continue
      for (const other of holders) {
        if (this.#articles[other]?.language !== article.language) shared.set(other, (shared.get(other) ?? 0) + 1)
      }
    }
    return [...shared].flatMap(([other, count]) => (count >= fewestFacts ? [other] : []))
  }

  /** Share of the smaller article's evidence that the other has too. Numbers alone are no evidence: one name must be shared. */
  likeness(a: FactHolder, b: FactHolder): number {
    const right = new Set(b.facts)
    const shared = a.facts.filter((fact) => right.has(fact))
    if (shared.length < fewestFacts || !shared.some(isName)) return 0
    const least = Math.min(this.#total(a.facts), this.#total(right))
    return least === 0 ? 0 : Math.min(1, this.#total(shared) / least)
  }

  #total(facts: Iterable<number>): number {
    let sum = 0
    for (const fact of facts) sum += Math.log((this.#articles.length + unseenArticles + 1) / ((this.#holders.get(fact)?.length ?? 0) + 0.5))
    return sum
  }
}

const fewestFacts = 2

/** A pool of few articles has no frequencies of its own; this keeps what all of them share from counting for nothing. */
const unseenArticles = 20

function isName(fact: number): boolean {
  return fact % 2 === 0
}
