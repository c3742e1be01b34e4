import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareOutlets } from '../../../src/core/compare/compare.ts'
import type { MeasuredArticle } from '../../../src/core/compare/measured-article.ts'
import type { Contrast, RateVoice } from '../../../src/model.ts'
import { articleOf, articlesOf, options } from './articles.ts'

const compare = (articles: readonly MeasuredArticle[], pairs = true) =>
  compareOutlets({ articles, frames: ['betrayal'], pairs }, { ...options, draws: 99 })

function rateOf(
  articles: readonly MeasuredArticle[],
  { voice = 'outlet', zone = 'body' }: { voice?: RateVoice; zone?: 'body' | 'headline' } = {},
) {
  const found = compare(articles).rates.find((rate) => rate.outlet === 'a' && rate.voice === voice && rate.zone === zone)
  if (!found) throw new RangeError('No rate of outlet a')
  return found
}

test('the order of the articles changes nothing, to the last digit', () => {
  const article = fc.record({
    outlet: fc.constantFrom('a', 'b', 'c'),
    hits: fc.nat(6),
    words: fc.constantFrom(0, 137, 500, 1201),
    quotedHits: fc.nat(2),
    quotedWords: fc.nat(80),
    language: fc.constantFrom('en', 'en', 'ru'),
    copyCluster: fc.constantFrom('x', 'y', undefined, undefined, undefined),
    measured: fc.constantFrom(true, true, true, false),
  })
  const shuffled = fc
    .array(article, { maxLength: 24 })
    .map((drawn) =>
      drawn.map(({ copyCluster, ...rest }, index) => articleOf({ ...rest, ...(copyCluster ? { copyCluster } : {}), id: `n${index}` })),
    )
    .chain((articles) => fc.tuple(fc.constant(articles), fc.shuffledSubarray(articles, { minLength: articles.length })))
  fc.assert(
    fc.property(shuffled, ([articles, again]) => {
      expect(JSON.stringify(compare(again))).toBe(JSON.stringify(compare(articles)))
    }),
    { numRuns: 60 },
  )
})

test('every contrast keeps the promises of its verdict, whatever the articles', () => {
  const counts = fc.array(fc.nat(9), { minLength: 1, maxLength: 9 })
  fc.assert(
    fc.property(counts, counts, (a, b) => {
      const { contrasts } = compare([...articlesOf('a', a), ...articlesOf('b', b)])
      expect(contrasts.filter((contrast) => !keepsPromises(contrast, Math.min(a.length, b.length)))).toEqual([])
    }),
    { numRuns: 100 },
  )
})

function keepsPromises({ verdict, ratio, p, pAdjusted }: Contrast, fewest: number): boolean {
  const isOrdered = !ratio || (ratio.low <= ratio.value && ratio.value <= ratio.high)
  const isShare = p === undefined || (p > 0 && p <= 1)
  if (verdict !== 'higher' && verdict !== 'lower') return isOrdered && isShare
  const leavesOutOne = ratio !== undefined && (verdict === 'higher' ? ratio.low > 1 : ratio.high < 1)
  return isOrdered && isShare && leavesOutOne && fewest >= 5 && pAdjusted !== undefined && pAdjusted <= options.falseDiscoveryRate
}

test('a rate comes with hits, words and articles; its interval counts only articles with words in that voice', () => {
  const articles = [...articlesOf('a', [2, 0, 3]), articleOf({ outlet: 'a', id: 'quotes-only', words: 0, quotedWords: 400, quotedHits: 1 })]
  expect(rateOf(articles)).toMatchObject({ hits: 5, tokens: 1500, articles: 4, articlesWithHit: 2, share: { value: 0.5, n: 4 } })
  expect(rateOf(articles).perThousand).toMatchObject({ n: 3, method: 'quasi-poisson-t' })
  expect(rateOf(articles).perThousand?.value).toBeCloseTo(10 / 3, 12)
  expect(rateOf(articles, { voice: 'attributed' })).toMatchObject({ hits: 1, tokens: 400, perThousand: { n: 1, method: 'exact-poisson' } })
})

test('a voice without words has no rate, and a headline only a share of articles', () => {
  const articles = articlesOf('a', [1, 2], { headlineHits: 1 })
  expect(rateOf(articles, { voice: 'unclear' })).toMatchObject({ hits: 0, tokens: 0, perThousand: undefined })
  expect(rateOf(articles, { zone: 'headline' })).toMatchObject({
    hits: 2,
    tokens: 0,
    articlesWithHit: 2,
    perThousand: undefined,
    share: { value: 1 },
  })
})

test('an outlet keeps one copy of a text that it printed twice', () => {
  const articles = ['a1', 'a2'].map((id) => articleOf({ outlet: 'a', id, hits: 4, copyCluster: 'wire' }))
  expect(rateOf(articles)).toMatchObject({ hits: 4, tokens: 500, articles: 1 })
})

test('nothing measured gives an empty comparison', () => {
  expect(compare([articleOf({ outlet: 'a', id: 'a1', measured: false })])).toEqual({ rates: [], sentiments: [], contrasts: [] })
})
