import { z } from 'zod'
import { PipelineError } from '../errors.ts'
import type { Article, ArticleId, Scoring } from '../model.ts'
import { idSchema } from './noun-schemas.ts'
import type { Stage } from './stage.ts'

export const scoreInputSchema = z.strictObject({ article: idSchema<'Article'>() }).readonly()

export interface ScorePorts {
  readonly articles: { get(id: ArticleId): Promise<Article | undefined> }
  readonly scorings: {
    get(article: ArticleId, key: string): Promise<Scoring | undefined>
    put(scoring: Scoring, key: string): Promise<void>
  }
  /** Terms, voices and sentiment of one article: `core/score/score-article.ts` with the run's lexicon and languages. */
  readonly scoreArticle: (article: Article) => Scoring
  /** Changes with the lexicon, the language data, the models and the code: the same key, the same scoring. */
  readonly scoringKey: string
}

/** Finds the framing terms of one article, whose voice each is in, and the sentiment round it; once per article and scoring key. */
export const scoreStage: Stage<z.infer<typeof scoreInputSchema>, { readonly hits: number }, ScorePorts> = {
  name: 'score',
  lane: 'compute',
  input: scoreInputSchema,
  key: ({ article }) => article,
  run: async ({ article: id }, ports) => {
    const known = await ports.scorings.get(id, ports.scoringKey)
    if (known) return { hits: known.hits.length }
    const article = await ports.articles.get(id)
    if (!article) throw new PipelineError('article-missing', `Cannot score article ${id}: it is not in the store`, { retry: 'never' })
    const scoring = ports.scoreArticle(article)
    await ports.scorings.put(scoring, ports.scoringKey)
    return { hits: scoring.hits.length }
  },
  next: () => ({ each: [] }),
}
