import { expect, test } from 'vitest'
import { lexiconVariants } from '../../../src/core/sweep/lexicon-variants.ts'
import { lexiconOf } from '../lexicon/lexicon-of.ts'

const lexicon = lexiconOf(['stab in the back', 'blackmail*', 'betrayed', 'turn{s,ed} * back'])
const hit = (index: number) => ({ frame: 'betrayal', term: `term-${index}` })

test('the lexicon comes first as it is, then without single words, without wildcards, and without the term that leads', () => {
  const variants = lexiconVariants(lexicon, [hit(0), hit(0), hit(0), hit(1), hit(2), hit(3)].slice(0, 5))
  expect(variants.map(({ id, lexicon: { terms } }) => [id, terms.map((term) => term.id)])).toEqual([
    ['as-given', ['term-0', 'term-1', 'term-2', 'term-3']],
    ['phrases-only', ['term-0', 'term-3']],
    ['without-wildcards', ['term-0', 'term-2']],
    ['without-leading-terms', ['term-1', 'term-2', 'term-3']],
  ])
  expect(variants.at(-1)?.words).toContain('“term-0”')
})

test('a form that loses no hit is no choice', () => {
  expect(lexiconVariants(lexicon, [hit(0), hit(0)]).map(({ id }) => id)).toEqual(['as-given'])
  expect(lexiconVariants(lexicon, []).map(({ id }) => id)).toEqual(['as-given'])
  expect(lexiconVariants(lexicon, [hit(2)]).map(({ id }) => id)).toEqual(['as-given', 'phrases-only'])
})

test('terms that people found wrong more often than right are left out in a form of its own; unchecked and evenly split ones stay', () => {
  const said = (index: number, ...answers: readonly boolean[]) => answers.map((isRight) => ({ ...hit(index), isRight }))
  const hits = [...said(0, true, true, false), ...said(2, false, true, false), ...said(3, true, false), hit(1), hit(3)]
  const variant = lexiconVariants(lexicon, hits).find(({ id }) => id === 'without-mistaken-terms')
  expect(variant?.lexicon.terms.map(({ id }) => id)).toEqual(['term-0', 'term-1', 'term-3'])
  expect(variant?.words).toContain('“term-2”')
})

test('exactly half of the hits do not lead, and two hits are too few to', () => {
  expect(lexiconVariants(lexicon, [hit(0), hit(0), hit(3), hit(3)]).map(({ id }) => id)).not.toContain('without-leading-terms')
})

test('a term keeps the patterns that pass, and two Chinese characters are one word', () => {
  const mixed = lexiconOf(['{betrayal,breach of faith}', '背叛', '背后捅刀'], { language: 'zh' })
  const split = { ...mixed, terms: mixed.terms.map((term) => ({ ...term, patterns: [...term.patterns, 'out in the cold'] })) }
  const [, phrases] = lexiconVariants(split, [hit(0), hit(1), hit(2)])
  expect(phrases?.lexicon.terms.map(({ patterns }) => patterns)).toEqual([
    ['out in the cold'],
    ['out in the cold'],
    ['背后捅刀', 'out in the cold'],
  ])
})
