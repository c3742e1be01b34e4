import { rateVoices, sentimentModels, type Hit, type SentimentModel, type SentimentSummary } from '../../model.ts'
import { meanOfArticles } from '../stats/mean.ts'
import { bodyHits, type MeasuredArticle } from './measured-article.ts'

/** What each model hears round the hits of each outlet, frame and voice. Combinations without a hit are left out. */
export function summariseSentiments(
  articles: readonly MeasuredArticle[],
  { frames, level }: { readonly frames: readonly string[]; readonly level: number },
): readonly SentimentSummary[] {
  const outlets = [...new Set(articles.map(({ outlet }) => outlet))]
  const models = modelsHeard(articles)
  return outlets.flatMap((outlet) =>
    frames.flatMap((frame) =>
      rateVoices.flatMap((voice) => {
        const own = articles.filter((article) => article.outlet === outlet)
        const hitsByArticle = own.map((article) => bodyHits(article, frame, voice)).filter((hits) => hits.length > 0)
        if (hitsByArticle.length === 0) return []
        return models.map((model) => ({ outlet, frame, voice, model, ...summarise(hitsByArticle, { model, level }) }))
      }),
    ),
  )
}

/** The models that come with Frameshift, and of those a user brings the ones that said anything. */
function modelsHeard(articles: readonly MeasuredArticle[]): readonly SentimentModel[] {
  const heard = new Set(articles.flatMap(({ scoring }) => scoring.hits.flatMap((hit) => Object.keys(hit.sentiment))))
  return sentimentModels.filter((model) => ownModels.has(model) || heard.has(model))
}

const ownModels: ReadonlySet<SentimentModel> = new Set(['afinn', 'valence', 'target'])

function summarise(
  hitsByArticle: readonly (readonly Hit[])[],
  { model, level }: { readonly model: SentimentModel; readonly level: number },
): Pick<SentimentSummary, 'n' | 'articles' | 'share' | 'mean'> {
  const hits = hitsByArticle.flat()
  const shareOf = (label: string) => hits.filter((hit) => (hit.sentiment[model]?.label ?? 'abstained') === label).length / hits.length
  const means = hitsByArticle.flatMap((own) => {
    const scores = own.flatMap((hit) => hit.sentiment[model]?.score ?? [])
    return scores.length === 0 ? [] : [scores.reduce((sum, score) => sum + score, 0) / scores.length]
  })
  return {
    n: hits.length,
    articles: hitsByArticle.length,
    share: { negative: shareOf('negative'), neutral: shareOf('neutral'), positive: shareOf('positive'), abstained: shareOf('abstained') },
    mean: meanOfArticles(means, { level, range: { low: -1, high: 1 } }),
  }
}
