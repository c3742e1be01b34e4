import { expect, test } from 'vitest'
import { compareOutlets } from '../../../src/core/compare/compare.ts'
import type { MeasuredArticle } from '../../../src/core/compare/measured-article.ts'
import { seededRandom } from '../../../src/core/stats/seeded-random.ts'
import type { Contrast } from '../../../src/model.ts'
import { articleOf, articlesOf, options } from './articles.ts'

function contrastsOf(articles: readonly MeasuredArticle[], { pairs = false } = {}): readonly Contrast[] {
  return compareOutlets({ articles, frames: ['betrayal'], pairs }, options).contrasts
}

function contrastOf(articles: readonly MeasuredArticle[], a: string, b = 'others'): Contrast {
  const found = contrastsOf(articles, { pairs: true }).find((one) => one.a === a && one.b === b)
  if (!found) throw new RangeError(`No contrast of ${a} with ${b}`)
  return found
}

const often = [6, 7, 5, 8, 6, 7, 9]
const seldom = [1, 0, 2, 1, 0, 1, 1, 0]

test('an outlet that says it much more often is higher, and its mirror is lower by the same p and the inverse interval', () => {
  const articles = [...articlesOf('a', often), ...articlesOf('b', seldom)]
  const [ofA, ofB] = [contrastOf(articles, 'a'), contrastOf(articles, 'b')]
  expect(ofA.verdict).toBe('higher')
  expect(ofB.verdict).toBe('lower')
  expect(ofB.p).toBe(ofA.p)
  expect(ofB.ratio?.value).toBeCloseTo(1 / ofA.ratio!.value, 12)
  expect(ofB.ratio?.low).toBeCloseTo(1 / ofA.ratio!.high, 12)
})

test('two outlets get one p whichever comes first, also where splits are drawn, and in a pair too', () => {
  // 14 against 12 articles split in 9.6 million ways, so splits are drawn.
  const articles = [
    ...articlesOf('a', [3, 0, 2, 5, 1, 0, 4, 2, 1, 0, 2, 3, 1, 6]),
    ...articlesOf('b', [1, 0, 2, 1, 0, 1, 3, 0, 1, 2, 0, 1]),
  ]
  const ps = [contrastOf(articles, 'a'), contrastOf(articles, 'b'), contrastOf(articles, 'a', 'b')].map(({ p }) => p)
  expect(ps[0]).toBeGreaterThan(0.001)
  expect(new Set(ps).size).toBe(1)
})

test('two outlets with as many articles each get one p whichever comes first', () => {
  const articles = [...articlesOf('a', [3, 0, 2, 5, 1, 0, 4, 2, 1, 0, 2]), ...articlesOf('b', [1, 0, 2, 1, 0, 1, 3, 0, 1, 2, 0])]
  expect(contrastOf(articles, 'b').p).toBe(contrastOf(articles, 'a').p)
})

test('a contrast that is added changes the p of no other', () => {
  const two = [...articlesOf('a', [3, 0, 2, 5, 1, 0, 4, 2, 1, 0, 2]), ...articlesOf('b', [1, 0, 2, 1, 0, 1, 3, 0, 1, 2, 0])]
  const three = [...two, ...articlesOf('c', [0, 1, 0, 2, 0])]
  expect(contrastOf(three, 'a', 'b').p).toBe(contrastOf(two, 'a', 'b').p)
})

test('articles that all say it as often show no clear difference: every split ties with the observed one', () => {
  const one = contrastOf([...articlesOf('a', [2, 2, 2, 2, 2]), ...articlesOf('b', [2, 2, 2, 2, 2, 2])], 'a')
  expect(one).toMatchObject({ verdict: 'no-clear-difference', p: 1, pAdjusted: 1 })
  expect(one.ratio?.value).toBeCloseTo(1, 12)
})

test('an outlet against one that never says it has an infinite ratio with a lower limit', () => {
  const one = contrastOf(
    [
      ...articlesOf('a', often),
      ...articlesOf(
        'b',
        seldom.map(() => 0),
      ),
    ],
    'a',
  )
  expect(one).toMatchObject({ verdict: 'higher', ratio: { value: Infinity, high: Infinity } })
  expect(one.ratio?.low).toBeGreaterThan(5)
})

test('one article full of hits is no difference, however sure the hits look when counted as independent', () => {
  const one = contrastOf([...articlesOf('a', [40, 0, 0, 0, 0, 0]), ...articlesOf('b', [0, 0, 0, 0, 0, 0])], 'a')
  expect(one.ratio?.low).toBeGreaterThan(1)
  expect(one).toMatchObject({ verdict: 'no-clear-difference', p: 1 })
})

