import type { ReportData, ReportFrame } from '../../report-data.ts'
import { rateFinder } from '../../views/frames.ts'
import { shortNumber } from '../../wording.ts'
import { heatmap } from '../charts/heatmap.ts'
import { html, nothing, type Markup } from '../markup.ts'

/** Fewer articles are described and not judged. */
const fewestToJudge = 5

/** Where to look: hits per 1,000 words of the own voice, outlets by frames. Languages stand together and are not equated. */
export function heat(data: ReportData, frames: readonly ReportFrame[]): Markup {
  const rateOf = rateFinder(data)
  const languageOf = (outlet: string) => data.articles.find(({ article }) => article.outlet === outlet)?.article.language
  const rows = data.outlets
    .flatMap(({ outlet }) => {
      const rates = frames.map(({ id }) => rateOf(outlet.id, id, 'body', 'outlet'))
      return rates.some((rate) => rate !== undefined) ? [{ outlet, language: languageOf(outlet.id) ?? '?', rates }] : []
    })
    .toSorted((x, y) => Number(x.language > y.language) - Number(x.language < y.language))
  if (rows.length === 0 || frames.length === 0) return nothing
  const isMixed = new Set(rows.map(({ language }) => language)).size > 1
  const picture = heatmap(
    rows.map(({ outlet, language, rates }) => ({
      label: isMixed ? `${outlet.name}, ${language}` : outlet.name,
      cells: rates.map((rate) => {
        const value = rate?.perThousand?.value
        return { value, text: value === undefined ? '–' : shortNumber(value), few: (rate?.articles ?? 0) < fewestToJudge }
      }),
    })),
    {
      id: 'heat',
      title: 'Hits per 1,000 words in the own voice, outlets by frames',
      description: 'Darker cells are higher rates; hatched cells have fewer than five articles. The table below has the counts.',
      palette: 'plain',
      columns: frames.map(({ name }) => name),
    },
  )
  return html`<p class="key only-wide">
      Hits per 1,000 words of the own voice; darker is more; hatched: fewer than five articles, too few to compare.
    </p>
    ${picture}`
}
