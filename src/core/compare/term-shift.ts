import type { RateVoice } from '../../model.ts'
import { sumOf } from '../stats/article-count.ts'
import { wordShift } from '../stats/word-shift.ts'
import { bodyHits, type MeasuredArticle } from './measured-article.ts'

/** The articles of two sides on one story. */
export interface ShiftStratum {
  readonly a: readonly MeasuredArticle[]
  readonly b: readonly MeasuredArticle[]
}

export interface TermShift {
  /** Hits per 1,000 words of each side; over several stories each counts by how much both sides wrote on it (Mantel and Haenszel). */
  readonly a: number
  readonly b: number
  /** The largest shares of the difference first. */
  readonly terms: readonly ShiftedTerm[]
}

export interface ShiftedTerm {
  readonly term: string
  /** Hits as counted. */
  readonly hitsA: number
  readonly hitsB: number
  /** Hits per 1,000 words, weighted as the sides are; their difference is the part that the term has in that of the sides. */
  readonly a: number
  readonly b: number
}

/**
 * Which terms make A say it more or less often than B: a word shift (Gallagher et al. 2021) in which every term of the frame scores 1 and every
 * other word 0, so that the parts of all terms add up to the difference of the rates. Bookkeeping, no test. `undefined` where a side has no words
 * in that voice on a story that both tell, or neither has a hit.
 */
export function termShift(
  strata: readonly ShiftStratum[],
  { frame, voice }: { readonly frame: string; readonly voice: RateVoice },
): TermShift | undefined {
  const counted = strata
    .map((stratum) => ({
      a: countTerms(stratum.a, frame, voice),
      b: countTerms(stratum.b, frame, voice),
    }))
    .filter(({ a, b }) => a.words > 0 && b.words > 0)
  const weight = sumOf(counted, ({ a, b }) => (a.words * b.words) / (a.words + b.words))
  const terms = [...new Set(counted.flatMap(({ a, b }) => [...a.terms.keys(), ...b.terms.keys()]))].toSorted()
  if (terms.length === 0) return undefined
  const weighted = (side: 'a' | 'b', other: 'a' | 'b') =>
    new Map(
      terms.map((term) => [
        term,
        sumOf(counted, (story) => ((story[side].terms.get(term) ?? 0) * story[other].words) / (story.a.words + story.b.words)),
      ]),
    )
  const hits = (side: 'a' | 'b', term: string) => sumOf(counted, (story) => story[side].terms.get(term) ?? 0)
  const [textA, textB] = [asText(weighted('a', 'b'), weight), asText(weighted('b', 'a'), weight)]
  const shift = wordShift(textB, textA, { reference: 0, normalization: 'variation' })
  const perThousand = (text: typeof textA, term: string) => (1000 * (text.counts.get(term) ?? 0)) / weight
  const size = (term: string) => Math.abs(shift?.words.get(term)?.shift ?? 0)
  return {
    a: sumOf(terms, (term) => perThousand(textA, term)),
    b: sumOf(terms, (term) => perThousand(textB, term)),
    terms: terms
      .toSorted((x, y) => size(y) - size(x))
      .map((term) => ({
        term,
        hitsA: hits('a', term),
        hitsB: hits('b', term),
        a: perThousand(textA, term),
        b: perThousand(textB, term),
      })),
  }
}

/** Stands for every word that is no term of the frame; no term has an empty id. */
const restOfWords = ''

function asText(terms: ReadonlyMap<string, number>, words: number) {
  const rest = Math.max(0, words - sumOf([...terms.values()], (count) => count))
  return {
    counts: new Map([...terms, [restOfWords, rest] as const]),
    scores: new Map([...[...terms.keys()].map((term) => [term, 1] as const), [restOfWords, 0] as const]),
  }
}

function countTerms(articles: readonly MeasuredArticle[], frame: string, voice: RateVoice) {
  const terms = new Map<string, number>()
  for (const article of articles) {
    for (const { term } of bodyHits(article, frame, voice)) terms.set(term, (terms.get(term) ?? 0) + 1)
  }
  return { terms, words: sumOf(articles, ({ scoring }) => scoring.tokens[voice]) }
}
