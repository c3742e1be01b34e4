import { outletOf, type ReportData } from '../report-data.ts'
import { grouped } from '../../grouped.ts'
import { counted, percent } from '../wording.ts'

/** What a reader of the numbers must know of this very corpus: what could have been found at all, and one article that outweighs the rest. */
export function careTexts(data: ReportData): readonly (readonly [heading: string, text: string])[] {
  const long = longArticles(data)
  return [
    ['What could have been found', smallestDifference(data)],
    ...(long.length > 0 ? [['One long article', long.join(' ')] as const] : []),
  ]
}

/**
 * The smallest ratio that any tested contrast could have told from 1 with as much text as it had: half the width of its interval. Everything
 * smaller stays unseen in this report, however real.
 */
function smallestDifference({ comparison }: ReportData): string {
  const tested = comparison.contrasts.filter(({ p }) => p !== undefined)
  if (tested.length === 0)
    return 'No comparison had enough articles to call any difference, however large: this report shows sentences and counts.'
  const widths = tested.flatMap(({ ratio }) => (ratio && ratio.low > 0 && ratio.high < Infinity ? [Math.sqrt(ratio.high / ratio.low)] : []))
  const [smallest] = widths.toSorted((a, b) => a - b)
  const comparisons = tested.length === 1 ? 'the one tested comparison' : `each of the ${tested.length} tested comparisons`
  if (smallest === undefined)
    return `In ${comparisons} one side has no hit at all, so that no ratio has two limits; how far apart the sides could be without being told apart stands with each.`
  const largest = Math.max(...widths)
  const others = largest > smallest * 1.2 ? `; the comparison with the least text needed ${times(largest)} times` : ''
  return `The smallest difference that any of the ${counted(tested.length, 'tested comparison')} could have found is about ${times(smallest)} times${others}. Smaller ones stay unseen here, however real.`
}

function times(ratio: number): string {
  return ratio >= 10 ? grouped(Math.round(ratio)) : ratio.toPrecision(2)
}

/** An article that makes more than half of the words of an outlet with several; of two, one always does. */
function longArticles(data: ReportData): readonly string[] {
  const measured = data.articles.filter((entry) => entry.measured && !entry.member.doubtful)
  const byOutlet = Map.groupBy(measured, ({ article }) => article.outlet)
  return [...byOutlet].flatMap(([id, own]) => {
    const all = own.reduce((sum, { words = 0 }) => sum + words, 0)
    const [longest] = own.toSorted((a, b) => (b.words ?? 0) - (a.words ?? 0))
    if (!longest || own.length < 3 || 2 * (longest.words ?? 0) <= all) return []
    const share = percent((longest.words ?? 0) / all)
    return [
      `“${longest.article.title}” has ${grouped(longest.words ?? 0)} words, ${share} of all that ${outletOf(data, id).name} prints here: its rate is mostly that of this article. The share of articles counts each once.`,
    ]
  })
}
