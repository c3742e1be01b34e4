import type { StoryFeatures } from './features.ts'

type Facts = Pick<StoryFeatures, 'language' | 'names' | 'numbers'>

/** Compares articles of different languages by what reads the same in all: names by their sound, and numbers. */
export class FactIndex {
  readonly #articles: readonly Facts[]
  readonly #holders = new Map<string, number[]>()
  readonly #most: number
  readonly #isOfOneLanguage: boolean

  /** A fact that more than `most` articles hold names no candidates. */
  constructor(articles: readonly Facts[], most: number) {
    this.#articles = articles
    this.#most = most
    this.#isOfOneLanguage = articles.every(({ language }) => language === articles[0]?.language)
    // Facts are only looked at across languages.
    if (this.#isOfOneLanguage) return
    for (const [item, article] of articles.entries()) {
      for (const fact of factsOf(article)) {
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
    for (const fact of factsOf(article)) {
      const holders = this.#holders.get(fact) ?? []
      if (holders.length > this.#most) continue
      for (const other of holders) {
        if (this.#articles[other]?.language !== article.language) shared.set(other, (shared.get(other) ?? 0) + 1)
      }
    }
    return [...shared].flatMap(([other, count]) => (count >= fewestFacts ? [other] : []))
  }

  /** Share of the smaller article's evidence that the other has too. Numbers alone are no evidence: one name must be shared. */
  likeness(a: Facts, b: Facts): number {
    const [left, right] = [factsOf(a), new Set(factsOf(b))]
    const shared = left.filter((fact) => right.has(fact))
    if (shared.length < fewestFacts || !shared.some(isName)) return 0
    const least = Math.min(this.#total(left), this.#total(right))
    return least === 0 ? 0 : Math.min(1, this.#total(shared) / least)
  }

  #total(facts: Iterable<string>): number {
    let sum = 0
    for (const fact of facts) sum += Math.log((this.#articles.length + unseenArticles + 1) / ((this.#holders.get(fact)?.length ?? 0) + 0.5))
    return sum
  }
}

const fewestFacts = 2

/** A pool of few articles has no frequencies of its own; this keeps what all of them share from counting for nothing. */
const unseenArticles = 20

function factsOf({ names, numbers }: Facts): readonly string[] {
  return [...[...names.keys()].map((name) => `name ${name}`), ...[...numbers].map((number) => `number ${number}`)]
}

function isName(fact: string): boolean {
  return fact.startsWith('name ')
}
