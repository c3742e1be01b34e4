import { describe, expect, test } from 'vitest'
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

type Asked = Parameters<Parameters<typeof askSearch>[2]['askService']>[1]

async function ask(answers: readonly { readonly text: string; readonly isStored?: true }[], key = 'k-12345678') {
  const asked: Asked[] = []
  const poll = await askSearch(
    spec,
    { profile, language: 'en', windowDays: 3, perOutlet: 5, outlets: [], signal },
    {
      now: () => new Date('2026-10-16T12:00:00Z'),
      secret: () => key,
      askService: async (url, call) => {
        asked.push(call)
        return { kind: 'document', finalUrl: url, text: '', ...answers[asked.length - 1] }
      },
    },
  )
  return { poll, asked }
}

test.each([
  'Your key k-12345678 is not known here',
  '<html><p>Invalid key: k-12345678</p></html>',
  '{"error":"k-12345678"}',
  '{"results":[{"link":"https://courier.example/a?key=k-12345678","title":"k-12345678"}]}',
])('a key that a service repeats goes no further: %s', async (text) => {
  const { poll, asked } = await ask([{ text }])
  expect(asked).toMatchObject([{ credential: { header: 'Authorization', value: 'k-12345678' } }])
  expect(JSON.stringify(poll)).not.toContain('12345678')
})

test.each([
  String.raw`The key k\/1234+5678= is not known here`,
  'https://search.example/?error=k%2F1234%2B5678%3D',
  '<html><p>Invalid key: k&#x2F;1234+5678&#x3D;</p></html>',
])('a key that a service repeats in escapes goes no further either: %s', async (text) => {
  const { poll } = await ask([{ text }], 'k/1234+5678=')
  expect(poll.read.failure).toContain('***')
  expect(JSON.stringify(poll)).not.toContain('5678')
})

test.each(['k-1234\n5678', 'ключ-12345678'])('a key that no header can carry is said to be none, and nobody is asked: %j', async (key) => {
  const { poll, asked } = await ask([], key)
  expect(asked).toEqual([])
  expect(poll.read.failure).toMatch(/^The key in ARCHIVE_KEY holds/)
  expect(JSON.stringify(poll)).not.toContain('5678')
})

describe('a complaint', () => {
  const found = '{"results":[{"link":"https://courier.example/a","title":"Severia halts oil"}]}'

  test('that an earlier run was given is not taken for an answer of now', async () => {
    const { poll, asked } = await ask([{ text: 'Too many requests', isStored: true }, { text: found }])
    expect(asked.map(({ anew }) => anew)).toEqual([undefined, true])
    expect(poll.read).toMatchObject({ items: 1, failure: undefined })
  })

  test('of now is not answered with another question', async () => {
    const { poll, asked } = await ask([{ text: 'Too many requests' }, { text: found }])
    expect(asked).toHaveLength(1)
    expect(poll.read.failure).toContain('Too many requests')
  })

  test('is waited for no longer than once', async () => {
    const { asked } = await ask([{ text: 'No', isStored: true }, { text: 'No', isStored: true }, { text: found }])
    expect(asked).toHaveLength(2)
  })
})
