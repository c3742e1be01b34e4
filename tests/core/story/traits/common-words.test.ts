import { expect, test } from 'vitest'
import { commonShare } from '../../../../src/core/story/traits/common-words.ts'
import { stem } from '../../../../src/core/text/stem.ts'

test.each([
  ['en', 'the', 'pipeline'],
  ['ru', 'который', 'трубопровод'],
  ['kk', 'және', 'құбыр'],
  ['zh', '的', '管道'],
  ['de', 'und', 'rohrleitung'],
  ['es', 'que', 'oleoducto'],
  ['fr', 'les', 'oléoduc'],
])('in %s nearly all news has "%s" and little has "%s"', (language, common, rare) => {
  expect(commonShare(stem(common, language), language)).toBeGreaterThan(0.8)
  expect(commonShare(stem(rare, language), language)).toBeLessThan(0.01)
})

test('two words side by side are rarer than either', () => {
  expect(commonShare('of the', 'en')).toBeLessThan(commonShare('of', 'en') ?? 0)
  expect(commonShare('of pipelin', 'en')).toBeLessThan(0.003)
})

test('a language without a list says nothing of its words', () => {
  expect(commonShare('og', 'da')).toBeUndefined()
  expect(commonShare('the', undefined)).toBeUndefined()
})
