import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffWords } from '../../../src/core/watch/diff-words.ts'
import { movedTerms } from '../../../src/core/watch/moved-terms.ts'
import { movedWords, toWatchHtml, toWatchMarkdown, type WatchedEdit } from '../../../src/core/watch/watch-report.ts'

const hit = (text: string, zone: 'headline' | 'lead' | 'body') => ({ frame: 'betrayal', term: text, text, zone })

test('the pieces of a difference make both versions again, whatever they are', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'pipeline', ' ', '\n\n', '背叛', '😀'), { maxLength: 60 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(words, words, (before, after) => {
      const pieces = diffWords(before, after)
      const of = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map(({ text }) => text)
          .join('')
      expect(of('added')).toBe(before)
      expect(of('removed')).toBe(after)
    }),
  )
})

test('one word that was changed is one word that went out and one that came in', () => {
  expect(diffWords('Ministers call it a betrayal of friends', 'Ministers call it a setback of friends')).toEqual([
    { kind: 'same', text: 'Ministers call it a ' },
    { kind: 'removed', text: 'betrayal' },
    { kind: 'added', text: 'setback' },
    { kind: 'same', text: ' of friends' },
  ])
})

test('a phrase that was rewritten is one that went out and one that came in, whatever small words both have', () => {
  const [before, after] = ['stabbed the allies in the back', 'left the talks in a hurry']
  expect(diffWords(`The minister ${before} on Monday.`, `The minister ${after} on Monday.`)).toEqual([
    { kind: 'same', text: 'The minister ' },
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
    { kind: 'same', text: ' on Monday.' },
  ])
})

test('single words that were changed far from each other stay single words', () => {
  const pieces = diffWords('The harsh minister told the house a lie about oil', 'The mild minister told the house a story about oil')
  expect(pieces.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual(['harsh', 'mild', 'lie', 'story'])
})

test('texts that share nothing, however long, are told apart in a moment', () => {
  const long = (word: string) => Array.from({ length: 40_000 }, (_, index) => `${word}${index}`).join(' ')
  expect(diffWords(long('a'), long('b')).length).toBeGreaterThan(0)
})

test('a term that left the headline is said first, one that only moved about in the body is not said', () => {
  const before = [hit('betrayal', 'headline'), hit('betrayal', 'body'), hit('stab', 'body')]
  const after = [hit('betrayal', 'body'), hit('deal', 'body'), hit('stab', 'body')]
  const moved = movedTerms(before, after)
  const edit = editOf(moved)
  expect(movedWords(edit)).toEqual([
    expect.stringMatching(/^“betrayal” left the headline between .*09:00.* and .*14:05/),
    expect.stringMatching(/^“deal” entered the body/),
  ])
})

test('the report shows both versions word by word, escapes them, and loads nothing', () => {
  const edit = editOf(movedTerms([hit('betrayal', 'headline')], []))
  const report = {
    schedule: 'oil',
    lexicon: 'l',
    edits: [edit],
    unchanged: ['https://b.example/'],
    first: ['https://c.example/'],
    unread: [],
  }
  const html = toWatchHtml(report)
  expect(html).toMatch(/<del><span class="hidden">taken out: <\/span><bdi>betrayal<\/bdi><\/del>/)
  expect(html).toContain('&lt;script&gt;')
  expect(html).not.toMatch(/<script|src=|url\(/)
  expect(toWatchMarkdown(report)).toContain('call it a ~~betrayal~~**setback')
})

test('every page that was read is named with what came of it, in both forms, and nothing where there is none', () => {
  const report = { schedule: 'oil', lexicon: 'l', edits: [editOf([])], unchanged: [], first: [], unread: [] }
  for (const text of [toWatchHtml(report), toWatchMarkdown(report)]) expect(text).not.toContain('Read again')
  const unread = [{ url: 'https://c.example/', reason: 'robots.txt does not let us' }]
  const full = { ...report, unchanged: ['https://a.example/'], first: ['https://b.example/'], unread }
  for (const text of [toWatchHtml(full), toWatchMarkdown(full)]) {
    for (const words of ['The same', 'Read for the first time', 'Could not be read', 'robots.txt does not let us'])
      expect(text).toContain(words)
  }
})

test('two readings in one minute are one moment', () => {
  const edit = editOf(movedTerms([hit('betrayal', 'headline')], []))
  expect(movedWords({ ...edit, after: { ...edit.after, seenAt: '2026-11-02T09:00:30.000Z' } })).toEqual([
    '“betrayal” left the headline on 2 November 2026, 09:00 UTC',
  ])
})

test('a clock that was set back leaves the time of the second reading, one time is no plural, and another language has other terms', () => {
  const edit = editOf(movedTerms([hit('stab', 'body'), hit('stab', 'body')], [hit('stab', 'body')]))
  const setBack = { ...edit, after: { ...edit.after, seenAt: '2026-11-02T08:00:00.000Z' } }
  expect(movedWords(setBack)).toEqual(['“stab” stands 1 time in the body instead of 2, before 2 November 2026, 08:00 UTC'])
  const kazakh = { ...edit, after: { ...edit.after, language: 'kk' } }
  expect(movedWords(kazakh)).toEqual([expect.stringContaining('(English before, Kazakh after): its terms are not compared')])
  expect(movedWords({ ...edit, after: { ...edit.after, language: undefined } })).toHaveLength(1)
})

test('a headline that was written anew is no part of what was changed in the body', () => {
  const edit = editOf([])
  const anew = {
    ...edit,
    before: { ...edit.before, text: 'They met.' },
    after: { ...edit.after, title: 'Les ministres parlent', text: 'Ils se sont réunis.' },
  }
  const text = toWatchMarkdown({ schedule: 'oil', lexicon: 'l', edits: [anew], unchanged: [], first: [], unread: [] })
  expect(text).toContain('\n\n~~Ministers call it a betrayal~~**Les ministres parlent**\n\n~~They met~~**Ils se sont réunis**.\n')
})

function editOf(moved: WatchedEdit['moved']): WatchedEdit {
  const version = { language: 'en', page: '0'.repeat(64) }
  return {
    url: 'https://a.example/1',
    before: { ...version, title: 'Ministers call it a betrayal', text: 'They met. <script>', seenAt: '2026-11-02T09:00:00.000Z' },
    after: { ...version, title: 'Ministers call it a setback <script>', text: 'They met. <script>', seenAt: '2026-11-02T14:05:00.000Z' },
    moved,
  }
}
