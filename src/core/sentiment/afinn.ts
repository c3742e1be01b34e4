import { SentimentAnalyzer } from 'natural/lib/natural/sentiment/index.js'
import type { Sentiment } from '../../model.ts'
import { plainTokens } from './phrase-table.ts'
import { toSentiment, type SentimentScorer } from './scorer.ts'

/** The languages for which `natural` has an AFINN vocabulary. */
const naturalNames: ReadonlyMap<string, string> = new Map([
  ['en', 'English'],
  ['es', 'Spanish'],
  ['pt', 'Portuguese'],
])

/** AFINN's valences run from -5 to 5, and a sentence of news with a sum of 4 is plainly charged. */
const scale = { half: 4, band: 0 }

/**
 * AFINN (Nielsen 2011) as `natural` ships it: valences of single words, summed over the sentence without the target. Words are looked up
 * as printed; stemming them first makes it worse on news. `natural` lets a negator turn everything behind it, so each clause is asked
 * apart. Abstains for other languages than English, Spanish and Portuguese, and where nothing stands beside the target.
 */
export function createAfinnScorer(): SentimentScorer {
  const analyzers = new Map<string, SentimentAnalyzer>()
  const analyzerFor = (language: string | undefined): SentimentAnalyzer | undefined => {
    const name = language === undefined ? undefined : naturalNames.get(language)
    if (name === undefined) return undefined
    const analyzer = analyzers.get(name) ?? new SentimentAnalyzer(name, undefined, 'afinn')
    analyzers.set(name, analyzer)
    return analyzer
  }
  return {
    name: 'afinn',
    towards: 'term',
    score: ({ text, target, language }): Sentiment | undefined => {
      const analyzer = analyzerFor(language)
      if (analyzer === undefined) return undefined
      let sum = 0
      let hasWords = false
      for (const clause of clausesOf(text, target)) {
        // `natural` gives the mean over words.
        sum += analyzer.getSentiment([...clause]) * clause.length
        hasWords = true
      }
      return hasWords ? toSentiment(sum, scale) : undefined
    },
  }
}

/** AFINN's valence of a single lower-case word, -5 to 5 and 0 for words it does not know; `undefined` for languages it does not know. */
export function afinnValences(language: string): ((word: string) => number) | undefined {
  const name = naturalNames.get(language)
  if (name === undefined) return undefined
  const analyzer = new SentimentAnalyzer(name, undefined, 'afinn')
  return (word) => analyzer.getSentiment([word])
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
