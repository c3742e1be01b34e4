import type { Sentiment, SentimentModel, Span } from '../../model.ts'
import type { LanguageData } from '../voice/language-data.ts'

/** The small words of a language by which the tone of other words turns, grows or shrinks. */
export interface LanguageWords extends Pick<
  LanguageData,
  'negators' | 'hedges' | 'intensifiers' | 'diminishers' | 'contrast' | 'concession'
> {
  readonly grammar: Pick<LanguageData['grammar'], 'negatorsAfter' | 'affirming'>
}

export interface ScoringInput {
  /** A sentence, or a few. */
  readonly text: string
  /** What the tone is towards. Its own words are never counted, else a framing term would only confirm itself. */
  readonly target: Span | undefined
  /** BCP 47 primary subtag. */
  readonly language: string | undefined
  readonly words: LanguageWords | undefined
}

/** A model of tone. `score` gives `undefined` where the model abstains: it does not know the language, or there is nothing beside the target. */
export interface SentimentScorer {
  readonly name: SentimentModel
  /** What it is asked about: the sound of the sentence round the term, or the tone towards the one who is named next to it. */
  readonly towards: 'term' | 'name'
  score(input: ScoringInput): Sentiment | undefined
}

/** Sums of valence have no limit; this maps them into -1..1. `half` is the sum that gives 0.5, `band` the sum below which tone is neutral. */
export function toSentiment(sum: number, { half, band }: { readonly half: number; readonly band: number }): Sentiment {
  const score = sum / (Math.abs(sum) + half)
  if (Math.abs(sum) <= band) return { label: 'neutral', score }
  return { label: sum < 0 ? 'negative' : 'positive', score }
}
