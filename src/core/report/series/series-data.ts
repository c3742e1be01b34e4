import type { Hit, RunId } from '../../../model.ts'
import type { SeriesComparison } from '../../series/compare-series.ts'
import type { SeriesContrast, SeriesGroups, SeriesOutlet } from '../../series/series.ts'
import type { Translation } from '../translations.ts'
import type { ReportArticle, ReportLexicon, ReportMethod, ReportRun } from '../report-data.ts'

/** Everything a series report says. All its forms are made of this alone, by pure functions: the same data gives the same bytes. */
export interface SeriesData {
  /** By day, then by id. */
  readonly stories: readonly SeriesReportStory[]
  readonly outlets: readonly SeriesOutlet[]
  readonly groups: SeriesGroups | undefined
  readonly articles: readonly SeriesReportArticle[]
  readonly hits: readonly Hit[]
  readonly lexicon: ReportLexicon
  readonly translations: readonly Translation[]
  readonly comparison: Omit<SeriesComparison, 'contrasts'> & { readonly contrasts: readonly DescribedSeriesContrast[] }
  readonly finding: string
  readonly method: Omit<ReportMethod, 'windowDays' | 'perOutlet'>
  readonly run: SeriesReportRun
}

export interface SeriesReportStory {
  readonly id: RunId
  /** Every comparison of this story, the oldest first. */
  readonly runs: readonly RunId[]
  /** The day the anchor was published, else that of the comparison: `2026-03-12`. */
  readonly day: string
  /** The anchor's headline. */
  readonly title: string
  readonly language: string | undefined
  readonly url: string
  readonly articles: number
  readonly outlets: number
}

export interface SeriesReportArticle extends ReportArticle {
  readonly story: RunId
}

export interface DescribedSeriesContrast extends SeriesContrast {
  readonly sentence: string
}

export interface SeriesReportRun extends Pick<ReportRun, 'versions' | 'hashes' | 'settings'> {
  /** Made of the stories, the lexicon and the settings: the same for the same series. */
  readonly id: string
  /** When the newest comparison of the series was made; a series holds no clock of its own. */
  readonly asOf: string
  readonly since: string | undefined
  readonly until: string | undefined
  /** Comparisons in the store that are not part of the series, and why. */
  readonly leftOut: readonly { readonly run: RunId; readonly reason: string }[]
}
