import type { MeasuredArticle } from '../compare/measured-article.ts'
import type { ArticleId, Contrast, Estimate, Outlet, OutletCoverage, OutletId, RunId, Story, StoryMember } from '../../model.ts'

/** A finished comparison as the store keeps it. */
export interface StoredStory {
  readonly run: RunId
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly story: Story
}

/** One story of a series: one finished comparison, or several of the same event taken together. */
export interface SeriesStory {
  /** The newest of its runs. */
  readonly id: RunId
  readonly runs: readonly RunId[]
  readonly createdAt: string
  readonly anchor: ArticleId
  readonly members: readonly StoryMember[]
  readonly outlets: readonly OutletCoverage[]
}

/** An article of a series; it belongs to one story. */
export interface SeriesArticle extends MeasuredArticle {
  readonly story: RunId
}

/** An outlet, or a group of outlets, that is held against others. */
export interface Party {
  /** Id of the outlet, or the value of the group's key. */
  readonly id: string
  readonly outlets: ReadonlySet<OutletId>
}

/** A comparison inside stories. Verdicts by the same table as in a story report. */
export interface SeriesContrast extends Omit<Contrast, 'a' | 'b'> {
  readonly by: 'outlet' | 'group'
  readonly a: string
  readonly b: string
  /** Stories with articles of both sides, in one language. */
  readonly stories: number
}

/** What an outlet wrote on one story, in its own voice. */
export interface TimelinePoint {
  readonly frame: string
  readonly outlet: OutletId
  readonly story: RunId
  readonly hits: number
  readonly tokens: number
  readonly articles: number
  readonly perThousand: Estimate | undefined
}

/** An outlet and what became of each story at it. */
export interface SeriesOutlet {
  readonly outlet: Outlet
  readonly covered: readonly RunId[]
  /** Its sources were read and held nothing on the story. */
  readonly silent: readonly RunId[]
  /** Its sources, or its page on the story, could not be read. */
  readonly unseen: readonly RunId[]
  /** Nobody asked it. */
  readonly notAsked: readonly RunId[]
}

export interface SeriesGroups {
  /** Key of `groups` in outlets.yaml. */
  readonly key: string
  readonly groups: readonly { readonly value: string; readonly outlets: readonly OutletId[] }[]
  /** Outlets without that key: they are in no group comparison. */
  readonly without: readonly OutletId[]
}
