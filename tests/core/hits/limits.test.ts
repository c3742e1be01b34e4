import { describe, expect, test } from 'vitest'
import { compileLexicon } from '../../../src/core/hits/automaton/compile.ts'
import { findTermHits } from '../../../src/core/hits/find-term-hits.ts'
import { parsePattern } from '../../../src/core/lexicon/pattern.ts'
import { hitsOf } from './hits-of.ts'
import { lexiconOf } from '../lexicon/lexicon-of.ts'

/** Many times what it takes, and a small part of what a quadratic search would. */
const generousMs = 20_000

describe('a repetitive text costs time in proportion to its length', () => {
  test(
    'four megabytes of hits, half of them barred',
    () => {
      const text = 'his betrayal and her betrayal, '.repeat(135_000)
      expect(text.length).toBeGreaterThan(4_000_000)
      expect(hitsOf(text, ['betrayal'], { unless: ['her betrayal', 'and * betrayal'] })).toHaveLength(135_000)
    },
    generousMs,
  )

  const letters = Array.from({ length: 40 }, () => 'a').join(' ')
  test.each([
    ['as many gaps as are allowed', ['a * a * a * a * a'], 'a '],
    ['as many words as are allowed', [letters], 'a '],
    ['many globs of one word', Array.from({ length: 60 }, (_, index) => `${'a'.repeat(index + 1)}*`), `${'a'.repeat(80)} `],
    ['words joined by apostrophes', ['a * b'], "a'"],
    ['words joined by hyphens', ['a * b'], 'a-'],
    ['quotes only', ['a * b'], 'a""""""'],
    ['Chinese characters without a break', ['和平'], '人和平均'],
    ['blank lines', ['a a'], 'a\n\n'],
  ])(
    '%s',
    (_, patterns, unit) => {
      const text = unit.repeat(Math.ceil(400_000 / unit.length))
      const hits = findTermHits(text, { language: 'zh', lexicon: compileLexicon(lexiconOf(patterns, { language: 'zh' })), bodyStart: 0 })
      for (let index = 1; index < hits.length; index++) expect(hits[index]?.start ?? 0).toBeGreaterThanOrEqual(hits[index - 1]?.end ?? 0)
    },
    generousMs,
  )

  test(
    'one word of four megabytes',
    () => {
      expect(hitsOf('a'.repeat(4_000_000), ['a*b*c*d', 'aa*'])).toHaveLength(1)
    },
    generousMs,
  )
})

test('a pattern of too many words or gaps is refused with the number', () => {
  expect(() => parsePattern(Array.from({ length: 41 }, () => 'a').join(' '))).toThrow(/has 41 words and marks, at most 40/)
  expect(() => parsePattern('a * a * a * a * a * a')).toThrow(/character 3: one of its readings has 5 lone "\*", at most 4/)
  expect(parsePattern('a * a * a * a * a')).toHaveLength(1)
})

test('a lexicon whose braces stand for too much is refused, and the term named', () => {
  const choices = (letter: string) => `{${Array.from({ length: 17 }, (_, index) => `${letter}${index}`).join(',')}}`
  const patterns = Array.from({ length: 200 }, (_, index) => `${choices('a')} ${choices('b')} ${choices('c')} t${index}`)
  expect(() => compileLexicon(lexiconOf(patterns))).toThrow(/Cannot use the lexicon small: with the term term-\d+ its patterns/)
}, 20_000)

test('a pattern that cannot be used is refused at compile time, and the term named', () => {
  expect(() => compileLexicon(lexiconOf(['good', 'betray.*']))).toThrow(/Cannot use the term term-1: The pattern "betray\.\*"/)
})

test('a hit of more than a thousand characters still keeps shorter ones of its frame away', () => {
  const word = 'x'.repeat(600)
  expect(hitsOf(`a ${word} ${word} b`, [`a * b`, 'b', 'x*'])).toEqual([`a ${word} ${word} b`])
})
