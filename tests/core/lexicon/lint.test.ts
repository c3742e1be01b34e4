import { expect, test } from 'vitest'
import type { Lexicon, Term } from '../../../src/core/lexicon/lexicon.ts'
import { lintLexicon } from '../../../src/core/lexicon/lint.ts'
import { lexiconOf } from './lexicon-of.ts'

/** A lexicon of terms that differ from a plain one as given, and what is found wrong with it by the rules named. */
function found(terms: readonly Partial<Term>[], rules: readonly string[]): readonly string[] {
  const plain = lexiconOf(
    terms.map((_, index) => `plain phrase ${index}`),
    { counterexamples: ['Another.'] },
  )
  const lexicon: Lexicon = { ...plain, terms: plain.terms.map((term, index) => ({ ...term, ...terms[index] })) }
  return lintLexicon(lexicon)
    .filter(({ rule }) => rules.includes(rule))
    .map(({ severity, path, rule }) => `${severity} ${path} ${rule}`)
}

const readings = ['same-pattern', 'shared-pattern', 'shadowed-term', 'repeated-pattern', 'unless-own-pattern']

test('a pattern that two terms of a frame have is a mistake, in two frames a weak spot', () => {
  const terms = [{ patterns: ['broken {word,promise}'] }, { patterns: ['other', 'Broken promise'] }]
  expect(found(terms, readings)).toEqual(['error terms[1] (term-1).patterns[1] same-pattern'])
  const [first, second] = terms
  expect(found([{ ...first }, { ...second, frame: 'threat' }], readings)).toEqual(['warning terms[1] (term-1).patterns[1] shared-pattern'])
  expect(found([{ ...first }, { ...second, language: 'de' }], readings)).toEqual([])
})

test('a phrase that a lemma of the frame finds as well is a weak spot, wherever the two stand', () => {
  const phrase = { patterns: ['betrayed'] }
  const lemma: Partial<Term> = { patterns: ['betray'], match: 'lemma' }
  expect(found([phrase, lemma], readings)).toEqual(['warning terms[0] (term-0).patterns[0] shadowed-term'])
  expect(found([lemma, phrase], readings)).toEqual(['warning terms[1] (term-1).patterns[0] shadowed-term'])
})

test('a term that says the same twice is a weak spot', () => {
  expect(found([{ patterns: ['a word', '{A,the} word'] }], readings)).toEqual(['warning terms[0] (term-0).patterns[1] repeated-pattern'])
  expect(found([{ patterns: ['{a,a} word'] }], readings)).toEqual([])
})

test('an "unless" that forbids its own pattern is a mistake', () => {
  const [patterns, unless] = [['stab'], ['stab']]
  expect(found([{ patterns, unless }], readings)).toEqual(['error terms[0] (term-0).unless[0] unless-own-pattern'])
  expect(found([{ patterns, unless, match: 'lemma' }], readings)).toEqual(['warning terms[0] (term-0).unless[0] unless-own-pattern'])
})

test('a concept belongs to one frame', () => {
  const terms: Partial<Term>[] = [{ concept: 'stab' }, { concept: 'stab', language: 'de' }, { concept: 'stab', frame: 'threat' }]
  expect(found(terms, ['concept-in-two-frames'])).toEqual(['warning terms[2] (term-2).concept concept-in-two-frames'])
})

test('a lemma needs rules for the forms of its language', () => {
  expect(found([{ match: 'lemma', language: 'tr' }, { match: 'lemma' }], ['no-stemmer'])).toEqual([
    'warning terms[0] (term-0).match no-stemmer',
  ])
})

test('patterns that cannot be used are named by their place, and the others still looked at', () => {
  expect(found([{ patterns: ['betray.*', 'stab'], unless: ['{a'] }, { patterns: ['stab'] }], ['pattern-invalid', 'same-pattern'])).toEqual([
    'error terms[0] (term-0).patterns[0] pattern-invalid',
    'error terms[0] (term-0).unless[0] pattern-invalid',
    'error terms[1] (term-1).patterns[0] same-pattern',
  ])
})
