import { expect, test } from 'vitest'
import { askSearch } from '../../src/stages/ask-search.ts'

const signal = new AbortController().signal
const profile = {
  language: 'en',
  publishedAt: '2026-10-14',
  names: new Map([['svl', 'Severia']]),
  numbers: new Set<string>(),
  passing: new Set<string>(),
  roots: new Map<string, number>(),
  words: [],
}
const spec = {
  id: 'archive',
  ask: 'named',
  limit: 60,
  kind: 'json',
  url: 'https://search.example/?q={query}',
  list: '/results',
  fields: { url: '/link', title: '/title' },
  keyFrom: 'ARCHIVE_KEY',
  intervalMs: 0,
} as const

test.each([
  'Your key k-12345678 is not known here',
  '<html><p>Invalid key: k-12345678</p></html>',
  '{"error":"k-12345678"}',
  '{"results":[{"link":"https://courier.example/a?key=k-12345678","title":"k-12345678"}]}',
])('a key that a service repeats goes no further: %s', async (text) => {
  const sent: unknown[] = []
  const poll = await askSearch(
    spec,
    { profile, language: 'en', windowDays: 3, perOutlet: 5, outlets: [], signal },
    {
      now: () => new Date('2026-10-16T12:00:00Z'),
      secret: () => 'k-12345678',
      askService: async (url, { credential }) => {
        sent.push(credential)
        return { kind: 'document', text, finalUrl: url }
      },
    },
  )
  expect(sent).toEqual([{ header: 'Authorization', value: 'k-12345678' }])
  expect(JSON.stringify(poll)).not.toContain('12345678')
})
