import { expect, test } from 'vitest'
import { answersToSay, checkHits } from '../../../src/core/compare/check-hits.ts'
import { checkWords } from '../../../src/core/compare/words/check-words.ts'
import { compareOutlets } from '../../../src/core/compare/compare.ts'
import { describeContrast, describeFinding } from '../../../src/core/compare/words/finding.ts'
import type { MeasuredArticle } from '../../../src/core/compare/measured-article.ts'
import { proportion, wilsonLimits } from '../../../src/core/stats/proportion.ts'
import { hitItem } from '../../../src/core/tuning/judgement.ts'
import type { CheckedHits, Comparison, Contrast } from '../../../src/model.ts'
import { articlesOf, options } from './articles.ts'

const often = articlesOf('a', [6, 7, 5, 8, 6, 7, 9])
const seldom = articlesOf('b', [1, 0, 2, 1, 0, 1, 1, 0])
const both = [...often, ...seldom]
const names = { outletName: (id: string) => id.toUpperCase(), frameName: (id: string) => id }

test('a report that nobody checked keeps its verdicts, and counts the hits they rest on', () => {
  const one = contrastUnder({})
  expect(one).toMatchObject({ verdict: 'higher', check: { hits: 54, checked: 0, right: undefined, coveredShare: 0, sidesDiffer: false } })
  expect(describeContrast(one, names)).not.toContain('checked')
})

test('where every hit was checked and is right, nothing is left to chance', () => {
  const one = contrastUnder(sayOf(both, () => true))
  expect(one).toMatchObject({ verdict: 'higher', check: { checked: 54, right: { value: 1, low: 1, high: 1 } } })
  expect(describeContrast(one, names)).toContain(' Hits checked: 54 of 54, 100 % right.')
})

test('a verdict on hits that are mostly wrong is withheld, and what the articles show stays', () => {
  const said = sayOf(both, (index) => index % 3 === 0)
  const [one, unchecked] = [contrastUnder(said), contrastUnder({})]
  expect(one).toMatchObject({ verdict: 'withheld', p: unchecked.p, pAdjusted: unchecked.pAdjusted, ratio: unchecked.ratio })
  expect(describeContrast(one, names)).toContain(
    '“betrayal”: no verdict on A against the other outlets in its language, because too many of the hits that were checked do not mean the frame. Hits checked: 54 of 54, 33 % right.',
  )
  expect(describeFinding(comparisonUnder(said), names)).toContain(
    'No difference is called, because too many of the hits that were checked do not mean their frame.',
  )
})

test('three right answers of fifty-four say too little; four more say enough', () => {
  const first = (count: number) => sayOf(both, (index) => (index < count ? true : undefined))
  // Wilson at 3 of 3: .4385 to 1; at 7 of 7: .6457 to 1.
  expect(contrastUnder(first(3))).toMatchObject({ verdict: 'withheld', check: { checked: 3, right: { low: expect.closeTo(0.4385, 4) } } })
  expect(contrastUnder(first(7))).toMatchObject({ verdict: 'higher', check: { checked: 7, right: { low: expect.closeTo(0.6457, 4) } } })
})

test('a verdict that a few answers withhold is told as too little known, with how many more would do', () => {
  const first = (count: number, wrong = 0) => sayOf(both, (index) => (index < count ? index >= wrong : undefined))
  const toldUnder = (said: CheckedHits) => describeContrast(contrastUnder(said), names)
  const start =
    '“betrayal”: no verdict on A against the other outlets in its language, because too few of its hits were checked to say how many mean the frame.'
  expect(toldUnder(first(1))).toBe(
    `${start} Hits checked: 1 of 54, 100 % right (between 21 and 100 %); that speaks for 89 % of the hits, as of some terms of an outlet none was checked. 3 more answers like these would do.`,
  )
  expect(toldUnder(first(3))).toContain(' One more answer like these would do.')
  expect(contrastUnder(first(4)).verdict).toBe('higher')
  expect(toldUnder(first(10, 3))).toMatch(/70 % right .+ About \d+ more answers, right as often as these, would do\.$/)
  expect(toldUnder(first(10, 4))).toMatch(/60 % right .+ To say it, all 54 would have to be checked\.$/)
  expect(describeFinding(comparisonUnder(first(1)), names)).toContain('because too few hits were checked to say how many mean their frame.')
  expect(toldUnder(first(10, 6))).toContain('because too many of the hits that were checked do not mean the frame.')
})

