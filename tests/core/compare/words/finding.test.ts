import { describe, expect, test } from 'vitest'
import { compareOutlets } from '../../../../src/core/compare/compare.ts'
import { describeContrast, describeFinding } from '../../../../src/core/compare/words/finding.ts'
import type { MeasuredArticle } from '../../../../src/core/compare/measured-article.ts'
import { toId } from '../../../../src/core/ids.ts'
import { verdicts, type Contrast, type Estimate } from '../../../../src/model.ts'
import { articleOf, articlesOf, options } from '../articles.ts'

const names = {
  outletName: (id: string) => ({ a: 'The Harbour Times', b: 'Northern Ledger', c: 'Valley Herald' })[id] ?? id,
  frameName: (id: string) => (id === 'betrayal' ? 'Betrayal' : id),
}

function ratioOf(value: number, low: number, high: number, n = 24): Estimate {
  return { value, low, high, level: 0.95, n, method: 'quasi-poisson-t' }
}

function sentenceOf(contrast: Partial<Contrast> & Pick<Contrast, 'verdict'>): string {
  const bare = {
    frame: 'betrayal',
    voice: 'outlet',
    a: toId<'Outlet'>('a'),
    b: 'others',
    articles: { a: 7, b: 17 },
    ratio: undefined,
    p: undefined,
    pAdjusted: undefined,
  } as const
  return describeContrast({ ...bare, ...contrast }, names)
}

const pair = { b: toId<'Outlet'>('b') }

