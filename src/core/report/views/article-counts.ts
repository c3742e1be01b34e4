import { sumOf } from '../../stats/article-count.ts'
import type { ReportData } from '../report-data.ts'

export interface ArticleCounts {
  /** Entries that sources list and nobody looked at. */
  readonly unread: number
  readonly lookedAt: number
  readonly chosen: number
  readonly read: number
  readonly articles: number
  readonly inStory: number
  /** Of `inStory`: may be other news, in no comparison. */
  readonly doubtful: number
  /** Of `inStory`, without the doubtful: carry the text of another. */
  readonly copies: number
  readonly measured: number
}

/** How many came through each step, from what was looked at to what was compared: the picture and the methods paragraph give the same numbers. */
export function articleCounts({ run: { counts }, articles, excluded }: ReportData): ArticleCounts {
  const certain = articles.filter(({ member }) => !member.doubtful)
  return {
    unread: sumOf(excluded, ({ entries = 0 }) => entries),
    lookedAt: counts.found + excluded.filter(({ stage, entries }) => stage === 'discover' && entries === undefined).length,
    chosen: counts.found,
    read: counts.fetched,
    articles: counts.extracted,
    inStory: counts.grouped,
    doubtful: articles.length - certain.length,
    copies: certain.filter(({ member }) => member.copyOf !== undefined).length,
    measured: certain.filter((entry) => entry.measured).length,
  }
}
