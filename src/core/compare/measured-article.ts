import type { ArticleId, Hit, OutletId, RateVoice, Scoring } from '../../model.ts'

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
