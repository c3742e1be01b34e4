import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordFinder } from '../../../../src/core/extract/describe/word-finder.ts'

test('the bits are those of the lists of which a word stands in the text, also where words overlap or hold each other', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ж'), minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(
      fc.array(fc.array(letters, { maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ж', 'x') }),
      (lists, text) => {
        const expected = lists.reduce((bits, words, index) => (words.some((word) => text.includes(word)) ? bits | (1 << index) : bits), 0)
        expect(wordFinder(lists)(text)).toBe(expected)
      },
    ),
  )
})

test('more letters than a column number can hold are refused', () => {
  const words = Array.from({ length: 300 }, (_, index) => String.fromCharCode(0x400 + index))
  expect(() => wordFinder([words])).toThrow('254')
})
