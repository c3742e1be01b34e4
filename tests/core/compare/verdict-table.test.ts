import { expect, test } from 'vitest'
import { compareOutlets } from '../../../src/core/compare/compare.ts'
import type { MeasuredArticle } from '../../../src/core/compare/measured-article.ts'
import { verdicts, type Verdict } from '../../../src/model.ts'
import { articleOf, articlesOf, options } from './articles.ts'

const often = [6, 7, 5, 8, 6, 7]
const never = [0, 0, 0, 0, 0, 0]
const copies = (outlet: string, count: number) =>
  Array.from({ length: count }, (_, index) => articleOf({ outlet, id: `${outlet}-copy-${index}`, hits: 2, copyCluster: `text-${index}` }))

/** The table of verdicts, row by row: what the data are, and what may be said. */
const table: readonly (readonly [string, readonly MeasuredArticle[], Verdict])[] = [
  ['no hit in either outlet', [...articlesOf('a', never), ...articlesOf('b', never)], 'not-used'],
  ['no hit, and one article each', [...articlesOf('a', [0]), ...articlesOf('b', [0])], 'not-used'],
  ['an outlet has one article', [...articlesOf('a', [3]), ...articlesOf('b', often)], 'one-article'],
  ['two articles in either', [...articlesOf('a', [3, 9]), ...articlesOf('b', never)], 'too-few'],
  ['four articles in either', [...articlesOf('a', often), ...articlesOf('b', [0, 0, 0, 0])], 'too-few'],
  ['five each, interval includes 1', [...articlesOf('a', [2, 0, 3, 1, 2]), ...articlesOf('b', [1, 2, 0, 2, 3])], 'no-clear-difference'],
  [
    'five each, all hits in one article',
    [...articlesOf('a', [30, 0, 0, 0, 0]), ...articlesOf('b', [0, 1, 0, 0, 1])],
    'no-clear-difference',
  ],
  ['five each, interval excludes 1, more', [...articlesOf('a', [6, 7, 5, 8, 6]), ...articlesOf('b', [1, 0, 1, 1, 0])], 'higher'],
  ['five each, interval excludes 1, less', [...articlesOf('a', [1, 0, 1, 1, 0]), ...articlesOf('b', [6, 7, 5, 8, 6])], 'lower'],
  [
    'shared text is more than half of a side',
    [...copies('a', 4), ...articlesOf('a', [3, 3, 3]), ...copies('b', 4), ...articlesOf('b', never)],
    'withheld',
  ],
  ['different languages', [...articlesOf('a', often), ...articlesOf('b', never, { language: 'ru' })], 'different-languages'],
]

test.each(table)('%s', (_what, articles, verdict) => {
  const { contrasts } = compareOutlets({ articles, frames: ['betrayal'], pairs: true }, options)
  const found = contrasts.find(({ a, b }) => a === 'a' && b === 'b')
  expect(found?.verdict).toBe(verdict)
  const hasRatio = !['not-used', 'one-article', 'withheld', 'different-languages'].includes(verdict)
  expect(found?.ratio !== undefined).toBe(hasRatio)
  expect(found?.p !== undefined).toBe(['no-clear-difference', 'higher', 'lower'].includes(verdict))
})

test('every verdict that a report may say has its row', () => {
  expect(new Set(table.map(([, , verdict]) => verdict))).toEqual(new Set(verdicts))
})

test('the same difference among many comparisons that are none may not be called any more', () => {
  const pair = (name: string, a: readonly number[], b: readonly number[]) => [
    ...articlesOf(`${name}-a`, a, { language: name }),
    ...articlesOf(`${name}-b`, b, { language: name }),
  ]
  const apart = pair('xa', [4, 4, 4, 3, 5], [1, 2, 1, 0, 2])
  const alike = Array.from({ length: 8 }, (_, index) =>
    pair(`y${String.fromCharCode(97 + index)}`, [1, 2, 1, 2, 1, 1], [2, 1, 1, 2, 1, 1]),
  ).flat()
  const verdictOf = (articles: readonly MeasuredArticle[]) =>
    compareOutlets({ articles, frames: ['betrayal'], pairs: false }, options).contrasts.find(({ a }) => a === 'xa-a')?.verdict
  expect(verdictOf(apart)).toBe('higher')
  expect(verdictOf([...apart, ...alike])).toBe('no-clear-difference')
})
