import { toSeriesHtml } from '../html/series/series-html.ts'
import { seriesTables } from './series-csv.ts'
import type { SeriesData } from './series-data.ts'
import { toSeriesMarkdown } from './series-markdown.ts'
import { toSeriesJson } from './series-json.ts'

/** All files of a series report, by name. The same data gives the same bytes. */
export function toSeriesFiles(data: SeriesData): ReadonlyMap<string, string> {
  return new Map([
    ['report.html', toSeriesHtml(data)],
    ['report.md', toSeriesMarkdown(data)],
    ['report.json', toSeriesJson(data)],
    ...seriesTables(data),
  ])
}
