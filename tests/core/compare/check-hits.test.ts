import { expect, test } from 'vitest'
import { checkHits } from '../../../src/core/compare/check-hits.ts'
import { compareOutlets } from '../../../src/core/compare/compare.ts'
import { describeContrast, describeFinding } from '../../../src/core/compare/finding.ts'
import type { MeasuredArticle } from '../../../src/core/compare/measured-article.ts'
import { hitItem } from '../../../src/core/tuning/judgement.ts'
import type { CheckedHits, Comparison, Contrast } from '../../../src/model.ts'
import { articlesOf, options } from './articles.ts'

const often = articlesOf('a', [6, 7, 5, 8, 6, 7, 9])
const seldom = articlesOf('b', [1, 0, 2, 1, 0, 1, 1, 0])
const both = [...often, ...seldom]
const names = { outletName: (id: string) => id.toUpperCase(), frameName: (id: string) => id }

test('a report that nobody checked keeps its verdicts, and counts the hits they rest on', () => {
  const one = contrastUnder({})
  expect(one).toMatchObject({ verdict: 'higher', check: { hits: 54, checked: 0, right: undefined, sidesDiffer: false } })
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
    '“betrayal”: no verdict on A against the other outlets in its language, because too many of its hits are wrong',
  )
  expect(describeFinding(comparisonUnder(said), names)).toContain(
    'No difference is called, because too many of the hits that people checked are wrong',
  )
})

test('three right answers of fifty-four say too little; four more say enough', () => {
  const first = (count: number) => sayOf(both, (index) => (index < count ? true : undefined))
  // Wilson at 3 of 3: .4385 to 1; at 7 of 7: .6457 to 1.
  expect(contrastUnder(first(3))).toMatchObject({ verdict: 'withheld', check: { checked: 3, right: { low: expect.closeTo(0.4385, 4) } } })
  expect(contrastUnder(first(7))).toMatchObject({ verdict: 'higher', check: { checked: 7, right: { low: expect.closeTo(0.6457, 4) } } })
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