describe('a contrast reads', () => {
  test('higher: the ratio, its limits and its articles', () => {
    const ratio = ratioOf(6.2, 1.34, 29.2)
    expect(sentenceOf({ verdict: 'higher', ratio, p: 0.008, pAdjusted: 0.032 })).toBe(
      'In its own voice, The Harbour Times uses “Betrayal” 6.2 times as often as the other outlets in its language (1.3 to 29; 7 against 17 articles).',
    )
    expect(sentenceOf({ verdict: 'higher', ratio, ...pair, articles: { a: 7, b: 17 } })).toBe(
      'In its own voice, The Harbour Times uses “Betrayal” 6.2 times as often as Northern Ledger (1.3 to 29; 7 against 17 articles).',
    )
  })

  test('an infinite ratio by its lower limit, never by a number of times', () => {
    const ratio = ratioOf(Infinity, 2.58, Infinity)
    expect(sentenceOf({ verdict: 'higher', ratio })).toBe(
      'In its own voice, The Harbour Times uses “Betrayal” at least 2.6 times as often as the other outlets in its language; the others have no hit (7 against 17 articles).',
    )
    expect(sentenceOf({ verdict: 'higher', ratio, ...pair })).toBe(
      'In its own voice, The Harbour Times uses “Betrayal” at least 2.6 times as often as Northern Ledger; Northern Ledger has no hit (7 against 17 articles).',
    )
  })

  test('lower, and lower without a hit', () => {
    expect(sentenceOf({ verdict: 'lower', ratio: ratioOf(0.31, 0.12, 0.8) })).toBe(
      'In its own voice, The Harbour Times uses “Betrayal” less often than the other outlets in its language: 0.31 times as often (0.12 to 0.80; 7 against 17 articles).',
    )
    expect(sentenceOf({ verdict: 'lower', ratio: ratioOf(0, 0, 0.61) })).toBe(
      'In its own voice, The Harbour Times has no hit of “Betrayal”: at most 0.61 times as often as the other outlets in its language (7 against 17 articles).',
    )
  })

  test('no clear difference: the interval, and what so much text could have shown', () => {
    expect(sentenceOf({ verdict: 'no-clear-difference', ratio: ratioOf(1.02, 0.4, 2.6), p: 0.93, pAdjusted: 0.93 })).toBe(
      'No clear difference in “Betrayal” between The Harbour Times and the other outlets in its language: between 0.40 and 2.6 times as often (7 against 17 articles). With this much text, differences under about 2.5 times stay unseen.',
    )
  })

  test('no clear difference where a side has no hit', () => {
    expect(sentenceOf({ verdict: 'no-clear-difference', ratio: ratioOf(Infinity, 0.4, Infinity) })).toBe(
      'No clear difference in “Betrayal” between The Harbour Times and the other outlets in its language: at least 0.40 times as often, with no hit on the other side (7 against 17 articles).',
    )
    expect(sentenceOf({ verdict: 'no-clear-difference', ratio: ratioOf(0, 0, 3.1), ...pair })).toBe(
      'No clear difference in “Betrayal” between The Harbour Times and Northern Ledger: at most 3.1 times as often, with no hit on its side (7 against 17 articles).',
    )
  })

  test('no clear difference although the interval leaves out 1: why it is not called', () => {
    expect(sentenceOf({ verdict: 'no-clear-difference', ratio: ratioOf(2.1, 1.04, 4.2), p: 0.04, pAdjusted: 0.12 })).toBe(
      'No clear difference in “Betrayal” between The Harbour Times and the other outlets in its language: between 1.04 and 4.2 times as often (7 against 17 articles). Articles dealt out by chance differ as much too often to call it (p = 0.12, corrected for all comparisons).',
    )
  })

  test('too few articles: the smaller side’s count, and that no test of so few could come out clear', () => {
    expect(sentenceOf({ verdict: 'too-few', ratio: ratioOf(2, 0.5, 8, 6), articles: { a: 3, b: 3 } })).toBe(
      '“Betrayal”: too few articles (3) to compare The Harbour Times with the other outlets in its language. Even the clearest split of 3 against 3 has p = 0.10.',
    )
    expect(sentenceOf({ verdict: 'too-few', ratio: ratioOf(2, 0.5, 8, 17), articles: { a: 14, b: 3 } })).toBe(
      '“Betrayal”: too few articles (3) to compare The Harbour Times with the other outlets in its language.',
    )
  })

  test('one article, not used, withheld and different languages: no number at all', () => {
    expect(sentenceOf({ verdict: 'one-article' })).toBe(
      '“Betrayal”: one article is too few to compare The Harbour Times with the other outlets in its language; its count and its sentence stand for themselves.',
    )
    expect(sentenceOf({ verdict: 'not-used' })).toBe(
      'Neither The Harbour Times nor the other outlets in its language use “Betrayal” in their own voice.',
    )
    expect(sentenceOf({ verdict: 'not-used', ...pair })).toBe(
      'Neither The Harbour Times nor Northern Ledger uses “Betrayal” in its own voice.',
    )
    expect(sentenceOf({ verdict: 'withheld', ...pair })).toBe(
      '“Betrayal”: no verdict on The Harbour Times against Northern Ledger, because agency text that both print makes up more than half of a side or holds every hit.',
    )
    expect(sentenceOf({ verdict: 'different-languages' })).toBe(
      '“Betrayal”: no other outlet writes in the language of The Harbour Times; lexicons are not equated.',
    )
    expect(sentenceOf({ verdict: 'different-languages', ...pair })).toBe(
      '“Betrayal”: The Harbour Times and Northern Ledger write in different languages; lexicons are not equated.',
    )
  })

  test('extreme ratios in words, not in digits that mean nothing', () => {
    expect(sentenceOf({ verdict: 'higher', ratio: ratioOf(24_000, 1200, 480_000) })).toContain('over 1,000 times as often')
    expect(sentenceOf({ verdict: 'lower', ratio: ratioOf(0.0004, 0.00002, 0.008) })).toContain('under 0.01 times as often')
  })

  test.each(verdicts)('%s never calls what is not clear equal', (verdict) => {
    const sentence = sentenceOf({ verdict, ratio: ratioOf(1.1, 0.4, 3.1), p: 0.8, pAdjusted: 0.9 })
    expect(sentence).not.toMatch(/the same|equally|identical|undefined|NaN|Infinity/u)
    expect(sentence).toMatch(/\.$/u)
  })
})

