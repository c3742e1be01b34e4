import { expect, test } from 'vitest'
import { evidence } from '../../../../src/core/report/html/evidence.ts'
import { sentencesByOutlet } from '../../../../src/core/report/html/parts/sentences.ts'
import { passagesOf } from '../../../../src/core/report/views/passages.ts'
import { sampleReport } from '../../../fixtures/report/sample.ts'

const data = sampleReport()
const passages = passagesOf(data)

test('a sentence says when its page was read, by which hash the bundle holds it, and where it is to be read', () => {
  const [passage] = passages
  const markup = passage ? String(evidence(data, passage, 'row')) : ''
  expect(markup).toContain(`read 15 March 2026, 18:05 UTC, page <code>${passage?.article.article.page.slice(0, 8)}</code>`)
  expect(markup).toContain(`href="${passage?.article.article.url}"`)
})

test('a translation stands beside its sentence, with the name of who made it, and nowhere else', () => {
  const [translation] = data.translations
  const shown = passages.filter((passage) => String(evidence(data, passage, 'row')).includes('translation by <bdi>Vera Quill</bdi>'))
  const sentences = new Set(shown.map(({ hits }) => hits[0]?.sentence))
  expect(sentences).toEqual(new Set(data.translations.map(({ sentence }) => sentence)))
  expect(translation?.by).toBe('Vera Quill')
})

test('links to the sentences of an outlet lead to what is there', () => {
  const frame = passages[0]?.frame ?? ''
  const own = passages.filter((passage) => passage.frame === frame)
  const markup = String(sentencesByOutlet(data, { frame, passages: own }, { open: 1, perOutlet: 1 }))
  for (const outlet of new Set(own.map(({ article }) => article.article.outlet))) expect(markup).toContain(`id="said-${frame}-${outlet}"`)
  expect(markup).toContain('more sentence')
})
