import { expect, test } from 'vitest'
import { compareOutlets } from '../../../src/core/compare/compare.ts'
import { describeContrast } from '../../../src/core/compare/words/finding.ts'
import type { MeasuredArticle } from '../../../src/core/compare/measured-article.ts'
import { sweepChoices, withRobustness } from '../../../src/core/sweep/sweep.ts'
import { articlesOf, options } from '../compare/articles.ts'

const often = [6, 7, 5, 8, 6, 7, 9]
const seldom = [1, 0, 2, 1, 0, 1, 1, 0]
const own = [...articlesOf('a', often), ...articlesOf('b', seldom)]
const choice = (words: string, articles: readonly MeasuredArticle[]) => ({ words, lexicon: words, copies: '', grouping: '', articles })
const frames = ['betrayal']

function swept(choices: Parameters<typeof sweepChoices>[0]['choices']) {
  const sweep = sweepChoices({ choices, frames, pairs: false, idle: [] }, options)
  const { contrasts } = compareOutlets({ articles: own, frames, pairs: false }, options)
  return { sweep, contrasts: withRobustness(contrasts, sweep) }
}

test('a finding holds in as many choices as give the same verdict, and names the others', () => {
  const { sweep, contrasts } = swept([
    choice('as in the report', own),
    choice('without single words', [...articlesOf('a', [5, 6, 4, 6, 7, 5, 6]), ...articlesOf('b', seldom)]),
    choice('phrases are all alike', [...articlesOf('a', [1, 1, 1, 1, 1, 1]), ...articlesOf('b', [1, 1, 1, 1, 1, 1])]),
    choice('too few are left', [...articlesOf('a', [6, 7]), ...articlesOf('b', seldom)]),
    choice('one outlet is gone', articlesOf('b', seldom)),
  ])
  expect(sweep.contrasts.find(({ a }) => a === 'a')?.verdicts).toEqual(['higher', 'higher', 'no-clear-difference', 'too-few', undefined])
  const robustness = contrasts.find(({ a }) => a === 'a')?.robustness
  expect(robustness).toEqual({ holds: 2, of: 5, otherwise: ['phrases are all alike', 'too few are left', 'one outlet is gone'] })
})

test('the sentence says in how many choices it holds, and what is more than three is counted', () => {
  const names = { outletName: (id: string) => id, frameName: (id: string) => id }
  const alike = [...articlesOf('a', [1, 1, 1, 1, 1]), ...articlesOf('b', [1, 1, 1, 1, 1])]
  const { contrasts } = swept([choice('as in the report', own), ...['w', 'x', 'y', 'z'].map((words) => choice(words, alike))])
  const [first] = contrasts
  if (!first) throw new Error('Expected a contrast')
  expect(describeContrast(first, names)).toMatch(/ Holds in 1 of 5 choices \(not: w; x; y; and 1 more\)\.$/)
})

test('a verdict that rests on no test neither holds nor fails', () => {
  const few = [...articlesOf('a', [1, 2]), ...articlesOf('b', [0, 1])]
  const sweep = sweepChoices({ choices: [choice('as in the report', few)], frames, pairs: false, idle: [] }, options)
  const { contrasts } = compareOutlets({ articles: few, frames, pairs: false }, options)
  expect(withRobustness(contrasts, sweep).map(({ robustness }) => robustness)).toEqual([undefined, undefined])
})
