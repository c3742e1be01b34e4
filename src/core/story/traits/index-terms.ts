import { commonShare } from './common-words.ts'
import { storyFeatures, type Comparable } from './features.ts'
import { hashOf } from '../nearness/term-ids.ts'

/** By what an article can be found again among very many, and how telling it is. */
export interface IndexTerm {
  /** 32-bit hash. */
  readonly term: number
  readonly weight: number
}

/** Raised when other terms are chosen: what was indexed before is indexed anew. */
export const indexVersion = 1

/**
 * The most telling words, names and numbers of an article, the heaviest first. Words are those of its language; names and numbers are the same
 * in all. What an article shares with the news of its day tells nothing, so common words are left to the list of common words.
 */
export function indexTerms(article: Comparable): readonly IndexTerm[] {
  const { language, terms, nameTerms, names, numbers } = storyFeatures(article)
  const words = [...terms].flatMap(([term, count]): readonly IndexTerm[] => {
    if (term.includes(' ') || term.length < 2) return []
    const share = commonShare(term, language) ?? shareWithoutList
    if (share >= commonFrom) return []
    const rarity = -Math.log(share)
    return [{ term: hashOf(`${language ?? ''} ${term}`), weight: Math.sqrt(count) * rarity * (nameTerms.has(term) ? nameFactor : 1) }]
  })
  const facts = [
    ...[...names.keys()].slice(0, mostNames).map((name) => `name ${name}`),
    ...[...numbers].slice(0, mostNumbers).map((number) => `number ${number}`),
  ]
  const heaviest = words.toSorted((a, b) => b.weight - a.weight || a.term - b.term).slice(0, mostWords)
  const byTerm = new Map(
    [...facts.map((fact) => ({ term: hashOf(fact), weight: factWeight })), ...heaviest].map((found) => [found.term, found]),
  )
  return [...byTerm.values()]
}

/** Words in more articles than this tell nothing. */
const commonFrom = 0.1
const mostWords = 20
const mostNames = 12
const mostNumbers = 6
const nameFactor = 2
const factWeight = 5
/** Of a word in a language without a list of common words. */
const shareWithoutList = 0.01
