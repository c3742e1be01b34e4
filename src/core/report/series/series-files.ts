import { allSteps, type Steps } from '../../steps.ts'
import { toSeriesHtml } from '../html/series/series-html.ts'
import { seriesTables } from './series-csv.ts'
import type { SeriesData } from './series-data.ts'
import { toSeriesMarkdown } from './series-markdown.ts'
import { toSeriesJson } from './series-json.ts'

/** All files of a series report, by name. The same data gives the same bytes. */
export function toSeriesFiles(data: SeriesData): ReadonlyMap<string, string> {
  return allSteps(toSeriesFilesInSteps(data))
}

/** `toSeriesFiles`, in steps. */
export function* toSeriesFilesInSteps(data: SeriesData): Steps<ReadonlyMap<string, string>> {
  const page = toSeriesHtml(data)
  yield
  const text = toSeriesMarkdown(data)
  yield
  const json = toSeriesJson(data)
  yield
  return new Map([['report.html', page], ['report.md', text], ['report.json', json], ...seriesTables(data)])
}
