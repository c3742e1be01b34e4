import { createHash } from 'node:crypto'
import { questionsAbout, withAnswers, type Answer, type Asking, type Question } from '../../core/sentiment/asked.ts'
import type { LanguageData } from '../../core/voice/language-data.ts'
import type { Article, Scoring } from '../../model.ts'
import type { GivenAnswer, Heard } from '../../stages/score.ts'
import type { AnswerStore } from '../store/answers.ts'

export interface Listening {
  readonly models: readonly Asking[]
  readonly languages: ReadonlyMap<string, LanguageData>
  readonly answers: AnswerStore
}

/**
 * Asks every model of the user's about every hit of an article. What was answered before comes from the store; failures are not kept there,
 * so that they are asked again another time.
 */
export async function hearMore(
  scoring: Scoring,
  article: Article,
  listening: Listening & { readonly signal: AbortSignal },
): Promise<Heard> {
  const { models, languages, answers: store, signal } = listening
  if (models.length === 0 || scoring.hits.length === 0) return { scoring, answers: [] }
  const questions = questionsAbout(article, scoring.hits, languages)
  let heard = scoring
  const given: GivenAnswer[] = []
  for (const model of models) {
    const answers = await answersOf(model, questions, { store, signal })
    heard = withAnswers(heard, model.name, questions, answers)
    answers.forEach((answer, index) => {
      const question = questions[index]
      if (question) given.push({ model: model.name, version: model.version, question: questionKey(question), answer })
    })
  }
  return { scoring: heard, answers: given }
}

/** The same, from answers that were given when the report was made: nobody is asked. */
export function hearAgain(scoring: Scoring, article: Article, recorded: readonly GivenAnswer[], languages: Listening['languages']): Heard {
  const questions = questionsAbout(article, scoring.hits, languages)
  let heard = scoring
  for (const name of new Set(recorded.map(({ model }) => model))) {
    const known = new Map(recorded.flatMap(({ model, question, answer }) => (model === name ? [[question, answer] as const] : [])))
    const answers = questions.map((question): Answer => {
      const missing: Answer = { kind: 'failed', code: 'not-recorded', message: 'The record of the bundle holds no answer' }
      return known.get(questionKey(question)) ?? missing
    })
    heard = withAnswers(heard, name, questions, answers)
  }
  return { scoring: heard, answers: recorded }
}

async function answersOf(
  model: Asking,
  questions: readonly Question[],
  { store, signal }: { readonly store: AnswerStore; readonly signal: AbortSignal },
): Promise<readonly Answer[]> {
  const keys = questions.map(questionKey)
  const known = new Map<string, Answer>()
  for (const key of new Set(keys)) {
    const opinion = await store.get(model.version, key)
    if (opinion) known.set(key, { kind: 'opinion', opinion })
  }
  const open = new Map(questions.map((question, index) => [keys[index] ?? '', question] as const).filter(([key]) => !known.has(key)))
  const fresh = await model.ask([...open.values()], signal)
  for (const [index, key] of [...open.keys()].entries()) {
    const answer = fresh[index]
    if (!answer) continue
    known.set(key, answer)
    if (answer.kind === 'opinion') await store.put(model.version, key, answer.opinion)
  }
  const missing: Answer = { kind: 'failed', code: 'model-silent', message: 'The model gave fewer answers than it was asked questions' }
  return keys.map((key) => known.get(key) ?? missing)
}

function questionKey({ text, named, language }: Question): string {
  return createHash('sha256')
    .update(JSON.stringify([text, named?.start, named?.end, language]))
    .digest('hex')
}
