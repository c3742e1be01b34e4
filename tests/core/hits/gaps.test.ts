import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePattern, type Unit } from '../../../src/core/lexicon/pattern.ts'
import { hitsOf } from './hits-of.ts'

describe('a lone star between words', () => {
  const stab = (text: string) => hitsOf(text, ['stabbed * in the back'])

  test.each([
    "stabbed the nation's leader in the back",
    'stabbed the nation’s leader in the back',
    'stabbed "our ally" in the back',
    'stabbed our «oldest ally» in the back',
    "stabbed 'our ally' in the back",
    'stabbed his mother-in-law in the back',
    'stabbed a long-standing ally in the back',
    'stabbed 1.5 million people in the back',
    'stabbed AT&T in the back',
    'stabbed\nan ally\nin the back',
  ])('passes marks that end no clause: %s', (text) => {
    expect(stab(`They ${text}.`)).toEqual([text])
  })

  test.each([
    'stabbed in the back',
    'stabbed "" in the back',
    'stabbed one two three four in the back',
    'stabbed him, in the back',
    'stabbed him. Right in the back',
    'stabbed him; in the back',
    'stabbed him (hard) in the back',
    'stabbed him - twice - in the back',
    'stabbed the president—his friend—in the back',
    'stabbed him 😀 in the back',
    'stabbed him! in the back',
    'stabbed him\n\nin the back',
    `stabbed ${'"'.repeat(9)}him in the back`,
  ])('does not pass more than three words, none, or the end of a clause: %s', (text) => {
    expect(stab(`They ${text}.`)).toEqual([])
  })

  test('passes the short words that French and Italian join to the next', () => {
    expect(hitsOf("Il a poignardé l'allié dans le dos.", ['poignardé * dans le dos'], { language: 'fr' })).toHaveLength(1)
  })

  test('takes the longest way where there are several', () => {
    expect(hitsOf('a b a b a b c', ['a * b'])).toEqual(['a b a b'])
  })
})

test('a hit is what reading the pattern word by word finds', () => {
  const unit = fc.constantFrom('a', 'b', 'c', 'a*', '*')
  const pattern = fc
    .array(unit, { minLength: 1, maxLength: 6 })
    .map((units) => `a ${units.join(' ')} b`.replace(/\*(?: \*)+/g, '*'))
    .filter((text) => text.split(' ').filter((piece) => piece === '*').length <= 4)
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'ab', 'ac'), { maxLength: 25 })
  fc.assert(
    fc.property(pattern, words, (written, list) => {
      const [units = []] = parsePattern(written)
      const hits = hitsOf(list.join(' '), [written])
      expect(hits.length > 0).toBe(list.some((_, start) => endsOf(units, list, start).length > 0))
      for (const hit of hits) {
        const found = hit.split(' ')
        expect(endsOf(units, found, 0)).toContain(found.length)
      }
    }),
    { numRuns: 400 },
  )
})

/** All places where the units can end that begin at a word; the plain way, without states. */
function endsOf(units: readonly Unit[], words: readonly string[], at: number): readonly number[] {
  const [unit, ...rest] = units
  if (!unit) return [at]
  const word = words[at]
  if (word === undefined) return []
  if (unit.kind === 'gap')
    return [1, 2, 3].filter((width) => at + width <= words.length).flatMap((width) => endsOf(rest, words, at + width))
  const fits = unit.kind === 'literal' ? word === unit.text : word.startsWith(unit.parts[0] ?? '')
  return fits ? endsOf(rest, words, at + 1) : []
}
