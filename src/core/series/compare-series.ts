import type { ArticleId, CheckedHits, OutletId, Rate, RunId, SentimentSummary } from '../../model.ts'
import { countedArticles, ratesByOutlet } from '../compare/compare.ts'
import { toId } from '../ids.ts'
import type { ComparisonOptions } from '../compare/contrasts.ts'
import { summariseSentiments } from '../compare/sentiments.ts'
import { termShift, type TermShift } from '../compare/term-shift.ts'
import { allSteps, type Steps } from '../steps.ts'
import type { Party, SeriesArticle, SeriesContrast, TimelinePoint } from './series.ts'
import { drawPairingsInSteps, seriesContrastsInSteps, type DrawnPairing, type SeriesPairing } from './series-contrasts.ts'
import { timelineInSteps } from './timeline.ts'
import { typicalWordsInSteps, type TypicalWords, type WordCounts } from './typical-words.ts'

export interface SeriesInput {
  readonly articles: readonly SeriesArticle[]
  /** In the order of their days. */
  readonly stories: readonly RunId[]
  readonly frames: readonly string[]
  /** Every pair of outlets too. */
  readonly pairs: boolean
  /** Groups of outlets that are compared like outlets; empty without a key. */
  readonly groups: readonly Party[]
  /** What people said of hits; empty where nobody looked. */
  readonly checked?: CheckedHits
  readonly wordCountsOf: (id: ArticleId) => WordCounts
}

/** Which terms a contrast comes from. */
export interface SeriesShift extends TermShift {
  readonly by: SeriesContrast['by']
  readonly frame: string
  readonly outlet: string
}

export interface SeriesComparison {
  readonly rates: readonly Rate[]
  /** `outlet` holds the value of the group. */
  readonly groupRates: readonly Rate[]
  readonly sentiments: readonly SentimentSummary[]
  readonly contrasts: readonly SeriesContrast[]
  readonly checked: CheckedHits
  readonly shifts: readonly SeriesShift[]
  readonly timeline: readonly TimelinePoint[]
  readonly typicalWords: readonly TypicalWords[]
}

/** Compares outlets, and groups of them, over the stories of a series. The order of the articles changes nothing. */
export function compareSeries(input: SeriesInput, options: ComparisonOptions): SeriesComparison {
  return allSteps(compareSeriesInSteps(input, options))
}

/** `compareSeries`, in steps. */
export function* compareSeriesInSteps(input: SeriesInput, options: ComparisonOptions): Steps<SeriesComparison> {
  const frames = input.frames.toSorted()
  const { level } = options
  const { checked = {} } = input
  const articles = countedArticles(input.articles)
  const outlets = [...new Set(articles.map(({ outlet }) => outlet))]
  const drawn = yield* drawPairingsInSteps(articles, pairingsOf(outlets, input))
  const rates = yield* ratesInSteps(articles, { frames, level })
  const groupRates = yield* ratesInSteps(asGroups(articles, input.groups), { frames, level })
  const sentiments = summariseSentiments(articles, { frames, level })
  yield
  const contrasts = yield* seriesContrastsInSteps(drawn, frames, { ...options, checked })
  const shifts = yield* shiftsInSteps(drawn, frames)
  const timeline = yield* timelineInSteps(articles, { frames, stories: input.stories, level })
  const words = yield* typicalWordsInSteps(articles, input.wordCountsOf)
  return { rates, groupRates, sentiments, contrasts, checked, shifts, timeline, typicalWords: words }
}

/** Outlet after outlet, each with all its articles. */
function* ratesInSteps(
  articles: readonly SeriesArticle[],
  options: { readonly frames: readonly string[]; readonly level: number },
): Steps<readonly Rate[]> {
  const rates: Rate[] = []
  for (const own of Map.groupBy(articles, ({ outlet }) => outlet).values()) {
    rates.push(...ratesByOutlet(own, options))
    yield
  }
  return rates
}

function pairingsOf(outlets: readonly OutletId[], { pairs, groups }: SeriesInput): readonly SeriesPairing[] {
  const parties = outlets.map((outlet): Party => ({ id: outlet, outlets: new Set([outlet]) }))
  const twoByTwo = parties.flatMap((a, index) => parties.slice(index + 1).map((b) => ({ by: 'outlet' as const, a, b })))
  return [...againstOthers('outlet', parties), ...(pairs ? twoByTwo : []), ...againstOthers('group', groups)]
}

function againstOthers(by: SeriesPairing['by'], parties: readonly Party[]): readonly SeriesPairing[] {
  if (parties.length < 2) return []
  return parties.map((a) => {
    const others = parties.filter((party) => party !== a).flatMap((party) => [...party.outlets])
    return { by, a, b: { id: 'others', outlets: new Set(others) } }
  })
}

/** The articles under the name of their group, once for each text of the group. */
function asGroups(articles: readonly SeriesArticle[], groups: readonly Party[]): readonly SeriesArticle[] {
  const grouped = groups.flatMap(({ id, outlets }) =>
    articles.filter(({ outlet }) => outlets.has(outlet)).map((article) => ({ ...article, outlet: toId<'Outlet'>(id) })),
  )
  return countedArticles(grouped)
}

function* shiftsInSteps(drawn: readonly DrawnPairing[], frames: readonly string[]): Steps<readonly SeriesShift[]> {
  const shifts: SeriesShift[] = []
  for (const frame of frames) {
    for (const { by, a, b, sides } of drawn) {
      if (b.id !== 'others' || sides.kind !== 'strata') continue
      const shift = termShift(sides.strata, { frame, voice: 'outlet' })
      if (shift) shifts.push({ by, frame, outlet: a.id, ...shift })
      yield
    }
  }
  return shifts
}
