import type { Article, Sentiment, SentimentModel, Sentiments, Span } from '../../model.ts'
import type { LanguageData } from '../voice/language-data.ts'
import type { Voices } from '../voice/voices.ts'
import { findNames } from './named.ts'
import type { SentimentScorer } from './scorer.ts'

/** What one hit is asked about: its sentence without the hit's own words, and whom the tone is towards. */
export interface ToneQuestion {
  /** The sentence, with spaces where the hit stands: a framing term would only confirm itself. */
  readonly text: string
  /** Where the hit stood, in `text`. */
  readonly hit: Span
  /** The one named next to the hit, in `text`; `undefined` where nobody is. */
  readonly named: Span | undefined
}

/** Makes the questions of one article; names are found once. */
export function toneQuestions(
  { text, bodyStart }: Pick<Article, 'text' | 'bodyStart'>,
  { knowledge, voices }: { readonly knowledge: LanguageData | undefined; readonly voices: Voices },
): (hit: Span, sentence: Span) => ToneQuestion {
  const notNames = new Set([...(knowledge?.grammar.times ?? []), ...(knowledge?.people.self ?? [])].map((word) => word.toLowerCase()))
  const names = findNames(text, { bodyStart, notNames, besides: voices.spans.flatMap(({ speaker }) => speaker ?? []) })
  return (hit, sentence) => {
    const printed = text.slice(sentence.start, sentence.end)
    const inside = within(hit, sentence)
    const named = names.nextTo(hit, sentence)
    const blanked = printed.slice(0, inside.start) + ' '.repeat(inside.end - inside.start) + printed.slice(inside.end)
    return { text: blanked, hit: inside, named: named && within(named, sentence) }
  }
}

function within({ start, end }: Span, { start: from }: Span): Span {
  return { start: start - from, end: end - from }
}

export interface Listening {
  readonly language: string | undefined
  readonly knowledge: LanguageData | undefined
  readonly scorers: readonly SentimentScorer[]
}

/** What each model hears. Models of a target hear nothing where nobody is named. */
export function hear({ text, hit, named }: ToneQuestion, { language, knowledge, scorers }: Listening): Sentiments {
  const heard: { [Model in SentimentModel]?: Sentiment } = {}
  for (const scorer of scorers) {
    const target = scorer.towards === 'term' ? hit : named
    if (target === undefined) continue
    const answer = scorer.score({ text, target, language, words: knowledge })
    if (answer === undefined) continue
    const { label, score } = answer
    const towards = scorer.towards === 'name' ? text.slice(target.start, target.end) : undefined
    heard[scorer.name] = towards === undefined ? { label, score } : { label, score, towards }
  }
  return heard
}