describe('the finding', () => {
  const often = [6, 7, 5, 8, 6, 7, 9]
  const seldom = [1, 0, 2, 1, 0, 1, 1, 0]
  const findingOf = (articles: readonly MeasuredArticle[]) =>
    describeFinding(compareOutlets({ articles, frames: ['betrayal'], pairs: false }, options), names)

  test('leads with the clear difference and its base; two outlets apart are one difference', () => {
    expect(findingOf([...articlesOf('a', often), ...articlesOf('b', seldom)])).toBe(
      'In its own voice, The Harbour Times uses “Betrayal” 9.1 times as often as the other outlets in its language (3.6 to 23; 7 against 8 articles). Its own base: 48 hits in 3,500 words of body text, in 7 of 7 articles.',
    )
  })

  test('counts the other clear differences', () => {
    const articles = [...articlesOf('a', [...often, ...often]), ...articlesOf('b', seldom), ...articlesOf('c', seldom)]
    expect(findingOf(articles)).toMatch(/articles\. 2 more differences are clear\.$/u)
  })

  test('leads with what is surely large, not with the largest guess', () => {
    const wide = {
      frame: 'betrayal',
      voice: 'outlet',
      a: toId<'Outlet'>('a'),
      b: 'others',
      articles: undefined,
      ratio: ratioOf(Infinity, 1.2, Infinity),
      p: 0.01,
      pAdjusted: 0.02,
      verdict: 'higher',
    } as const
    const narrow = { ...wide, a: toId<'Outlet'>('b'), ratio: ratioOf(5, 3, 8) }
    expect(describeFinding({ rates: [], sentiments: [], contrasts: [wide, narrow] }, names)).toMatch(
      /^In its own voice, Northern Ledger uses/u,
    )
  })

  test('says who says most, and that nothing is clear, without calling it equal', () => {
    expect(findingOf([...articlesOf('a', [1, 2, 0, 1, 2]), ...articlesOf('b', [1, 0, 2, 1, 0, 1])])).toBe(
      'The Harbour Times uses “Betrayal” in its own voice: 6 hits in 2,500 words of body text, in 4 of 5 articles. No difference between outlets is clear: there may be none, or too little text to see it.',
    )
  })

  test('says why no difference is called', () => {
    expect(findingOf([...articlesOf('a', [1]), ...articlesOf('b', [0])])).toBe(
      'The Harbour Times uses “Betrayal” in its own voice: 1 hit in 500 words of body text, in 1 of 1 article. There are too few articles to call differences between outlets.',
    )
    expect(findingOf([...articlesOf('a', [1]), ...articlesOf('b', [0], { language: 'ru' })])).toMatch(
      / The outlets write in different languages; lexicons are not equated, so no difference is called\.$/u,
    )
    expect(findingOf(['a', 'b'].map((outlet) => articleOf({ outlet, id: outlet, hits: 2, copyCluster: 'wire' })))).toMatch(
      / No difference is called, because the outlets print too much of the same agency text\.$/u,
    )
    expect(findingOf(articlesOf('a', [1]))).toMatch(/ Only one outlet could be measured, so there is nothing to compare it with\.$/u)
  })

  test('says so where no frame is used, and where nothing could be measured', () => {
    expect(findingOf([...articlesOf('a', [0, 0]), ...articlesOf('b', [0])])).toBe('No outlet uses any of the frames in its own voice.')
    expect(findingOf([articleOf({ outlet: 'a', id: 'a1', measured: false })])).toBe(
      'No article could be measured: the lexicon has no terms for their languages.',
    )
  })

  test('says whether the lexicon is without a language, or the language could not be told', () => {
    const nothing = { rates: [], sentiments: [], contrasts: [] }
    expect(describeFinding(nothing, names, ['fi'])).toBe('No article could be measured: the lexicon has no terms for their languages.')
    expect(describeFinding(nothing, names, [undefined, undefined])).toBe(
      'No article could be measured: their language could not be told, as a rule because they are too short. In a text file, a first line “Language: en” says it.',
    )
    expect(describeFinding(nothing, names, ['fi', undefined])).toBe(
      'No article could be measured: the lexicon has no terms for the languages of some; that of the others could not be told, as a rule because they are too short. In a text file, a first line “Language: en” says it.',
    )
  })
})