test('the number of answers that would do is the one at which the lower limit reaches a half', () => {
  for (const share of [0.6, 0.75, 0.9, 1]) {
    const right = {
      ...proportion({ successes: share * 10, trials: 10, level: 0.95 })!,
      low: wilsonLimits({ successes: share * 2, trials: 2, level: 0.95 }).low,
    }
    const more = answersToSay({ hits: 10_000, checked: 2, right, coveredShare: 1, sidesDiffer: false }) ?? 0
    const lowAt = (trials: number) => wilsonLimits({ successes: share * trials, trials, level: 0.95 }).low
    expect(lowAt(2 + more)).toBeGreaterThanOrEqual(0.5)
    expect(lowAt(1 + more)).toBeLessThan(0.5)
  }
  // No number of answers shows that more than half are right where half are; and where few are left, all of them say it.
  const half = { value: 0.5, low: 0.2, high: 0.8, level: 0.95, n: 6, method: 'wilson' }
  expect(answersToSay({ hits: 20, checked: 6, right: half, sidesDiffer: false })).toBe(14)
  expect(answersToSay({ hits: 20, checked: 6, right: { ...half, value: 0.4 }, sidesDiffer: false })).toBeUndefined()
})

test('the share of hits that a check speaks for is that of the terms and outlets of which some were checked', () => {
  const said = sayOf(often, (index) => (index < 5 ? true : undefined))
  const check = checkHits({ a: often, b: seldom }, { frame: 'betrayal', voice: 'outlet' }, { checked: said, level: 0.95 })
  expect(check.coveredShare).toBeCloseTo(48 / 54, 12)
  expect(checkWords({ check })).toContain('that speaks for 89 % of the hits')
  const all = checkHits({ a: often, b: seldom }, { frame: 'betrayal', voice: 'outlet' }, { checked: sayOf(both, () => true), level: 0.95 })
  expect(all.coveredShare).toBe(1)
  expect(checkWords({ check: all })).not.toContain('speaks for')
})

test('sides whose hits are right in other shares are told apart', () => {
  const said = { ...sayOf(often, () => true), ...sayOf(seldom, (index) => index === 0) }
  const one = contrastUnder(said)
  expect(one.check?.sidesDiffer).toBe(true)
  expect(describeContrast(one, names)).toContain('right, and not as often on both sides.')
})

test('terms and outlets weigh by their hits, not by how many of these were checked', () => {
  // 48 hits of A, 2 checked and right; 6 of B, all checked and wrong: 48 of 54 by weight, not 2 of 8.
  const said = { ...sayOf(often, (index) => (index < 2 ? true : undefined)), ...sayOf(seldom, () => false) }
  const { right } = checkHits({ a: often, b: seldom }, { frame: 'betrayal', voice: 'outlet' }, { checked: said, level: 0.95 })
  expect(right?.value).toBeCloseTo(48 / 54, 12)
})

function sayOf(articles: readonly MeasuredArticle[], say: (index: number) => boolean | undefined): CheckedHits {
  const items = articles.flatMap(({ id, scoring }) => scoring.hits.map((hit) => hitItem(id, hit)))
  return Object.fromEntries(items.flatMap((item, index) => (say(index) === undefined ? [] : [[item, say(index) === true]])))
}

function comparisonUnder(checked: CheckedHits): Comparison {
  return compareOutlets({ articles: both, frames: ['betrayal'], pairs: false, checked }, options)
}

function contrastUnder(checked: CheckedHits): Contrast {
  const found = comparisonUnder(checked).contrasts.find(({ a }) => a === 'a')
  if (!found) throw new RangeError('No contrast of a')
  return found
}
