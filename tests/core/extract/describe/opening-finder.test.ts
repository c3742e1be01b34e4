import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openingFinder } from '../../../../src/core/extract/describe/opening-finder.ts'

const lists = [['read more', 'read', 'rest'], ['r', "don't"], ['читайте', 'es'], []]

test('openingFinder finds what startsWith finds, of any text', () => {
  const find = openingFinder(lists)
  const text = fc
    .array(fc.constantFrom('read', ' more', 'r', 'es', 't', "don't", 'Чит', 'айте', ' ', 'é'), {
      maxLength: 6,
    })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, fc.nat(3), fc.nat(12), (sample, start, length) => {
      const seen = sample.slice(start, start + length).toLowerCase()
      const expected = lists.reduce((bits, words, index) => bits | (Number(words.some((word) => seen.startsWith(word))) << index), 0)
      expect(find(sample, start, Math.min(sample.length, start + length))).toBe(expected)
    }),
  )
})

test('openingFinder passes over capitals in any script, and takes a printed apostrophe for a typed one', () => {
  const find = openingFinder(lists)
  expect(find('READ MORE HERE', 0, 14)).toBe(0b11)
  expect(find('ЧИТАЙТЕ также', 0, 13)).toBe(0b100)
  expect(find('Don’t miss', 0, 10)).toBe(0b10)
})
