import type { ArticleId, Hit, OutletId, RateVoice, Scoring } from '../../model.ts'
import type { ArticleCount } from '../stats/article-count.ts'

/** One article with what scoring found in it. */
export interface MeasuredArticle {
  readonly id: ArticleId
  readonly outlet: OutletId
  /** BCP 47 primary subtag. */
  readonly language: string | undefined
  /** The same for articles that carry one text; `undefined` for a text of its own. */
  readonly copyCluster: string | undefined
  readonly scoring: Scoring
}

/** Body hits of a frame in a voice; `all` is every voice. */
export function bodyHits({ scoring }: MeasuredArticle, frame: string, voice: RateVoice): readonly Hit[] {
  return scoring.hits.filter((hit) => hit.zone !== 'headline' && hit.frame === frame && isInVoice(hit, voice))
}

/**
 * Hits and words of each article in a voice. An article without a word in that voice could not have said anything in it: it is no observation,
 * and left out, so that it neither counts as an article nor adds a degree of freedom.
 */
export function countsInVoice(articles: readonly MeasuredArticle[], frame: string, voice: RateVoice): readonly ArticleCount[] {
  return articles
    .map((article) => ({ hits: bodyHits(article, frame, voice).length, tokens: article.scoring.tokens[voice] }))
    .filter(({ tokens }) => tokens > 0)
}

/** `attributed` is quoted and reported together. */
export function isInVoice(hit: Hit, voice: RateVoice): boolean {
  switch (voice) {
    case 'all':
      return true
    case 'attributed':
      return hit.voice.kind === 'quoted' || hit.voice.kind === 'reported'
    case 'outlet':
    case 'unclear':
      return hit.voice.kind === voice
  }
}
