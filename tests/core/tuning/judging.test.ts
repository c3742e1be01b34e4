import { expect, test } from 'vitest'
import { toId } from '../../../src/core/ids.ts'
import { annotatorAgreement } from '../../../src/core/tuning/agreement.ts'
import { consensus, type Decision, type HitJudgement } from '../../../src/core/tuning/judgement.ts'
import { framePrecisions, termPrecisions } from '../../../src/core/tuning/precision.ts'
import { estimateRecall } from '../../../src/core/tuning/recall.ts'
import { inTurn, shuffled, strataOf, type Drawable } from '../../../src/core/tuning/sample.ts'

test('the draw takes strata in turn, headlines first, and is the same whatever the order of its items', () => {
  const items = ['a1', 'a2', 'a3', 'b1', 'b2'].map((item) => ({ item, stratum: item.slice(0, 1), first: item === 'a3' }))
  const drawn = drawOrder(items, 7)
  expect(drawn[0]?.item).toBe('a3')
  expect(drawn.slice(0, 2).map(({ stratum }) => stratum)).toEqual(['a', 'b'])
  expect(drawOrder(items.toReversed(), 7)).toEqual(drawn)
  expect(new Set(drawOrder([...items, { item: 'a4', stratum: 'a', first: false }], 7).filter(({ item }) => item !== 'a4'))).toEqual(
    new Set(drawn),
  )
})

test('where people are split, a hit is not right', () => {
  const judgements = [
    said('h', 'ada', 'accept'),
    said('h', 'ben', 'wrong-sense'),
    said('i', 'ada', 'quoted-only'),
    said('j', 'ada', 'skip'),
  ]
  const agreed = consensus(judgements)
  expect([...agreed].map(([item, { right }]) => [item, right])).toEqual([
    ['h', false],
    ['i', true],
  ])
})

test('a term is settled once its interval leaves no doubt, and then asked last', () => {
  const judgements = [
    ...Array.from({ length: 30 }, (_, index) => said(`g${index}`, 'ada', 'accept', 'good')),
    ...Array.from({ length: 12 }, (_, index) => said(`p${index}`, 'ada', index < 1 ? 'accept' : 'reject', 'poor')),
    said('o1', 'ada', 'accept', 'open'),
  ]
  const counts = new Map(['good', 'poor', 'open'].map((term) => [term, new Map([['outlet', 100]])]))
  const terms = termPrecisions(judgements, { counts, level: 0.95 })
  expect(terms.map(({ term, settled }) => [term, settled])).toEqual([
    ['open', undefined],
    ['good', 'good'],
    ['poor', 'poor'],
  ])
  // Wilson 1927 for 30 of 30, as `binom.confint(30, 30, methods = "wilson")` of R's binom gives it.
  expect(terms[1]?.precision?.low).toBeCloseTo(0.8865, 4)
})

test('a frame weighs its terms by their hits, not by how many were judged', () => {
  const judgements = [
    said('a1', 'ada', 'accept', 'often'),
    said('a2', 'ada', 'accept', 'often'),
    said('b1', 'ada', 'reject', 'rare'),
    said('b2', 'ada', 'reject', 'rare'),
  ]
  const counts = new Map([
    ['often', new Map([['outlet', 90]])],
    ['rare', new Map([['outlet', 10]])],
  ])
  const frameOf = new Map([
    ['often', 'f'],
    ['rare', 'f'],
  ])
  const [frame] = framePrecisions(judgements, { counts, frameOf, level: 0.95 })
  expect(frame).toMatchObject({ judged: 4, hits: 100, stratified: { value: 0.9 } })
})

test('where every hit of a frame was judged nothing is left to chance, and its share alone says whether it is fit', () => {
  const frameOf = new Map([['t', 'f']])
  // 5 of 6, 83 %: as a sample its lower limit would be under the 70 % that is asked for.
  const judgements = Array.from({ length: 6 }, (_, index) => said(`h${index}`, 'ada', index === 0 ? 'reject' : 'accept', 't'))
  const fitOf = (size: number) => {
    const counts = new Map([['t', new Map([['outlet', size]])]])
    return framePrecisions(judgements, { counts, frameOf, level: 0.95 })[0]?.fit
  }
  expect([fitOf(6), fitOf(600)]).toEqual([true, false])
})

test('agreement is of people who judged the same hits, and says when there is too little', () => {
  const judgements = Array.from({ length: 60 }, (_, index) => [
    said(`h${index}`, 'ada', index % 2 === 0 ? 'accept' : 'reject'),
    said(`h${index}`, 'ben', index % 2 === 0 && index > 4 ? 'accept' : 'wrong-sense'),
  ]).flat()
  const agreement = annotatorAgreement(judgements, { level: 0.95 })
  expect(agreement).toMatchObject({ annotators: ['ada', 'ben'], shared: 60, raw: { value: 57 / 60 }, reading: 'good' })
  expect(agreement.disagreements).toHaveLength(3)
  expect(agreement.alpha).toBeCloseTo(0.9, 1)
  expect(annotatorAgreement(judgements.slice(0, 20), { level: 0.95 }).reading).toBe('too-few')
})

test('recall scales the misses up from the sample, and widens with both doubts', () => {
  const precision = { value: 0.8, low: 0.7, high: 0.9, level: 0.95, n: 100, method: 'wilson' }
  const recall = estimateRecall({ hits: 100, precision, sentences: 1000, judged: 50, missed: 1, level: 0.95 })
  // 80 right hits; one sentence in fifty of a thousand is missed: 20.
  expect(recall?.value).toBeCloseTo(0.8, 10)
  expect(recall?.low).toBeLessThan(0.8)
  expect(recall?.high).toBeGreaterThan(0.8)
  expect(estimateRecall({ hits: 0, precision, sentences: 1000, judged: 0, missed: 0, level: 0.95 })).toBeUndefined()
})

function said(item: string, annotator: string, decision: Decision, term = 't'): HitJudgement {
  return {
    kind: 'hit',
    lexicon: 'l',
    lexiconHash: toId<'Sha256'>('0'),
    item,
    annotator,
    frame: 'f',
    language: 'en',
    article: toId<'Article'>('a'),
    outlet: toId<'Outlet'>('outlet'),
    textHash: toId<'Sha256'>('1'),
    sentence: 'S',
    madeAt: '2026-01-01T00:00:00.000Z',
    term,
    start: 0,
    end: 1,
    decision,
  }
}

function drawOrder(items: readonly Drawable[], seed: number): readonly Drawable[] {
  return inTurn(strataOf(items).map((own) => shuffled(own, seed)))
}

test('as many lists as a large lexicon has terms and outlets take their turns', () => {
  const lists = Array.from({ length: 300_000 }, (_, index) => [index])
  expect(inTurn(lists)).toHaveLength(300_000)
})
