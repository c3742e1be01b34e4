import { expect, test } from 'vitest'
import { extractText } from '../../../src/core/extract/extract-text.ts'
import { cpuGrowth } from '../../cpu-growth.ts'

const body =
  'The ferry will stay, the council said on Monday.\n\nIt has crossed the harbour since 1911, and the people of the town voted for it.'

function article(raw: string) {
  const read = extractText(raw)
  if (read.kind !== 'article') throw new Error(read.reason)
  return read.article
}

test('keys before the first blank line are read, and the rest is the body', () => {
  const read = extractText(
    `Title: Ferry stays\nOutlet: The Lantern\nURL: https://lantern.example/ferry\nDate: 2026-03-14\nLanguage: en\n\n${body}`,
  )
  expect(read.declared).toEqual({ outletName: 'The Lantern', url: 'https://lantern.example/ferry' })
  expect(read).toMatchObject({
    kind: 'article',
    article: { title: 'Ferry stays', text: body, publishedAt: '2026-03-14', language: 'en', canonicalUrl: 'https://lantern.example/ferry' },
  })
})

test('without a Title key a first paragraph under 200 characters is the headline', () => {
  expect(article(`Ferry stays\n\n${body}`)).toMatchObject({ title: 'Ferry stays', text: body })
})

test('a first paragraph of 200 characters or more is text', () => {
  const long = 'The council met for a long time. '.repeat(7).trim()
  expect(article(`${long}\n\n${body}`)).toMatchObject({ title: '', text: `${long}\n\n${body}` })
})

test('a first line that only looks like a key is text', () => {
  expect(article(`Breaking: ferry stays\n\n${body}`).title).toBe('Breaking: ferry stays')
})

test('copyright, comment form and spam notice at the end are no part of the body', () => {
  const tail =
    '© 2024, Lantern. Unauthorized use and/or duplication of this material without express permission is strictly prohibited.\n\nBe the first to comment\n\nLeave a Reply\n\nThis site uses Akismet to reduce spam. Learn how your comment data is processed.'
  expect(article(`Ferry stays\n\n${body}\n\n${tail}`).text).toBe(body)
})

test('a last sentence that begins like a prompt is text', () => {
  const last = 'Share prices of the ferry company rose by a tenth on Tuesday.'
  expect(article(`Ferry stays\n\n${body}\n\n${last}`).text).toBe(`${body}\n\n${last}`)
})

test('photo captions are no part of the body, a credited source at the end of a sentence is', () => {
  const caption = '(From left) The mayor and the captain on the quay in Westhaven on March 14. [Ida Brook/AFP]'
  const source = 'The boat needs a new engine, the harbour master said. (Reuters)'
  expect(article(`Ferry stays\n\n${caption}\n\n${body}\n\n${source}`).text).toBe(`${body}\n\n${source}`)
})

test('Markdown marks are taken off', () => {
  expect(
    article(
      `# Ferry stays\n\nThe **council** said [on Monday](https://lantern.example/x) that the ferry will stay.\n\n![boat](a.jpg)\n\n${body}`,
    ),
  ).toMatchObject({
    title: 'Ferry stays',
    text: `The council said on Monday that the ferry will stay.\n\n${body}`,
  })
})

test('a key that is not known is passed over, and a line before any known key is text', () => {
  expect(article(`Title: Ferry stays\nPath: /town/ferry\nTags: harbour\nDate: 2026-03-14\n\n${body}`)).toMatchObject({
    title: 'Ferry stays',
    publishedAt: '2026-03-14',
    text: body,
  })
  expect(article(`Monday: a vote\nDate: 2026-03-14\n\n${body}`).publishedAt).toBeUndefined()
})

test('lines of one paragraph are joined, and a file without blank lines has a paragraph on each line', () => {
  expect(article('Ferry stays\n\nThe council\nsaid so on Monday, after a vote.').text).toBe('The council said so on Monday, after a vote.')
  expect(article('Ferry stays\nThe council said so.\nIt was late.').text).toBe('The council said so.\n\nIt was late.')
})

test.each([
  ['', 'empty-page'],
  ['Ferry stays\n\n…', 'ellipsis'],
  ['%PDF-1.4 x', 'not-html'],
])('%j is no article: %s', (raw, code) => {
  expect(extractText(raw)).toMatchObject({ kind: 'not-an-article', code, declared: { outletName: undefined, url: undefined } })
})

test.each(['[a](', '![', '**a', '\n', '\n \n', 'ab. ', '(AFP', '©'])(
  'four megabytes of %j are read in time that grows with their length',
  (unit) => {
    const { times } = cpuGrowth(4_000_000, (size) => extractText(unit.repeat(size / unit.length)))
    expect(times).toBeLessThan(12)
  },
)

test.each([
  ['ru-KZ', 'ru'],
  ['kaz', 'kk'],
  ['German', 'en'],
  ['x', 'en'],
  ['中文', 'en'],
])('of the Language key %s the language is %s: what is no tag is passed over, and the text tells', (key, language) => {
  expect(article(`Title: Ferry stays\nLanguage: ${key}\n\n${body}`).language).toBe(language)
})
