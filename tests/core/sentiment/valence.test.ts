import { array, assert, constantFrom, nat, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileValenceList, valenceFileSchema } from '../../../src/core/sentiment/valence-list.ts'
import { createValenceScorer } from '../../../src/core/sentiment/valence.ts'
import { languageDataSchema } from '../../../src/core/voice/language-data.ts'

const english = compileValenceList(
  valenceFileSchema.parse({
    language: 'en',
    licence: 'CC0-1.0',
    positive: { strong: ['triumph'], clear: ['prais{e,ed}', 'good'], slight: ['help'] },
    negative: { strong: ['atrocity'], clear: ['betray*', 'corruption', 'bad'], slight: ['doubt'] },
    neutral: ['bad weather'],
    shifters: ['fight{,s}'],
  }),
)
const chinese = compileValenceList(
  valenceFileSchema.parse({ language: 'zh', licence: 'CC0-1.0', positive: { clear: ['成功'] }, negative: { clear: ['失败'] } }),
)
const kazakh = compileValenceList(valenceFileSchema.parse({ language: 'kk', licence: 'CC0-1.0', negative: { clear: ['жаман*'] } }))
const words = languageDataSchema.parse({
  code: 'en',
  name: 'English',
  negators: ['not', 'never'],
  hedges: ['may'],
  intensifiers: { very: 1.5 },
  diminishers: { slightly: 0.5 },
  contrast: ['but'],
  concession: ['although'],
  grammar: { affirming: ['not only'], negatorsAfter: ['емес'] },
})
const scorer = createValenceScorer(
  new Map([
    ['en', english],
    ['zh', chinese],
    ['kk', kazakh],
  ]),
)

function hear(text: string, target?: string, language = 'en') {
  const start = target === undefined ? -1 : text.indexOf(target)
  const span = target === undefined ? undefined : { start, end: start + target.length }
  return scorer.score({ text, target: span, language, words })
}
const scoreOf = (text: string, target?: string): number => hear(text, target)?.score ?? Number.NaN

describe('createValenceScorer', () => {
  test('hears good and bad words, and calls a sentence without either neutral', () => {
    expect(hear('They praised the plan.')?.label).toBe('positive')
    expect(hear('It was a bad plan.')?.label).toBe('negative')
    expect(hear('The plan has four parts.')).toEqual({ label: 'neutral', score: 0 })
  })

  test('abstains for a language without a list, without a language, and where only the target stands', () => {
    expect(hear('Ein schlechter Plan.', undefined, 'de')).toBeUndefined()
    expect(scorer.score({ text: 'A bad plan.', target: undefined, language: undefined, words })).toBeUndefined()
    expect(hear('“Betrayal!”', 'Betrayal')).toBeUndefined()
  })

  test('does not count the target itself, so that a term cannot confirm itself', () => {
    expect(hear('The betrayal was discussed.', 'betrayal')?.score).toBe(0)
    expect(hear('The bad betrayal was discussed.', 'betrayal')?.label).toBe('negative')
  })

  test('turns a denied word round, and makes it weaker', () => {
    expect(scoreOf('It was not bad.')).toBeGreaterThan(0)
    expect(scoreOf('It was not bad.')).toBeLessThan(-scoreOf('It was bad.'))
  })

  test('ends negation with its clause', () => {
    expect(scoreOf('They did not come, bad weather or not: it was bad.')).toBeLessThan(0)
    expect(scoreOf('He did not answer, good as it was.')).toBeGreaterThan(0)
  })

  test('takes "not only" for no negation', () => {
    expect(scoreOf('It was not only bad.')).toBeLessThan(0)
  })

  test('finds what a negator behind its word denies', () => {
    expect(hear('Бұл жаман емес.', undefined, 'kk')?.label).toBe('positive')
  })

  test('strengthens and weakens the next charged word', () => {
    expect(scoreOf('It was very bad.')).toBeLessThan(scoreOf('It was bad.'))
    expect(scoreOf('It was slightly bad.')).toBeGreaterThan(scoreOf('It was bad.'))
    expect(scoreOf('It may be bad.')).toBeGreaterThan(scoreOf('It was bad.'))
  })

  test('gives the clause behind "but" and in front of "although" more weight', () => {
    expect(scoreOf('It was bad but good.')).toBeGreaterThan(0)
    expect(scoreOf('It was good but bad.')).toBeLessThan(0)
    expect(scoreOf('It was good, although bad.')).toBeGreaterThan(0)
  })

  test('turns the object of a verb such as fight', () => {
    expect(scoreOf('The mayor fights corruption.')).toBeGreaterThan(0)
  })

  test('lets a longer neutral phrase win over a charged word', () => {
    expect(scoreOf('There was bad weather.')).toBe(0)
  })

  test('counts a word less the further it stands from the target', () => {
    const near = scoreOf('The bad mayor of the town on the river by the northern hills spoke.', 'mayor')
    const far = scoreOf('The bad town on the river by the northern hills heard the mayor.', 'mayor')
    expect(near).toBeLessThan(far)
    expect(far).toBeLessThan(0)
  })

  test('finds Chinese words without knowing where words end', () => {
    expect(hear('谈判失败了', undefined, 'zh')?.label).toBe('negative')
    expect(hear('谈判非常成功', undefined, 'zh')?.label).toBe('positive')
  })

  test('looks words up in tables, so that names of object members are plain words', () => {
    expect(scoreOf('constructor __proto__ toString')).toBe(0)
  })

  test('gives a label and a score of the same sign between -1 and 1 for any text and target', () => {
    const wordsOf = constantFrom('not', 'very', 'bad', 'good', 'but', 'although', ',', '.', 'fights', 'the', '"', '成功', '\n\n')
    assert(
      property(array(wordsOf, { maxLength: 40 }), nat(60), nat(20), (parts, start, length) => {
        const result = scorer.score({ text: parts.join(' '), target: { start, end: start + length }, language: 'en', words })
        const { label, score } = result ?? { label: 'neutral', score: 0 }
        const sign = { negative: -1, neutral: 0, positive: 1 }[label]
        expect(Math.abs(score)).toBeLessThan(1)
        expect(sign * score).toBe(sign === 0 ? sign * score : Math.abs(score))
      }),
    )
  })
})
