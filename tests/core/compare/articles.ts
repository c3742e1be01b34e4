import type { ComparisonOptions } from '../../../src/core/compare/contrasts.ts'
import type { MeasuredArticle } from '../../../src/core/compare/measured-article.ts'
import { toId } from '../../../src/core/ids.ts'
import type { Hit, Voice, Zone } from '../../../src/model.ts'

export const options: ComparisonOptions = { level: 0.95, falseDiscoveryRate: 0.05, draws: 999, seed: 7 }

export interface ArticleOf {
  readonly outlet: string
  readonly id: string
  /** Hits of the frame `betrayal` in the body and the outlet's own voice. */
  readonly hits?: number
  readonly quotedHits?: number
  readonly headlineHits?: number
  /** Words in the outlet's own voice. */
  readonly words?: number
  readonly quotedWords?: number
  readonly language?: string
  readonly copyCluster?: string
  readonly measured?: boolean
}

/** An article as scoring leaves it, in 500 words of the outlet's own voice unless told. */
export function articleOf(of: ArticleOf): MeasuredArticle {
  const { outlet, id, hits = 0, quotedHits = 0, headlineHits = 0, words = 500, quotedWords = 0 } = of
  const tokens = { outlet: words, attributed: quotedWords, unclear: 0, all: words + quotedWords }
  return {
    id: toId(id),
    outlet: toId(outlet),
    language: of.language ?? 'en',
    copyCluster: of.copyCluster,
    scoring: {
      articleId: toId(id),
      lexicon: 'test',
      hits: [
        ...hitsOf(id, hits, { zone: 'body', voice: { kind: 'outlet' } }),
        ...hitsOf(id, quotedHits, { zone: 'body', voice: { kind: 'quoted', chain: [] } }),
        ...hitsOf(id, headlineHits, { zone: 'headline', voice: { kind: 'outlet' } }),
      ],
      tokens,
      measured: of.measured ?? true,
      voiceWarnings: [],
    },
  }
}

/** One article of the outlet for each number of hits. */
export function articlesOf(
  outlet: string,
  hits: readonly number[],
  more: Omit<ArticleOf, 'outlet' | 'id' | 'hits'> = {},
): readonly MeasuredArticle[] {
  return hits.map((count, index) => articleOf({ ...more, outlet, id: `${outlet}-${String(index).padStart(3, '0')}`, hits: count }))
}

function hitsOf(id: string, count: number, { zone, voice }: { readonly zone: Zone; readonly voice: Voice }): readonly Hit[] {
  return Array.from({ length: count }, (_, index) => ({
    articleId: toId<'Article'>(id),
    frame: 'betrayal',
    term: 'stab',
    concept: 'stab',
    text: 'stab',
    start: index,
    end: index + 4,
    sentence: 'A stab in the back.',
    zone,
    voice,
    voiceConfidence: 1,
    mode: 'asserted' as const,
    scareQuoted: false,
    sentiment: { afinn: undefined, valence: undefined },
  }))
}
