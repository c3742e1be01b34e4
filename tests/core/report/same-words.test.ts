import { expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { toReportHtml } from '../../../src/core/report/html/report-html.ts'
import { reportJsonOf } from '../../../src/core/report/json/report-json.ts'
import { toReportMarkdown } from '../../../src/core/report/markdown/report-markdown.ts'
import { reportCard } from '../../../src/core/report/report-card.ts'
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

test('two lexicons of one version are told apart wherever a report names the version', () => {
  const data = sampleReport()
  const other = { ...data, lexicon: { ...data.lexicon, hash: toId<'Sha256'>('0123456789abcdef'.repeat(4)) } }
  const tag = (of: typeof data) => `version ${of.lexicon.version} (${of.lexicon.hash.slice(0, 12)})`
  for (const render of [toReportHtml, toReportMarkdown]) {
    const [one, two] = [render(data), render(other)].map((form) => form.replaceAll('\\', ''))
    expect(one).toContain(tag(data))
    expect(two).toContain(tag(other))
    expect(two).not.toMatch(new RegExp(`${data.lexicon.id},? (?:version|v) ?${data.lexicon.version}(?! \\()`, 'u'))
  }
  expect(reportCard(reportJsonOf(other)).lexicon).toEqual({ id: data.lexicon.id, version: data.lexicon.version, hash: other.lexicon.hash })
})
