import type { Article, Hit, Scoring, Sentiment, SentimentModel, Span } from '../../model.ts'
import { sentences } from '../text/sentences.ts'
import type { LanguageData } from '../voice/language-data.ts'
import { findVoices } from '../voice/voices.ts'
import { toneQuestions } from './hear.ts'

/** A model that a user brings: it answers later, from elsewhere, or not at all. */
export type AskedModel = Extract<SentimentModel, 'onnx' | 'openai'>

/** What such a model is asked about one hit. The words of the hit are left out, as everywhere. */
export interface Question {
  readonly text: string
  /** Whom the tone is towards, as printed and as it stands in `text`; `undefined`: the matter that the sentence tells of. */
  readonly named: (Span & { readonly printed: string }) | undefined
  readonly language: string | undefined
}

/** `probabilities` where the model gives them. */
export interface Opinion extends Pick<Sentiment, 'label' | 'score'> {
  readonly abstained: boolean
  readonly probabilities: Readonly<Record<Sentiment['label'], number>> | undefined
}

export type Answer =
  | { readonly kind: 'opinion'; readonly opinion: Opinion }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }

/** A model as it is asked: its name, and a version that changes with everything its answers depend on. */
export interface Asking {
  readonly name: AskedModel
  readonly version: string
  /** One answer for each question, in order. Expected failures are answers; throws only when aborted. */
  ask(questions: readonly Question[], signal: AbortSignal): Promise<readonly Answer[]>
}

/** What stands where the hit stood. */
const gap = '…'

/** The questions about the hits of an article, in their order. */
export function questionsAbout(article: Article, hits: readonly Hit[], languages: ReadonlyMap<string, LanguageData>): readonly Question[] {
  const { text, bodyStart, language } = article
  const knowledge = language === undefined ? undefined : languages.get(language)
  const voices = findVoices(text, { language: knowledge, bodyStart })
  const questionOf = toneQuestions(article, { knowledge, voices })
  const all = sentences(text, { language, abbreviations: knowledge?.abbreviations ?? [] })
  return hits.map((hit) => {
    const touched = all.filter(({ start, end }) => start < hit.end && hit.start < end)
    const round = { start: Math.min(hit.start, touched[0]?.start ?? hit.start), end: Math.max(hit.end, touched.at(-1)?.end ?? hit.end) }
    const { text: blanked, hit: at, named } = questionOf(hit, round)
    const shift = at.end - at.start - gap.length
    const moved = named && named.start >= at.end ? { start: named.start - shift, end: named.end - shift } : named
    return {
      text: blanked.slice(0, at.start) + gap + blanked.slice(at.end),
      named: named && moved && { ...moved, printed: blanked.slice(named.start, named.end) },
      language,
    }
  })
}

/** A scoring with what one more model says of its hits. */
export function withAnswers(scoring: Scoring, model: AskedModel, questions: readonly Question[], answers: readonly Answer[]): Scoring {
  const hits = scoring.hits.map((before, index): Hit => {
    const hit = { ...before, sentiment: { ...before.sentiment, [model]: undefined } }
    const answer = answers[index]
    if (answer?.kind !== 'opinion' || answer.opinion.abstained) return hit
    const { label, score } = answer.opinion
    const towards = questions[index]?.named?.printed
    return { ...hit, sentiment: { ...hit.sentiment, [model]: towards === undefined ? { label, score } : { label, score, towards } } }
  })
  const failed = answers.flatMap((answer) => (answer.kind === 'failed' ? [answer] : []))
  const [first] = failed
  const unheard = first ? [{ model, code: first.code, message: first.message, hits: failed.length }] : []
  const ofOthers = (scoring.unheard ?? []).filter((each) => each.model !== model)
  return { ...scoring, hits, unheard: [...ofOthers, ...unheard] }
}
