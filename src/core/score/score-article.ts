import type { Article, Hit, RateVoice, Scoring, Span, Voice, Zone } from '../../model.ts'
import type { CompiledLexicon } from '../hits/automaton/compile.ts'
import { findTermHits, type ScopedTermHit } from '../hits/find-term-hits.ts'
import { hear, toneQuestions } from '../sentiment/hear.ts'
import type { SentimentScorer } from '../sentiment/scorer.ts'
import { sentences } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import type { LanguageData } from '../voice/language-data.ts'
import { findVoices, type Voices } from '../voice/voices.ts'
import { leadOf } from './lead.ts'

/** What is measured with: the lexicon, what is known of each language, and the sentiment models. */
export interface Instruments {
  readonly lexicon: CompiledLexicon
  readonly languages: ReadonlyMap<string, LanguageData>
  readonly scorers: readonly SentimentScorer[]
}

/** A text in the form in which articles are kept: headline, blank line, body. */
export type ScorableText = Pick<Article, 'id' | 'text' | 'bodyStart' | 'language'>

/**
 * Finds the framing terms of one article and says of each where it stands, whose words it is in, whether it is asserted, and what the models
 * hear around it. A language that the lexicon has no terms for is not measured: its silence means nothing.
 */
export function scoreArticle(article: ScorableText, instruments: Instruments): Scoring {
  const { text, bodyStart, language } = article
  const { lexicon } = instruments
  const knowledge = language === undefined ? undefined : instruments.languages.get(language)
  const voices = findVoices(text, { language: knowledge, bodyStart })
  const place = placeFinder(article, knowledge)
  const questionOf = toneQuestions(article, { knowledge, voices })
  const hits = findTermHits(text, { language, lexicon, bodyStart }).flatMap((termHit) => {
    const zone = place.zone(termHit)
    const { voice, confidence, mode, scareQuoted } = voices.at(termHit)
    if (!isInScope(termHit, voice, zone)) return []
    const round = place.sentence(termHit)
    const sentiment = hear(questionOf(termHit, round), { language, knowledge, scorers: instruments.scorers })
    const { start, end, frame, term, concept, text: printed } = termHit
    const sentence = text.slice(round.start, round.end)
    return [
      {
        articleId: article.id,
        start,
        end,
        frame,
        term,
        concept,
        text: printed,
        sentence,
        zone,
        voice,
        voiceConfidence: confidence,
        mode,
        scareQuoted,
        sentiment,
      } satisfies Hit,
    ]
  })
  const measured = language !== undefined && lexicon.languages.has(language)
  return {
    articleId: article.id,
    lexicon: lexicon.id,
    hits,
    tokens: countTokens(article, voices),
    measured,
    voiceWarnings: voices.warnings,
  }
}

function isInScope({ scope }: ScopedTermHit, voice: Voice, zone: Zone): boolean {
  switch (scope) {
    case 'any':
      return true
    case 'headline':
      return zone === 'headline'
    case 'outlet':
      return voice.kind === 'outlet'
    case 'attributed':
      return voice.kind === 'quoted' || voice.kind === 'reported'
  }
}

/** Tells zone and sentence of a place; sentences are found once an article. */
function placeFinder({ text, bodyStart, language }: ScorableText, knowledge: LanguageData | undefined) {
  const all = sentences(text, { language, abbreviations: knowledge?.abbreviations ?? [] })
  const leadEnd = leadOf(text, bodyStart)?.end ?? text.length
  return {
    zone: ({ start }: Span): Zone => {
      if (start < bodyStart) return 'headline'
      return start < leadEnd ? 'lead' : 'body'
    },
    /** From the sentence in which the span begins to the one in which it ends. */
    sentence: ({ start, end }: Span): Span => {
      const first = all[lastAtOrBefore(all, start)]
      const last = all[lastAtOrBefore(all, end - 1)]
      return { start: Math.min(first?.start ?? start, start), end: Math.max(last?.end ?? end, end) }
    },
  }
}

/** Index of the last span that begins at or before the offset; 0 when none does. */
function lastAtOrBefore(spans: readonly Span[], offset: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((spans[middle]?.start ?? Infinity) <= offset) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

/** Words of the body in each voice. */
function countTokens({ text, bodyStart, language }: ScorableText, voices: Voices): Readonly<Record<RateVoice, number>> {
  const counts = { outlet: 0, attributed: 0, unclear: 0, all: 0 }
  for (const { start } of words(text, language)) {
    if (start < bodyStart) continue
    counts[voices.voiceAt(start)]++
    counts.all++
  }
  return counts
}
