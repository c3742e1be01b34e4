import { expect, test } from 'vitest'
import { comparableReportSchema, diffReports, type ComparableReport } from '../../../src/core/report/diff-reports.ts'
import { reportJsonOf } from '../../../src/core/report/json/report-json.ts'
import { sampleReport } from '../../fixtures/report/sample.ts'

const sample = comparableReportSchema.parse(reportJsonOf(sampleReport()))

test('a report has not moved from itself, nor from the same report of another run', () => {
  const data = sampleReport()
  const later = reportJsonOf({ ...data, run: { ...data.run, createdAt: '2030-01-01T00:00:00.000Z', note: 'again' } })
  expect(diffReports(sample, comparableReportSchema.parse(later))).toMatchObject({ same: true, finding: null, verdicts: [] })
})

test('hits that came and went, a voice that changed, and the lexicon behind it are told apart', () => {
  const [first, second, ...rest] = sample.hits
  if (!first || !second) throw new Error('The sample has hits')
  const spoken = second.voice.kind === 'outlet' ? 'quoted' : 'outlet'
  const after: ComparableReport = {
    ...sample,
    hits: [{ ...first, start: first.start + 1 }, { ...second, voice: { kind: spoken } }, ...rest],
    lexicon: { ...sample.lexicon, version: 99, hash: 'f00' },
  }
  const diff = diffReports(sample, after)
  expect(diff.same).toBe(false)
  expect(diff.hits.gained).toEqual([after.hits[0]])
  expect(diff.hits.lost).toEqual([first])
  expect(diff.hits.voiceChanged).toEqual([expect.objectContaining({ before: second.voice.kind, after: spoken })])
  expect(diff.causes).toEqual([{ what: 'lexicon', before: expect.any(String), after: `${sample.lexicon.id} version 99 (f00)` }])
})

test('a sweep that only one report was made with is named', () => {
  const [without, swept] = [null, { choices: [], idle: [], contrasts: [] }].map((sweep) => ({ ...sample, sweep }))
  if (!without || !swept) throw new Error('There are two')
  const diff = diffReports(without, swept)
  expect(diff.same).toBe(false)
  expect(diff.causes).toEqual([{ what: 'method sweep', before: 'no', after: 'yes' }])
  expect(diffReports({ ...sample, sweep: undefined }, without).same).toBe(true)
})

test('an article whose text was changed at its address is edited, not one gone and one come', () => {
  const [first, ...rest] = sample.articles
  if (!first) throw new Error('The sample has articles')
  const diff = diffReports(sample, { ...sample, articles: [{ ...first, id: 'a-new' }, ...rest] })
  expect(diff.articles).toEqual({ added: [], removed: [], edited: [{ ...first, id: 'a-new' }] })
})

test('verdicts and rates name what they are of, with what is only in one report as null', () => {
  const [verdict, ...verdicts] = sample.contrasts
  const body = sample.rates.findIndex(({ zone, voice }) => zone === 'body' && voice === 'outlet')
  const rates = sample.rates.map((rate, index) => (index === body ? { ...rate, hits: rate.hits + 1 } : rate))
  const diff = diffReports(sample, { ...sample, contrasts: verdicts, rates })
  expect(diff.verdicts).toEqual([{ what: expect.stringContaining(' against '), before: verdict?.verdict, after: null }])
  expect(diff.rates).toHaveLength(1)
})
