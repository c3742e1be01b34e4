import { expect, test } from 'vitest'
import { toReportHtml } from '../../../src/core/report/html/report-html.ts'
import { methodsParagraph } from '../../../src/core/report/texts/methods-paragraph.ts'
import { sampleReport } from '../../fixtures/report/sample.ts'

test('the methods paragraph gives the numbers of its own run, and they add up', () => {
  const data = sampleReport()
  const text = methodsParagraph(data)
  const { run, lexicon, hits, method } = data
  for (const part of [
    `Frameshift ${run.versions.frameshift}`,
    `Node ${run.versions.node}`,
    `${run.counts.found} were chosen to be read, ${run.counts.fetched} were fetched and ${run.counts.extracted} read as articles`,
    `SHA-256 ${lexicon.hash.slice(0, 12)}`,
    `${hits.length} hits were found in `,
    `seed ${method.seed}`,
  ])
    expect(text).toContain(part)
  const voices = /: (\d+) in the outlets’ own voice, (\d+) attributed to others, (\d+) unclear/.exec(text)?.slice(1).map(Number) ?? []
  expect(voices.reduce((sum, count) => sum + count, 0)).toBe(hits.length)
})

test('the methods paragraph and the picture of the flow say the same numbers', () => {
  const data = sampleReport()
  expect(data.excluded.some(({ stage }) => stage === 'discover')).toBe(true)
  const flow = [...toReportHtml(data).matchAll(/<b>(\d+)<\/b> (?:addresses looked|chosen|pages read|articles in|tell this|measured and)/gu)]
  const steps = flow.map(([, count]) => Number(count))
  const written = /Of (\d+) addresses looked at, (\d+) were .*?, (\d+) were fetched and (\d+) read .*?; (\d+) belong.*?; (\d+) could be/u
  expect(steps).toHaveLength(6)
  expect(written.exec(methodsParagraph(data))?.slice(1).map(Number)).toEqual(steps)
})

test('entries that a source lists and nobody looked at are told by their number, and are no address looked at', () => {
  const data = sampleReport()
  const note = {
    url: 'https://daily.example/all.xml',
    outlet: undefined,
    stage: 'discover',
    code: 'entries-left',
    reason: 'Not read',
  } as const
  const more = { ...data, excluded: [...data.excluded, { ...note, entries: 45_000 }] }
  const counts = (text: string) => /Of (\d+) addresses looked at/u.exec(text)?.[1]
  expect(counts(methodsParagraph(more))).toBe(counts(methodsParagraph(data)))
  expect(methodsParagraph(more)).toContain(`(${data.excluded.length} addresses, and 45,000 entries of sources that nobody looked at)`)
  expect(toReportHtml(more)).toContain('45,000 more entries of sources not looked at')
  expect(toReportHtml(data)).not.toContain('of sources not looked at')
})

test('a story without coverage and without an hit still makes sentences', () => {
  const data = sampleReport()
  const bare = {
    ...data,
    articles: data.articles.slice(0, 1),
    hits: [],
    excluded: [],
    outlets: data.outlets.map((entry) => ({ ...entry, sources: [] })),
  }
  expect(methodsParagraph(bare)).toMatch(/The coverage was named by hand\. .* 0 hits were found/)
})
