import { expect, test } from 'vitest'
import { compareOutlets } from '../../../src/core/compare/compare.ts'
import type { MeasuredArticle } from '../../../src/core/compare/measured-article.ts'
import { drawSides, mainLanguages } from '../../../src/core/compare/sides.ts'
import { toId } from '../../../src/core/ids.ts'
import { articleOf, articlesOf, options } from './articles.ts'

function sidesOf(articles: readonly MeasuredArticle[], a: string, b = 'others') {
  const sides = drawSides(articles, { a: toId(a), b: b === 'others' ? b : toId(b) }, mainLanguages(articles))
  if (sides.kind !== 'sides') return sides.kind
  return { a: sides.a.map(({ id }) => id), b: sides.b.map(({ id }) => id) }
}

function verdictOf(articles: readonly MeasuredArticle[], a: string) {
  return compareOutlets({ articles, frames: ['betrayal'], pairs: false }, options).contrasts.find((one) => one.a === a)?.verdict
}

const copy = (outlet: string, id: string, hits = 0) => articleOf({ outlet, id, hits, copyCluster: 'wire' })

test('text that both sides print leaves both; text that two outlets of a side print counts once', () => {
  const twice = [articleOf({ outlet: 'c', id: 'c1', copyCluster: 'pool' }), articleOf({ outlet: 'd', id: 'd1', copyCluster: 'pool' })]
  const articles = [copy('a', 'a0'), ...articlesOf('a', [1, 1]), copy('b', 'b0'), ...articlesOf('b', [1]), ...twice]
  expect(sidesOf(articles, 'a')).toEqual({ a: ['a-000', 'a-001'], b: ['b-000', 'c1'] })
  expect(sidesOf(articles, 'a', 'b')).toEqual({ a: ['a-000', 'a-001'], b: ['b-000'] })
  expect(sidesOf(articles, 'c', 'a')).toEqual({ a: ['c1'], b: ['a0', 'a-000', 'a-001'] })
})

test('of a text that several outlets of a side print the original counts, or the first where the original is elsewhere', () => {
  const printed = [articleOf({ outlet: 'c', id: 'c1', copyCluster: 'd1' }), articleOf({ outlet: 'd', id: 'd1', copyCluster: 'd1' })]
  expect(sidesOf([...articlesOf('a', [1]), ...printed], 'a')).toEqual({ a: ['a-000'], b: ['d1'] })
  const [withoutOriginal] = printed
  expect(sidesOf([...articlesOf('a', [1]), withoutOriginal!, articleOf({ outlet: 'e', id: 'e1', copyCluster: 'd1' })], 'a')).toEqual({
    a: ['a-000'],
    b: ['c1'],
  })
})

test('agency text in many outlets makes no side large: five copies are one article', () => {
  const copies = ['b', 'c', 'd', 'e', 'f'].map((outlet) => copy(outlet, `${outlet}0`, 2))
  const contrast = compareOutlets(
    { articles: [...articlesOf('a', [0, 0, 0, 0, 0]), ...copies], frames: ['betrayal'], pairs: false },
    options,
  ).contrasts.find(({ a }) => a === 'a')
  expect(contrast).toMatchObject({ verdict: 'one-article', articles: { a: 5, b: 1 } })
})

test('half of a side shared is still judged by what is left, more than half is not', () => {
  const half = [copy('a', 'a0'), ...articlesOf('a', [1]), copy('b', 'b0'), ...articlesOf('b', [1, 1])]
  expect(sidesOf(half, 'a')).toEqual({ a: ['a-000'], b: ['b-000', 'b-001'] })
  const most = [copy('a', 'a0'), copy('b', 'b0'), ...articlesOf('b', [1, 1])]
  expect(sidesOf(most, 'a')).toBe('mostly-shared')
  expect(sidesOf(most, 'b')).toBe('mostly-shared')
  expect(verdictOf(most, 'a')).toBe('withheld')
})

test('a verdict is withheld where every hit stands in shared text: the frame is used, and nothing tells the sides apart', () => {
  const articles = [copy('a', 'a0', 3), ...articlesOf('a', [0, 0]), copy('b', 'b0', 3), ...articlesOf('b', [0, 0])]
  expect(verdictOf(articles, 'a')).toBe('withheld')
})

test('others are the outlets of the same language', () => {
  const articles = [
    ...articlesOf('a', [1]),
    ...articlesOf('b', [1]),
    ...articlesOf('r', [1, 2], { language: 'ru' }),
    ...articlesOf('s', [1], { language: 'ru' }),
  ]
  expect(sidesOf(articles, 'a')).toEqual({ a: ['a-000'], b: ['b-000'] })
  expect(sidesOf(articles, 'r')).toEqual({ a: ['r-000', 'r-001'], b: ['s-000'] })
  expect(sidesOf(articles, 'a', 'r')).toBe('different-languages')
})

test('an outlet alone in its language is not compared', () => {
  const articles = [...articlesOf('a', [9, 9, 9, 9, 9]), ...articlesOf('r', [1, 1, 1, 1, 1], { language: 'ru' })]
  expect(verdictOf(articles, 'a')).toBe('different-languages')
  expect(verdictOf(articles, 'r')).toBe('different-languages')
})

test('an outlet is compared in the language of most of its articles, the same way from both sides', () => {
  const stray = articleOf({ outlet: 'a', id: 'a-ru', language: 'ru' })
  const articles = [...articlesOf('a', [1, 2]), stray, ...articlesOf('b', [1]), ...articlesOf('r', [1], { language: 'ru' })]
  expect(sidesOf(articles, 'a')).toEqual({ a: ['a-000', 'a-001'], b: ['b-000'] })
  expect(sidesOf(articles, 'b')).toEqual({ a: ['b-000'], b: ['a-000', 'a-001'] })
  expect(sidesOf(articles, 'r')).toBe('different-languages')
})
