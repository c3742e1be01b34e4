import { expect, test } from 'vitest'
import { sequencesOf, sharedText } from '../../../../src/core/story/copies/copies.ts'
import { findCopies } from '../../../../src/core/story/copies/find-copies.ts'
import type { Groupable } from '../../../../src/core/story/group-articles.ts'
import { outsideQuotes } from '../../../../src/core/story/copies/outside-quotes.ts'

/** Words that no other text has, so that only what is put in twice is shared. */
const prose = (name: string, words: number) => Array.from({ length: words }, (_, index) => `${name}${index}`).join(' ')
const text = (body: string) => sequencesOf({ text: body, language: 'en' })

test.each([
  ['same text', 0, 0],
  ['cut', 120, 0],
  ['extended', 0, 120],
  ['mixed', 120, 120],
])('what became of the text is named: %s', (relation, left, added) => {
  const shared = prose('shared', 120)
  const found = sharedText(text(`${shared} ${prose('left', left)}`), text(`${shared} ${prose('added', added)}`))
  expect(found).toMatchObject({ relation, isCopy: true })
})

test('reports that share nothing but the statement they quote are no copies', () => {
  const statement = `“${prose('statement', 150)}”`
  const [a, b] = [text(`${prose('one', 60)} ${statement}`), text(`${prose('other', 60)} ${statement}`)]
  expect(sharedText(a, b).share).toBeGreaterThan(0.6)
  expect(sharedText(a, b).isCopy).toBe(false)
})

test('a speech printed twice is a copy, although all of it is quoted', () => {
  const speech = text(`He said: “${prose('speech', 200)}”`)
  expect(sharedText(speech, speech)).toMatchObject({ share: 1, isCopy: true, relation: 'same text' })
})

test('texts of a few lines are never said to be copies', () => {
  expect(sharedText(text(prose('short', 20)), text(prose('short', 20))).isCopy).toBe(false)
})

test('Chinese is compared by characters', () => {
  const body = Array.from({ length: 60 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('')
  const sequences = sequencesOf({ text: body, language: 'zh' })
  expect(sharedText(sequences, sequencesOf({ text: `${body}。`, language: 'zh' }))).toMatchObject({ share: 1, isCopy: true })
})

test.each([
  ['He said “no” and left.', 'He said   and left.'],
  ['Он сказал: «нет».', 'Он сказал:  .'],
  ['A mark " that is never closed', 'A mark " that is never closed'],
  ['She said "yes\nand" went', 'She said "yes\nand" went'],
])('what is quoted is left out: %s', (printed, expected) => {
  expect(outsideQuotes(printed)).toBe(expected)
})

test('quotation marks without end take no more than one look each', () => {
  const hostile = '“'.repeat(200_000)
  expect(outsideQuotes(hostile)).toBe(hostile)
})

test('a chain of copies leads to the first text, and the order of articles changes nothing', () => {
  const original = prose('wire', 150)
  const articles = [
    article('agency', original, '2026-10-14'),
    article('paper', `${original} ${prose('paper', 40)}`, '2026-10-15'),
    article('site', `${original} ${prose('paper', 40)} ${prose('site', 30)}`, '2026-10-16'),
    article('own', prose('own', 150), '2026-10-15'),
  ]
  const copies = findCopies(articles)
  expect(copies.get('paper')).toMatchObject({ of: 'agency', share: 1, relation: 'extended' })
  expect(copies.get('site')).toMatchObject({ of: 'agency', share: 1 })
  expect(copies.has('own')).toBe(false)
  expect(findCopies(articles.toReversed())).toEqual(copies)
})

test('a text made of two is traced to the one it opens with', () => {
  const articles = [
    article('background', prose('background', 150), '2026-10-13'),
    article('agency', prose('wire', 140), '2026-10-14'),
    article('paper', `${prose('wire', 140)} ${prose('background', 150)}`, '2026-10-15'),
  ]
  expect(findCopies(articles).get('paper')).toMatchObject({ of: 'agency' })
})

test('an article in another language is no copy, whatever it shares', () => {
  const body = prose('same', 100)
  expect(findCopies([article('a', body, '2026-10-14'), { ...article('b', body, '2026-10-15'), language: 'ru' }]).size).toBe(0)
})

function article(id: string, body: string, publishedAt: string): Groupable {
  return { id, title: id, text: body, language: 'en', publishedAt, outlet: id }
}
