import type { OutletId, RunId } from '../../../model.ts'
import type { SeriesShift } from '../../series/compare-series.ts'
import { shortHash } from '../../short-hash.ts'
import type { ReportFrame } from '../report-data.ts'
import { deniedText } from '../texts/methods-text.ts'
import { checkTexts } from '../texts/check-texts.ts'
import { counted, dayOf, languageName, listed, percent, versionOf } from '../wording.ts'
import type { DescribedSeriesContrast, SeriesData } from './series-data.ts'

/** What the HTML and Markdown forms of a series share. */

/** Frames with clear differences first, then by hits; those nobody uses last. */
export function seriesFrames({ lexicon, comparison, hits }: SeriesData): readonly ReportFrame[] {
  const clear = new Set(comparison.contrasts.filter(isClear).map(({ frame }) => frame))
  const weight = ({ id }: ReportFrame) => (clear.has(id) ? hits.length : 0) + hits.filter(({ frame }) => frame === id).length
  return lexicon.frames.toSorted((a, b) => weight(b) - weight(a))
}

export function isClear({ verdict }: Pick<DescribedSeriesContrast, 'verdict'>): boolean {
  return verdict === 'higher' || verdict === 'lower'
}

/** What parties are called: outlets by name, groups by key and value. */
export function partyName({ outlets, groups }: Pick<SeriesData, 'outlets' | 'groups'>, by: 'outlet' | 'group', id: string): string {
  if (by === 'group') return `${groups?.key ?? 'group'} “${id}”`
  return outlets.find(({ outlet }) => outlet.id === id)?.outlet.name ?? id
}

/** "12 stories, 2 March 2026 to 18 May 2026". */
export function seriesTitle({ stories }: SeriesData): string {
  const [first, last] = [stories.at(0)?.day ?? '', stories.at(-1)?.day ?? '']
  return `${counted(stories.length, 'story', 'stories')}, ${dayOf(first)} to ${dayOf(last)}`
}

/** "155 articles, 9 outlets, 4 languages and 12 texts that several outlets print". */
export function seriesCounts({ articles, outlets, lexicon }: SeriesData): string {
  const told = outlets.filter(({ covered }) => covered.length > 0).length
  const languages = new Set(articles.flatMap(({ article }) => article.language ?? [])).size
  const shared = new Set(articles.flatMap(({ member }) => member.copyOf ?? [])).size
  const parts = [counted(articles.length, 'article'), counted(told, 'outlet'), counted(languages, 'language')]
  if (shared > 0) parts.push(`${counted(shared, 'text')} that several outlets print`)
  return `${listed(parts)}; lexicon ${lexicon.id}, ${versionOf(lexicon)}`
}

/** The shifts worth a picture: of called differences, higher ones first; without any, of the outlet that says it most. */
export function shownShifts({ comparison }: SeriesData, frame: string, most: number): readonly SeriesShift[] {
  const own = comparison.shifts.filter((shift) => shift.frame === frame && shift.by === 'outlet')
  const called = new Map(
    comparison.contrasts
      .filter((contrast) => contrast.frame === frame && contrast.by === 'outlet' && contrast.b === 'others' && isClear(contrast))
      .map(({ a, verdict }) => [a, verdict]),
  )
  const clear = own.filter(({ outlet }) => called.has(outlet))
  const rank = ({ outlet, a }: SeriesShift) => (called.get(outlet) === 'higher' ? 1e6 : 0) + a
  return (clear.length > 0 ? clear : own).toSorted((x, y) => rank(y) - rank(x)).slice(0, clear.length > 0 ? most : 1)
}

export interface SilenceRow {
  readonly outlet: SeriesData['outlets'][number]
  /** Stories that its sources could have held. */
  readonly read: number
}

/** Outlets by how many of the stories they did not cover although their sources were read. */
export function silences({ outlets }: SeriesData): readonly SilenceRow[] {
  return outlets
    .map((outlet) => ({ outlet, read: outlet.covered.length + outlet.silent.length }))
    .toSorted((x, y) => y.outlet.silent.length - x.outlet.silent.length || (x.outlet.outlet.id < y.outlet.outlet.id ? -1 : 1))
}

/** The language in which most articles of an outlet are written. */
export function languageOf({ articles }: SeriesData, outlet: OutletId): string | undefined {
  return articles.find(({ article }) => article.outlet === outlet)?.article.language
}

export function storyTitle({ stories }: SeriesData, id: RunId): string {
  return stories.find((story) => story.id === id)?.title ?? id
}

/** How a series is made, one plain paragraph an idea, with its own numbers. */
export function seriesMethod(data: SeriesData): readonly (readonly [heading: string, text: string])[] {
  const { method, lexicon, stories } = data
  const again = stories.filter(({ runs }) => runs.length > 1).length
  const languages = [...new Set(data.articles.flatMap(({ article }) => article.language ?? []))].map(languageName)
  return [
    [
      'What is a story here',
      `Every finished comparison in the store whose anchor was published in the window. Comparisons of the same event are one story (${again} of ${stories.length} were compared more than once): their articles are taken together, each once, and the newest comparison has the last word. What may be other news takes no part.`,
    ],
    [
      'What was counted',
      `Terms of the lexicon ${lexicon.id}, ${versionOf(lexicon)}, in the language of each article (${listed(languages)}). All articles were scored with this lexicon, whatever lexicon their story report used. ${deniedText}`,
    ],
    [
      'Why inside stories',
      'Outlets that cover other news use other words. An article is only held against articles on the same story, in the same language; the stories are then put together by the ratio of Mantel and Haenszel. A story that only one side told says nothing about a difference.',
    ],
    [
      'Uncertainty',
      `Framing words cluster inside articles, so the article is the unit: the interval (${percent(method.level)}) is that of Greenland and Robins, widened by how much articles vary inside stories; p comes from exchanging articles between the sides inside each story (seed ${method.seed}, at most ${method.draws} random draws); all comparisons of this report, outlets and groups, are corrected together (Benjamini-Hochberg, ${percent(method.falseDiscoveryRate)}).`,
    ],
    [
      'What is withheld',
      'No verdict under five articles a side, across languages, or where more than half of the text of a side is copied. “No clear difference” does not mean “the same”.',
    ],
    ...checkTexts(data.comparison.contrasts, (id) => lexicon.frames.find((frame) => frame.id === id)?.name ?? id),
    ['Copies', 'An outlet keeps one copy of a text in a story. A text that both sides print leaves both: it cannot tell them apart.'],
    [
      'Silence',
      'An outlet is silent on a story when its sources were read and held nothing on it, and unseen when they could not be read. Where nobody asked it, nothing is said.',
    ],
  ]
}

/** How to name the series in a text. */
export function seriesCitation(data: SeriesData): string {
  const { run, lexicon } = data
  return `Frameshift ${run.versions.frameshift} (${run.asOf.slice(0, 4)}). Framing series of ${seriesTitle(data)}, ${run.id}, as of ${run.asOf}, lexicon ${lexicon.id} v${lexicon.version} (${shortHash(lexicon.hash)}).`
}
