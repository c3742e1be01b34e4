import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countWords, squash, wordsOf } from '../../../src/core/extract/words.ts'

test('words are lower-case runs of letters and digits, and a Han or Kana letter is one by itself', () => {
  expect(wordsOf('The Bridge-opening: 2 PM, Größe 5')).toEqual(['the', 'bridge', 'opening', '2', 'pm', 'größe', '5'])
  expect(wordsOf('Win8设备 と')).toEqual(['win8', '设', '备', 'と'])
  expect(wordsOf('𝒜b 😀c')).toEqual(['𝒜b', 'c'])
})

test('as many words are counted as are given, and squashing leaves just them', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'É', 'ß', '1', ' ', '-', '’', '中', 'の', '𝒜', '😀', 'e\u0301', 'İ') }), (text) => {
      expect(countWords(text.toLowerCase())).toBe(wordsOf(text).length)
      expect(squash(text)).toBe(text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''))
    }),
  )
})

test('no more than 20,000 words are looked at', () => {
  expect(wordsOf('a '.repeat(30_000))).toHaveLength(20_000)
  expect(countWords('a '.repeat(30_000))).toBe(20_000)
})
