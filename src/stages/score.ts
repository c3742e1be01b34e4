import { z } from 'zod'
import { PipelineError } from '../errors.ts'
import type { Article, ArticleId, Scoring } from '../model.ts'
import { idSchema } from './noun-schemas.ts'
import type { Stage } from './stage.ts'

export const scoreInputSchema = z.strictObject({ article: idSchema<'Article'>() }).readonly()

/** A scoring with more opinions, and the answers it was made with. */
export interface Heard {
  readonly scoring: Scoring
  readonly answers: readonly GivenAnswer[]
}

/** What a model of the user's said to one question. It cannot be asked again later, so it is kept as it was. */
export type GivenAnswer = z.infer<typeof givenAnswerSchema>

const tone = z.enum(['negative', 'neutral', 'positive'])
export const givenAnswerSchema = z.strictObject({
  model: z.enum(['onnx', 'openai']),
  version: z.string(),
  /** SHA-256 of the question. */
  question: z.string(),
  answer: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('opinion'),
      opinion: z.strictObject({
        label: tone,
        score: z.number(),
        abstained: z.boolean(),
        probabilities: z
          .record(tone, z.number())
          .optional()
          .transform((shares) => shares),
      }),
    }),
    z.strictObject({ kind: z.literal('failed'), code: z.string(), message: z.string() }),
  ]),
})

export const scoreOutputSchema = z.strictObject({ hits: z.int(), answers: z.array(givenAnswerSchema).optional() })
type ScoreOutput = z.infer<typeof scoreOutputSchema>

export interface ScorePorts {
  readonly articles: { get(id: ArticleId): Promise<Article | undefined> }
  readonly scorings: {
    get(article: ArticleId, key: string): Promise<Scoring | undefined>
    put(scoring: Scoring, key: string): Promise<void>
  }
  /** Terms, voices and sentiment of one article: `core/score/score-article.ts` with the run's lexicon and languages. */
  readonly scoreArticle: (article: Article) => Scoring
  /** Asks the models that a user brings about the hits; their failures are part of the scoring. */
  readonly hearMore: (scoring: Scoring, article: Article, signal: AbortSignal) => Promise<Heard>
  /** Changes with the lexicon, the language data, the models and the code: the same key, the same scoring. */
  readonly scoringKey: string
}

/** Finds the framing terms of one article, whose voice each is in, and the sentiment round it; once per article and scoring key. */
export const scoreStage: Stage<z.infer<typeof scoreInputSchema>, ScoreOutput, ScorePorts> = {
  name: 'score',
  lane: 'compute',
  input: scoreInputSchema,
  key: ({ article }) => article,
  run: async ({ article: id }, ports, { signal }) => {
    const known = await ports.scorings.get(id, ports.scoringKey)
    const article = await ports.articles.get(id)
    if (!article) throw new PipelineError('article-missing', `Cannot score article ${id}: it is not in the store`, { retry: 'never' })
    // What was scored stays as it is; the models of the user's are asked again, and answer from the store what they have answered before.
    const scored = known ?? ports.scoreArticle(article)
    const { scoring, answers } = await ports.hearMore(scored, article, signal)
    if (!known || answers.length > 0) await ports.scorings.put(scoring, ports.scoringKey)
    return answers.length === 0 ? { hits: scoring.hits.length } : { hits: scoring.hits.length, answers: [...answers] }
  },
  next: () => ({ each: [] }),
}
