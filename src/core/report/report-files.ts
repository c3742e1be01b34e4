import { toAnnotations } from './json/annotations.ts'
import { toBibtex, toCff } from './texts/citation.ts'
import { articlesCsv, claimsCsv, codebookCsv, contrastsCsv, hitsCsv, ratesCsv } from './tables/csv.ts'
import { toReportHtml } from './html/report-html.ts'
import { toReportMarkdown } from './markdown/report-markdown.ts'
import type { ReportData } from './report-data.ts'
import { toReportJson } from './json/report-json.ts'

/** All files of a report folder but the bundle, by name. The same data gives the same bytes. */
export function toReportFiles(data: ReportData): ReadonlyMap<string, string> {
  return new Map([
    ['report.html', toReportHtml(data)],
    ['report.md', toReportMarkdown(data)],
    ['report.json', toReportJson(data)],
    ['articles.csv', articlesCsv(data)],
    ['hits.csv', hitsCsv(data)],
    ['claims.csv', claimsCsv(data)],
    ['rates.csv', ratesCsv(data)],
    ['contrasts.csv', contrastsCsv(data)],
    ['codebook.csv', codebookCsv()],
    ['annotations.jsonld', toAnnotations(data)],
    ['CITATION.cff', toCff(data)],
    ['citation.bib', toBibtex(data)],
  ])
}