test.each([
  ['not-used', [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]],
  ['not-used', [0], [0]],
  ['one-article', [3], [1, 0, 2, 1, 0, 1]],
  ['one-article', [1, 0, 2, 1, 0, 1], [3]],
  ['too-few', [3, 4], [1, 0, 2, 1, 0, 1]],
  ['too-few', [3, 4, 5, 6], [1, 0, 2, 1]],
  ['no-clear-difference', [1, 2, 0, 1, 2], [1, 0, 2, 1, 0, 1]],
  ['higher', often, seldom],
  ['lower', seldom, often],
])('the verdict is %s for articles with %j against %j hits', (verdict, a, b) => {
  const one = contrastOf([...articlesOf('a', a), ...articlesOf('b', b)], 'a')
  expect(one.verdict).toBe(verdict)
  expect(one.p === undefined).toBe(!['no-clear-difference', 'higher', 'lower'].includes(verdict))
})

test('too few articles to judge still get a ratio with its interval', () => {
  expect(contrastOf([...articlesOf('a', [3, 4]), ...articlesOf('b', [1, 0, 2])], 'a').ratio).toMatchObject({
    n: 5,
    method: 'quasi-poisson-t',
  })
})

test('what others are quoted with is no part of a contrast, nor is a headline', () => {
  const articles = [
    ...articlesOf('a', [0, 0, 0, 0, 0], { quotedHits: 9, quotedWords: 90, headlineHits: 1 }),
    ...articlesOf('b', [0, 0, 0, 0, 0]),
  ]
  expect(contrastOf(articles, 'a').verdict).toBe('not-used')
})

test('articles without a word in the own voice are no observations: five of them leave a side too few', () => {
  const silent = articlesOf('a', [0, 0, 0, 0, 0], { words: 0, quotedWords: 300 }).map((article, index) => ({
    ...article,
    id: articleOf({ outlet: 'a', id: `s${index}` }).id,
  }))
  const spoken = articlesOf('a', [3, 4, 5])
  const others = articlesOf('b', [1, 0, 2, 1, 0, 1])
  const one = contrastOf([...silent, ...spoken, ...others], 'a')
  expect(one).toMatchObject({ verdict: 'too-few', ratio: { n: 9 } })
  expect(one.ratio).toEqual(contrastOf([...spoken, ...others], 'a').ratio)
})

test('a side without any word in the own voice has too few articles and no ratio', () => {
  const one = contrastOf([...articlesOf('a', [0, 0, 0], { words: 0 }), ...articlesOf('b', [1, 0, 2])], 'a')
  expect(one).toMatchObject({ verdict: 'too-few', ratio: undefined })
})

test('articles that were not measured take no part', () => {
  const measured = [...articlesOf('a', often), ...articlesOf('b', seldom)]
  const blind = articleOf({ outlet: 'a', id: 'z', hits: 0, words: 9000, measured: false })
  expect(contrastsOf([...measured, blind])).toEqual(contrastsOf(measured))
})

test('one outlet alone is compared with nobody', () => {
  expect(contrastsOf(articlesOf('a', often), { pairs: true })).toEqual([])
  expect(contrastsOf([])).toEqual([])
})

test('p-values are adjusted over everything tested, pairs included', () => {
  const articles = [...articlesOf('a', often), ...articlesOf('b', seldom), ...articlesOf('c', [1, 2, 0, 1, 2])]
  const tested = contrastsOf(articles, { pairs: true })
  expect(tested).toHaveLength(6)
  for (const { p, pAdjusted } of tested) expect(pAdjusted).toBeGreaterThanOrEqual(p!)
})

test('where nothing differs, differences are called hardly ever', () => {
  // Clumped counts: half of the articles of either outlet write at three times the rate of the others.
  const random = seededRandom(20_261_124, 'null')
  const draw = () => {
    const mean = random() < 0.5 ? 1 : 3
    let [count, product] = [0, random()]
    for (const floor = Math.exp(-mean); product > floor; product *= random()) count++
    return count
  }
  const runs = 300
  let called = 0
  let below = 0
  for (let run = 0; run < runs; run++) {
    const articles = [...articlesOf('a', Array.from({ length: 6 }, draw)), ...articlesOf('b', Array.from({ length: 9 }, draw))]
    const one = contrastOf(articles, 'a')
    if (one.verdict === 'higher' || one.verdict === 'lower') called++
    if (one.p !== undefined && one.p <= 0.05) below++
  }
  // 5% of 300 is 15; 27 is three standard errors above it.
  expect(below).toBeLessThanOrEqual(27)
  expect(called).toBeLessThanOrEqual(27)
})
