import type { SeriesShift } from '../../series/compare-series.ts'
import type { SeriesOutlet, TimelinePoint } from '../../series/series.ts'
import type { ShiftedTerm } from '../../compare/term-shift.ts'
import type { TypicalWord } from '../../series/typical-words.ts'
import type { RunId } from '../../../model.ts'
import { checkOf } from '../views/checked.ts'
import { table } from '../tables/csv.ts'
import { contrastColumnsOf } from '../tables/contrast-columns.ts'
import {
  articleColumns,
  codebookColumns,
  estimate,
  hitColumns,
  number,
  rateColumns,
  text,
  type CodebookRow,
  type Column,
} from '../tables/csv-columns.ts'
import type { DescribedSeriesContrast, SeriesData, SeriesReportArticle, SeriesReportStory } from './series-data.ts'

/** The tidy tables of a series and the codebook that explains their columns, by file name. */
export function seriesTables(data: SeriesData): ReadonlyMap<string, string> {
  const articles = new Map(data.articles.map((entry) => [entry.article.id, entry]))
  const hits = data.hits.map((hit) => {
    const entry = articles.get(hit.articleId)
    return { hit, article: entry?.article, story: entry?.story, checked: checkOf(data, hit) }
  })
  const { comparison } = data
  const shifted = comparison.shifts.flatMap((shift) => shift.terms.map((term) => ({ shift, term })))
  const typical = comparison.typicalWords.flatMap(({ outlet, language, words }) =>
    words.map((word, index) => ({ outlet, language, word, rank: index + 1 })),
  )
  return new Map([
    ['stories.csv', table(storyColumns, data.stories)],
    ['coverage.csv', table(coverageColumns, data.outlets.flatMap(coverageRows))],
    ['articles.csv', table(seriesArticleColumns, data.articles)],
    ['hits.csv', table(seriesHitColumns, hits)],
    ['rates.csv', table(rateColumns, comparison.rates)],
    ['groups.csv', table(groupRateColumns, comparison.groupRates)],
    ['contrasts.csv', table(contrastColumns, comparison.contrasts)],
    ['timeline.csv', table(timelineColumns, comparison.timeline)],
    ['terms.csv', table(termColumns, shifted)],
    ['words.csv', table(wordColumns, typical)],
    ['codebook.csv', codebook()],
  ])
}

function codebook(): string {
  const tables: readonly (readonly [string, readonly Column<never>[]])[] = [
    ['stories.csv', storyColumns],
    ['coverage.csv', coverageColumns],
    ['articles.csv', seriesArticleColumns],
    ['hits.csv', seriesHitColumns],
    ['rates.csv', rateColumns],
    ['groups.csv', groupRateColumns],
    ['contrasts.csv', contrastColumns],
    ['timeline.csv', timelineColumns],
    ['terms.csv', termColumns],
    ['words.csv', wordColumns],
  ]
  const rows = tables.flatMap(([file, columns]) => columns.map(({ name, type, meaning }): CodebookRow => ({ file, name, type, meaning })))
  return table(codebookColumns, rows)
}

const storyColumns: readonly Column<SeriesReportStory>[] = [
  text('story', 'Id of the story: its newest comparison', ({ id }) => id),
  text('day', 'Day the anchor was published, else that of the comparison', ({ day }) => day),
  text('title', "The anchor's headline", ({ title }) => title),
  text('language', 'Language of the anchor', ({ language }) => language),
  text('url', 'Address of the anchor', ({ url }) => url),
  text('runs', 'Every comparison of the story, the oldest first, separated by semicolons', ({ runs }) => runs.join('; ')),
  number('articles', 'Articles of the story in the series', ({ articles }) => articles),
  number('outlets', 'Outlets with an article', ({ outlets }) => outlets),
]

interface CoverageRow {
  readonly outlet: string
  readonly story: RunId
  readonly coverage: 'covered' | 'silent' | 'unseen' | 'not-asked'
}

function coverageRows({ outlet, covered, silent, unseen, notAsked }: SeriesOutlet): readonly CoverageRow[] {
  const rows = (stories: readonly RunId[], coverage: CoverageRow['coverage']) =>
    stories.map((story) => ({ outlet: outlet.id, story, coverage }))
  return [...rows(covered, 'covered'), ...rows(silent, 'silent'), ...rows(unseen, 'unseen'), ...rows(notAsked, 'not-asked')]
}

