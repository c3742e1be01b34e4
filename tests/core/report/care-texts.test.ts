import { expect, test } from 'vitest'
import { concentrationWords } from '../../../src/core/compare/words/concentration-words.ts'
import { careTexts } from '../../../src/core/report/texts/care-texts.ts'
import { sampleReport } from '../../fixtures/report/sample.ts'

const ratio = (low: number, high: number) => ({ value: 1, low, high, level: 0.95, n: 10, method: 'quasi' })

test('the smallest difference that could have been found comes from the narrowest interval of a tested contrast', () => {
  const data = sampleReport()
  const [first] = data.comparison.contrasts
  if (!first) throw new Error('The sample has contrasts')
  const tested = { ...first, p: 0.4, ratio: ratio(0.5, 2) }
  const contrasts = [tested, { ...tested, ratio: ratio(0.1, 10) }, { ...tested, p: undefined, ratio: ratio(0.9, 1.1) }]
  const [[, text] = []] = careTexts({ ...data, comparison: { ...data.comparison, contrasts } })
  expect(text).toContain(
    'any of the 2 tested comparisons could have found is about 2.0 times; the comparison with the least text needed 10 times',
  )
  const oneSided = [{ ...tested, ratio: ratio(0, 3) }]
  const [[, oneSide] = []] = careTexts({ ...data, comparison: { ...data.comparison, contrasts: oneSided } })
  expect(oneSide).toContain('In the one tested comparison one side has no hit at all')
  const [[, none] = []] = careTexts({ ...data, comparison: { ...data.comparison, contrasts: [] } })
  expect(none).toContain('No comparison had enough articles to call any difference')
})

test('an article that makes more than half of the words of its outlet is named', () => {
  const data = sampleReport()
  const first = data.articles.find((one) => data.articles.filter(({ article }) => article.outlet === one.article.outlet).length > 2)
  if (!first) throw new Error('The sample has articles')
  const articles = data.articles.map((entry) => ({ ...entry, words: entry === first ? 8000 : 500 }))
  const texts = careTexts({ ...data, articles })
  expect(texts.map(([heading]) => heading)).toEqual(['What could have been found', 'One long article'])
  expect(texts[1]?.[1]).toContain(`“${first.article.title}” has 8,000 words`)
  expect(careTexts({ ...data, articles: articles.map((entry) => ({ ...entry, words: 500 })) })).toHaveLength(1)
})

test('hits that all stand in one article are said to, of an outlet with several articles', () => {
  const { comparison } = sampleReport()
  const [contrast] = comparison.contrasts.filter(({ verdict }) => verdict === 'no-clear-difference' || verdict === 'higher')
  const own = comparison.rates.find(({ outlet, zone, voice }) => outlet === contrast?.a && zone === 'body' && voice === contrast.voice)
  if (!contrast || !own) throw new Error('The sample has a contrast with its rate')
  const rates = (articlesWithHit: number, articles: number) => [{ ...own, frame: contrast.frame, hits: 5, articles, articlesWithHit }]
  const words = (articlesWithHit: number, articles: number) =>
    concentrationWords(contrast, { rates: rates(articlesWithHit, articles), outletName: () => 'The Post' })
  expect(words(1, 6)).toBe(' All 5 hits of The Post stand in one article.')
  expect([words(2, 6), words(1, 1)]).toEqual(['', ''])
})
