import { allSteps, type Steps } from '../steps.ts'
import { toAnnotations } from './json/annotations.ts'
import { toBibtex, toCff } from './texts/citation.ts'
import { articlesCsv, claimsCsv, codebookCsv, contrastsCsv, hitsCsv, outletsCsv, ratesCsv } from './tables/csv.ts'
import { toReportHtmlInSteps } from './html/report-html.ts'
import { toReportMarkdown } from './markdown/report-markdown.ts'
import type { ReportData } from './report-data.ts'
import { toPicture } from './picture/picture.ts'
import { toReportJson } from './json/report-json.ts'

/** All files of a report folder but the bundle, by name. The same data gives the same bytes. */
export function toReportFiles(data: ReportData): ReadonlyMap<string, string> {
  return allSteps(toReportFilesInSteps(data))
}

/** `toReportFiles`, in steps. */
export function* toReportFilesInSteps(data: ReportData): Steps<ReadonlyMap<string, string>> {
  const files = new Map([['report.html', yield* toReportHtmlInSteps(data)]])
  for (const [name, write] of writers) {
    yield
    files.set(name, write(data))
  }
  return files
}

/** Of all files but the page. */
const writers: readonly (readonly [string, (data: ReportData) => string])[] = [
  ['picture.svg', toPicture],
  ['report.md', toReportMarkdown],
  ['report.json', toReportJson],
  ['outlets.csv', outletsCsv],
  ['articles.csv', articlesCsv],
  ['hits.csv', hitsCsv],
  ['claims.csv', claimsCsv],
  ['rates.csv', ratesCsv],
  ['contrasts.csv', contrastsCsv],
  ['codebook.csv', codebookCsv],
  ['annotations.jsonld', toAnnotations],
  ['CITATION.cff', toCff],
  ['citation.bib', toBibtex],
]
