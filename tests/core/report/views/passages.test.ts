import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReportData } from '../../../../src/core/report/report-data.ts'
import { passagesOf } from '../../../../src/core/report/views/passages.ts'
import type { Hit } from '../../../../src/model.ts'
import { sampleReport } from '../../../fixtures/report/sample.ts'

const data = sampleReport()
const passages = passagesOf(data)

test('every hit stands in a passage, its copy with the original and not again', () => {
  const shown = new Set(passages.flatMap(({ hits }) => hits))
  const missing = data.hits.filter((hit) => !shown.has(hit))
  expect(missing.map(({ articleId, text }) => [articleId, text])).toEqual([
    ['ledger-5', 'consequences for regional security'],
    ['valley-1', 'consequences for regional security'],
  ])
  const original = passages.find(({ article }) => article.article.id === 'wire-1')
  expect(original?.alsoIn.map(({ article }) => article.id)).toEqual(['ledger-5', 'valley-1'])
})

test('two hits of one sentence in one voice are one passage, and its segments are the sentence', () => {
  const [both] = passages.filter(({ article, frame }) => article.article.id === 'meridian-1' && frame === 'economy')
  expect(both?.hits).toHaveLength(2)
  expect(both?.segments.map(({ text }) => text).join('')).toBe(both?.hits[0]?.sentence)
})

test('two hits of one sentence in different modes are two passages', () => {
  const hits = data.hits.map((hit): Hit => (hit.text === 'transit fees' ? { ...hit, mode: 'negated' } : hit))
  expect(passagesOf({ ...data, hits }).length).toBe(passages.length + 1)
})

test('a long sentence is cut round its hit, which always stays whole', () => {
  fc.assert(
    fc.property(fc.nat(4000), fc.nat(4000), fc.constantFrom('word ', '字', '👍'), (before, after, filler) => {
      const [passage] = passagesOf(oneSentence(filler.repeat(before), filler.repeat(after)))
      const marked = passage?.segments.filter(({ hit }) => hit).map(({ text }) => text)
      const shown = passage?.segments.map(({ text }) => text).join('') ?? ''
      expect(marked).toEqual(['betrayal'])
      expect(shown.length).toBeLessThan(470)
      expect(shown.isWellFormed()).toBe(true)
    }),
    { seed: 7, numRuns: 60 },
  )
})

function oneSentence(before: string, after: string): ReportData {
  const [entry] = data.articles
  const [hit] = data.hits
  const sentence = `${before}betrayal${after}`
  const start = 3 + before.length
  const article = { ...entry!.article, text: `T\n\n${sentence}`, bodyStart: 3 }
  return { ...data, articles: [{ ...entry!, article }], hits: [{ ...hit!, sentence, text: 'betrayal', start, end: start + 8 }] }
}