const coverageColumns: readonly Column<CoverageRow>[] = [
  text('outlet', 'Id of the outlet', ({ outlet }) => outlet),
  text('story', 'Id of the story', ({ story }) => story),
  text(
    'coverage',
    'covered; silent: its sources were read and held nothing; unseen: it could not be read; not-asked',
    ({ coverage }) => coverage,
  ),
]

const seriesArticleColumns: readonly Column<SeriesReportArticle>[] = [
  text('story', 'Id of the story', ({ story }) => story),
  ...articleColumns,
]

const seriesHitColumns: readonly Column<Parameters<(typeof hitColumns)[number]['value']>[0] & { readonly story: RunId | undefined }>[] = [
  text('story', 'Id of the story', ({ story }) => story),
  ...hitColumns,
]

const groupRateColumns = rateColumns.map((column) =>
  column.name === 'outlet' ? { ...column, name: 'group', meaning: 'Value of the key that outlets are grouped by' } : column,
)

const contrastColumns: readonly Column<DescribedSeriesContrast>[] = contrastColumnsOf<DescribedSeriesContrast>({
  meaning: { ratio: 'Rate of a divided by rate of b inside stories', p: 'Articles permuted inside stories, two-sided' },
  first: [text('by', 'outlet or group', ({ by }) => by)],
  sides: [
    text('a', 'Id of the outlet, or value of the group', ({ a }) => a),
    text('b', 'The other one, or "others": all others pooled', ({ b }) => b),
    number('stories', 'Stories with articles of both sides in one language', ({ stories }) => stories),
    number('articles_a', 'Articles of a on these stories, without text that both print', ({ articles }) => articles?.a),
    number('articles_b', 'Articles of b on these stories', ({ articles }) => articles?.b),
  ],
  last: [text('sentence', 'The contrast in words', ({ sentence }) => sentence)],
})

const timelineColumns: readonly Column<TimelinePoint>[] = [
  text('frame', 'Frame', ({ frame }) => frame),
  text('outlet', 'Id of the outlet', ({ outlet }) => outlet),
  text('story', 'Id of the story', ({ story }) => story),
  number('hits', "Hits in the outlet's own voice", ({ hits }) => hits),
  number('tokens', 'Words in its own voice', ({ tokens }) => tokens),
  number('articles', 'Articles with words in its own voice', ({ articles }) => articles),
  ...estimate<TimelinePoint>('per_thousand', 'Hits per 1,000 words', ({ perThousand }) => perThousand),
]

interface TermRow {
  readonly shift: SeriesShift
  readonly term: ShiftedTerm
}

const termColumns: readonly Column<TermRow>[] = [
  text('by', 'outlet or group', ({ shift }) => shift.by),
  text('frame', 'Frame', ({ shift }) => shift.frame),
  text('a', 'Outlet or group; the other side is all others', ({ shift }) => shift.outlet),
  text('term', 'Term of the lexicon', ({ term }) => term.term),
  number('hits_a', 'Hits of a on stories that both sides tell, own voice', ({ term }) => term.hitsA),
  number('hits_others', 'Hits of the others', ({ term }) => term.hitsB),
  number('per_thousand_a', 'Hits per 1,000 words of a, stories weighted by how much both sides wrote', ({ term }) => term.a),
  number('per_thousand_others', 'The same of the others; the differences of all terms add up to that of the frame', ({ term }) => term.b),
]

interface WordRow {
  readonly outlet: string
  readonly language: string
  readonly rank: number
  readonly word: TypicalWord
}

const wordColumns: readonly Column<WordRow>[] = [
  text('outlet', 'Id of the outlet', ({ outlet }) => outlet),
  text('language', 'Its language', ({ language }) => language),
  number('rank', 'Place by log-odds with an informative Dirichlet prior; a ranking, no test', ({ rank }) => rank),
  text('word', 'Word outside quotation marks, in small letters', ({ word }) => word.word),
  number('count', 'How often the outlet writes it on stories that others tell too', ({ word }) => word.count),
  number('articles', 'In how many of its articles', ({ word }) => word.articles),
  number('stories', 'On how many stories', ({ word }) => word.stories),
  number('count_others', 'How often the other outlets of its language write it on the same stories', ({ word }) => word.countOthers),
]
