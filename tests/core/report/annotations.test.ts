import { expect, test } from 'vitest'
import { z } from 'zod'
import { toAnnotations } from '../../../src/core/report/json/annotations.ts'
import { sampleReport } from '../../fixtures/report/sample.ts'

const selector = z.discriminatedUnion('type', [
  z.object({ type: z.literal('TextQuoteSelector'), exact: z.string(), prefix: z.string(), suffix: z.string() }),
  z.object({ type: z.literal('TextPositionSelector'), start: z.int(), end: z.int() }),
])
const collectionSchema = z.object({
  '@context': z.literal('http://www.w3.org/ns/anno.jsonld'),
  type: z.literal('AnnotationCollection'),
  total: z.int(),
  first: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        type: z.literal('Annotation'),
        motivation: z.literal('classifying'),
        body: z.array(z.object({ type: z.literal('TextualBody'), purpose: z.string(), value: z.string() })),
        target: z.object({ source: z.string(), selector: z.tuple([selector, selector]) }),
      }),
    ),
  }),
})

test('every hit is an annotation with an id of its own, found by its words and by its position in characters', () => {
  const data = sampleReport()
  const { total, first } = collectionSchema.parse(JSON.parse(toAnnotations(data)))
  expect(total).toBe(data.hits.length)
  expect(new Set(first.items.map(({ id }) => id)).size).toBe(total)
  for (const [index, hit] of data.hits.entries()) {
    const text = data.articles.find(({ article }) => article.id === hit.articleId)?.article.text ?? ''
    const [quote, position] = first.items[index]?.target.selector ?? []
    if (quote?.type !== 'TextQuoteSelector' || position?.type !== 'TextPositionSelector') throw new Error('Expected both selectors')
    expect(quote.exact).toBe(text.slice(hit.start, hit.end))
    expect(text).toContain(quote.prefix + quote.exact + quote.suffix)
    expect([...text].slice(position.start, position.end).join('')).toBe(quote.exact)
    expect(quote.prefix.length + quote.suffix.length).toBeLessThanOrEqual(64)
  }
})

test('a character beyond the first plane counts as one', () => {
  const data = sampleReport()
  const [entry] = data.articles
  const [hit] = data.hits
  if (!entry || !hit) throw new Error('The sample has hits')
  const text = `😀😀 ${entry.article.text}`
  const articles = [{ ...entry, article: { ...entry.article, text, bodyStart: entry.article.bodyStart + 5 } }]
  const moved = { ...hit, articleId: entry.article.id, start: 5, end: 9 }
  const { first } = collectionSchema.parse(JSON.parse(toAnnotations({ ...data, articles, hits: [moved] })))
  expect(first.items[0]?.target.selector[1]).toMatchObject({ start: 3, end: 7 })
})

test('an article without a web address has an id as its source', () => {
  const data = sampleReport()
  const articles = data.articles.map((entry) => ({ ...entry, article: { ...entry.article, url: 'javascript:alert(1)' } }))
  const { first } = collectionSchema.parse(JSON.parse(toAnnotations({ ...data, articles })))
  expect(new Set(first.items.map(({ target }) => target.source.split(':')[0]))).toEqual(new Set(['urn']))
})
