import { expect, test } from 'vitest'
import { toReportHtml } from '../../../src/core/report/html/report-html.ts'
import { toReportMarkdown } from '../../../src/core/report/markdown/report-markdown.ts'
import { codebookCsv } from '../../../src/core/report/tables/csv.ts'
import { sampleReport } from '../../fixtures/report/sample.ts'

const forms = [toReportHtml(sampleReport()), toReportMarkdown(sampleReport())]

test('the report and the codebook say the same of the interval of a single article', () => {
  for (const form of forms) expect(form).toContain('rates.csv an interval over its words (exact Poisson, as where there is no hit)')
  expect(codebookCsv()).toMatch(/rates\.csv,per_thousand_method,.*exact-poisson: over words, for a single article or no hit/u)
})

test('the rule by which models part is said beside how often they do', () => {
  for (const form of forms) expect(form.replaceAll('\\', '')).toContain('above +0.10 positive, under −0.10 negative, else neutral')
})
