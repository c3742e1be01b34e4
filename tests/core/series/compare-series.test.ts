import { expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { compareSeries, type SeriesInput } from '../../../src/core/series/compare-series.ts'
import { describeSeriesFinding } from '../../../src/core/series/describe-series.ts'
import type { Party, SeriesArticle } from '../../../src/core/series/series.ts'
import type { OutletId } from '../../../src/model.ts'
import { articleOf, options, type ArticleOf } from '../compare/articles.ts'

const names = { outletName: (id: string) => id, frameName: () => 'Betrayal', groupName: (value: string) => `owner “${value}”` }

function told(story: string, articles: readonly Omit<ArticleOf, 'id'>[]): readonly SeriesArticle[] {
  return articles.map((article, index) => ({
    ...articleOf({ ...article, id: `${story}-${article.outlet}-${index}` }),
    story: toId<'Run'>(story),
  }))
}

function seriesOf(articles: readonly SeriesArticle[], more: Partial<SeriesInput> = {}): SeriesInput {
  const stories = [...new Set(articles.map(({ story }) => story))]
  return { articles, stories, frames: ['betrayal'], pairs: false, groups: [], wordCountsOf: () => new Map(), ...more }
}

const party = (id: string, ...outlets: readonly string[]): Party => ({
  id,
  outlets: new Set(outlets.map((outlet): OutletId => toId(outlet))),
})

/** Six stories; A writes three times as much on the loud ones, and on each story A and B say it equally often. */
const confounded = Array.from({ length: 6 }, (_, index) => {
  const loud = index < 3
  const hits = loud ? 4 : 0
  return told(`s${index}`, [
    ...Array.from({ length: loud ? 6 : 2 }, () => ({ outlet: 'a', hits })),
    ...Array.from({ length: loud ? 2 : 6 }, () => ({ outlet: 'b', hits })),
  ])
}).flat()

test('outlets that cover other news equally do not differ, however different the news is', () => {
  const { contrasts } = compareSeries(seriesOf(confounded), options)
  expect(contrasts.map(({ ratio }) => ratio?.value)).toEqual([expect.closeTo(1, 10), expect.closeTo(1, 10)])
  expect(contrasts.every(({ verdict }) => verdict === 'no-clear-difference')).toBe(true)
})

const clear = Array.from({ length: 6 }, (_, index) =>
  told(`s${index}`, [
    { outlet: 'a', hits: 4 },
    { outlet: 'a', hits: 3 },
    { outlet: 'b', hits: 1 },
    { outlet: 'b', hits: 0 },
    { outlet: 'c', hits: index % 2 },
  ]),
).flat()

test('the finding counts every clear comparison once, however many share the smallest p that draws can give', () => {
  const loud = (hits: number) => ({ outlet: 'a', hits })
  const three = Array.from({ length: 10 }, (_, index) =>
    told(`s${index}`, [
      loud(9),
      loud(8),
      { outlet: 'b', hits: 4 },
      { outlet: 'b', hits: 3 },
      { outlet: 'c', hits: 0 },
      { outlet: 'c', hits: 0 },
    ]),
  ).flat()
  const series = compareSeries(seriesOf(three), options)
  const { contrasts } = series
  const called = contrasts.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower')
  expect(called.map(({ a }) => a)).toEqual(['a', 'c'])
  expect(new Set(called.map(({ p }) => p)).size).toBe(1)
  expect(describeSeriesFinding(series, names)).toContain(' 1 more comparison is clear.')
  const two = compareSeries(
    seriesOf(
      three.filter(({ outlet }) => outlet !== 'b'),
      { pairs: true },
    ),
    options,
  )
  expect(describeSeriesFinding(two, names)).not.toContain(' more ')
})

test('a difference inside stories is called, with its base, and both directions of a question get one p', () => {
  const series = compareSeries(seriesOf(clear, { pairs: true }), options)
  const one = series.contrasts.find(({ a, b }) => a === 'a' && b === 'others')
  expect(one).toMatchObject({ verdict: 'higher', stories: 6, articles: { a: 12, b: 18 } })
  expect(describeSeriesFinding(series, names)).toMatch(/^In its own voice and on the same stories, a uses “Betrayal” \d/)
  const two = compareSeries(seriesOf(clear.filter(({ outlet }) => outlet !== 'c')), options).contrasts
  expect(two[0]?.p).toBe(two[1]?.p)
})

test('the finding of a series gives the base of its difference, and says what it rests on where none is called', () => {
  const { contrasts, rates, groupRates } = compareSeries(seriesOf(clear), options)
  expect(describeSeriesFinding({ contrasts, rates, groupRates }, names)).toMatch(
    / Its own base, over all stories: 42 hits in [\d,]+ words of body text, in 12 of 12 articles\./,
  )
  const withheld = contrasts.map((contrast) => ({ ...contrast, verdict: 'withheld' as const }))
  const right = { value: 1, low: 0.2065, high: 1, level: 0.95, n: 1, method: 'wilson' }
  const check = { hits: 54, checked: 1, right, coveredShare: 1, sidesDiffer: false }
  const found = (some: typeof withheld) => describeSeriesFinding({ contrasts: some, rates, groupRates }, names)
  expect(found(withheld.map((contrast) => ({ ...contrast, check })))).toBe(
    'No difference is called, because too few hits were checked to say how many mean their frame.',
  )
  expect(found(withheld.map((contrast) => ({ ...contrast, check: undefined })))).toBe(
    'No difference is called, because the outlets print too much of the same agency text.',
  )
  expect(describeSeriesFinding({ contrasts: [], rates: [], groupRates: [] }, names, [undefined])).toContain(
    'their language could not be told',
  )
})

test('a check counts the hits of the stories that the ratio is over, and no others', () => {
  // In the last story B only quotes: it has no words of its own, so that A's hits there are part of no ratio.
  const silent = told('quoted', [
    { outlet: 'a', hits: 9 },
    { outlet: 'b', hits: 0, words: 0 },
  ])
  const checkOf = (articles: readonly SeriesArticle[]) =>
    compareSeries(seriesOf(articles.filter(({ outlet }) => outlet !== 'c')), options).contrasts.find(({ a }) => a === 'a')?.check
  expect(checkOf([...clear, ...silent])).toEqual(checkOf(clear))
})

test('the order of the articles changes nothing', () => {
  expect(compareSeries(seriesOf(clear.toReversed(), { stories: seriesOf(clear).stories }), options)).toEqual(
    compareSeries(seriesOf(clear), options),
  )
})

test('outlets of other languages get no ratio and no verdict', () => {
  const mixed = clear.map((article) => (article.outlet === 'a' ? { ...article, language: 'ru' } : article))
  const contrasts = compareSeries(seriesOf(mixed), options).contrasts.filter(({ a }) => a === 'a')
  expect(contrasts).toMatchObject([{ verdict: 'different-languages', ratio: undefined, p: undefined }])
})

test('outlets that told no story in common are not compared, and one story of one article is not judged', () => {
  const apart = [...told('s1', [{ outlet: 'a', hits: 3 }]), ...told('s2', [{ outlet: 'b', hits: 3 }])]
  expect(compareSeries(seriesOf(apart), options).contrasts).toMatchObject([
    { verdict: 'too-few', stories: 0, articles: { a: 0, b: 0 }, ratio: undefined },
    { verdict: 'too-few', stories: 0 },
  ])
  const single = told('s1', [{ outlet: 'a', hits: 3 }, { outlet: 'b' }, { outlet: 'b' }])
  expect(compareSeries(seriesOf(single), options).contrasts[0]).toMatchObject({ verdict: 'one-article', stories: 1 })
})

test('a text that both print feeds no difference between them, and an outlet keeps one copy of it', () => {
  const wire = { copyCluster: 'wire', hits: 9 }
  const articles = told('s1', [
    { outlet: 'a', ...wire },
    { outlet: 'a', ...wire },
    { outlet: 'b', ...wire },
    ...Array.from({ length: 5 }, () => ({ outlet: 'a', hits: 1 })),
    ...Array.from({ length: 5 }, () => ({ outlet: 'b', hits: 1 })),
  ])
  const { contrasts, rates } = compareSeries(seriesOf(articles), options)
  expect(contrasts[0]).toMatchObject({ verdict: 'no-clear-difference', articles: { a: 5, b: 5 } })
  expect(rates.find(({ outlet, voice, zone }) => outlet === 'a' && voice === 'outlet' && zone === 'body')).toMatchObject({
    articles: 6,
    hits: 14,
  })
})

test('groups are compared like outlets, also where their outlets write in several languages: only one language at a time', () => {
  const both = [
    ...clear,
    ...clear
      .filter(({ outlet }) => outlet !== 'c')
      .map((article) => ({
        ...article,
        id: toId<'Article'>(`ru-${article.id}`),
        outlet: toId<'Outlet'>(`${article.outlet}-ru`),
        language: 'ru',
      })),
  ]
  const groups = [party('state', 'a', 'a-ru'), party('private', 'b', 'b-ru')]
  const { contrasts, groupRates } = compareSeries(seriesOf(both, { groups }), options)
  expect(contrasts.filter(({ by }) => by === 'group')).toMatchObject([
    { a: 'state', b: 'others', verdict: 'higher', stories: 6, articles: { a: 24, b: 24 } },
    { a: 'private', b: 'others', verdict: 'lower' },
  ])
  expect(groupRates.find(({ outlet, voice }) => outlet === 'state' && voice === 'outlet')).toMatchObject({ articles: 24, hits: 84 })
})

test('the parts of all terms add up to the difference of the rates', () => {
  const [shift] = compareSeries(seriesOf(clear), options).shifts
  const parts = shift?.terms.reduce((sum, { a, b }) => sum + a - b, 0)
  expect(parts).toBeCloseTo((shift?.a ?? 0) - (shift?.b ?? 0), 12)
  expect(shift).toMatchObject({ outlet: 'a', terms: [{ term: 'stab', hitsA: 42, hitsB: 9 }] })
})

test('a timeline has a point for every story an outlet told, and outlets that never use a frame have none', () => {
  const quiet = told('s1', [{ outlet: 'd' }])
  const { timeline } = compareSeries(seriesOf([...clear, ...quiet]), options)
  expect(timeline.filter(({ outlet }) => outlet === 'a').map(({ story, hits }) => [story, hits])).toEqual(
    ['s0', 's1', 's2', 's3', 's4', 's5'].map((story) => [story, 7]),
  )
  expect(timeline.some(({ outlet }) => outlet === 'd')).toBe(false)
})
