import type { Sentiment } from '../../model.ts'
import { afinnVocabulary, type AfinnVocabulary } from './afinn-vocabulary.ts'
import { plainTokens } from './phrase-table.ts'
import { toSentiment, type SentimentScorer } from './scorer.ts'

/** AFINN's valences run from -5 to 5, and a sentence of news with a sum of 4 is plainly charged. */
const scale = { half: 4, band: 0 }

/**
 * AFINN (Nielsen 2011) in the vocabularies of `natural`: valences of single words, summed over the sentence without the target. Words are looked
 * up as printed; stemming them first makes it worse on news. A negator turns everything behind it, so each clause is summed apart. Abstains for other languages than English, Spanish and Portuguese, and where nothing stands beside the target.
 */
export function createAfinnScorer(): SentimentScorer {
  return {
    name: 'afinn',
    towards: 'term',
    score: ({ text, target, language }): Sentiment | undefined => {
      const vocabulary = afinnVocabulary(language)
      if (vocabulary === undefined) return undefined
      let sum = 0
      let hasWords = false
      for (const clause of clausesOf(text, target)) {
        sum += valenceOf(clause, vocabulary)
        hasWords = true
      }
      return hasWords ? toSentiment(sum, scale) : undefined
    },
  }
}

/** AFINN's valence of a single lower-case word, -5 to 5 and 0 for words it does not know; `undefined` for languages it does not know. */
export function afinnValences(language: string): ((word: string) => number) | undefined {
  const vocabulary = afinnVocabulary(language)
  return vocabulary && ((word) => valenceOf([word], vocabulary))
}

function valenceOf(clause: readonly string[], { valences, negators }: AfinnVocabulary): number {
  let sum = 0
  let sign = 1
  for (const word of clause) {
    if (negators.has(word)) sign = -1
    else sum += sign * (valences.get(word) ?? 0)
  }
  return sum
}

/** Lower-case words of each clause that has any, without those of the target. */
function clausesOf(text: string, target: { readonly start: number; readonly end: number } | undefined): readonly (readonly string[])[] {
  const clauses: string[][] = []
  let clause: string[] = []
  for (const { kind, lower, start, end } of plainTokens(text)) {
    if (kind === 'word') {
      if (target === undefined || end <= target.start || start >= target.end) clause.push(lower)
    } else if (clause.length > 0 && endsClause.test(lower)) {
      clauses.push(clause)
      clause = []
    }
  }
  if (clause.length > 0) clauses.push(clause)
  return clauses
}

const endsClause = /^[\s.,;:!?()[\]—–…]/u
