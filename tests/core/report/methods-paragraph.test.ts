import { expect, test } from 'vitest'
import { methodsParagraph } from '../../../src/core/report/texts/methods-paragraph.ts'
import { sampleReport } from '../../fixtures/report/sample.ts'

test('the methods paragraph gives the numbers of its own run, and they add up', () => {
  const data = sampleReport()
  const text = methodsParagraph(data)
  const { run, lexicon, hits, method } = data
  for (const part of [
    `Frameshift ${run.versions.frameshift}`,
    `Node ${run.versions.node}`,
    `${run.counts.fetched} were fetched and ${run.counts.extracted} read as articles`,
    `SHA-256 ${lexicon.hash.slice(0, 12)}`,
    `${hits.length} hits were found in `,
    `seed ${method.seed}`,
  ])
    expect(text).toContain(part)
  const voices = /: (\d+) in the outlets’ own voice, (\d+) attributed to others, (\d+) unclear/.exec(text)?.slice(1).map(Number) ?? []
  expect(voices.reduce((sum, count) => sum + count, 0)).toBe(hits.length)
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
