import { expect, test } from 'vitest'
import { chineseNames, nameSkeleton } from '../../../src/core/story/name-skeleton.ts'
import { numbersIn } from '../../../src/core/story/numbers.ts'

test.each([
  ['4.2 billion dollars, 12 million tonnes, 1,180 kilometres', ['4200000000', '12000000', '1180']],
  ['4,2 миллиарда долларов, 12 млн тонн, 1180 км', ['4200000000', '12000000', '1180']],
  ['42亿美元，1200万吨，1180公里', ['4200000000', '12000000', '1180']],
  ['4,2 миллиард доллар, 12 миллион тонна, 1180 шақырым', ['4200000000', '12000000', '1180']],
])('numbers are the same in every language: %s', (text, expected) => {
  expect([...numbersIn(text)]).toEqual(expected)
})

test('small counts and years are no evidence', () => {
  expect([...numbersIn('On 14 October 2026 the 9 members met.')]).toEqual([])
})

test.each([
  ['Severia', 'Северия', '塞韦里亚'],
  ['Serikov', 'Сериков', '谢里科夫'],
  ['Malinov', 'Малинов', '马利诺夫'],
  ['Marenta', 'Марента', '马伦塔'],
  ['Altyndala', 'Алтындала', '阿尔腾达拉'],
])('%s is recognised as %s and %s', (latin, cyrillic, chinese) => {
  expect(nameSkeleton(cyrillic)).toBe(nameSkeleton(latin))
  expect([...chineseNames(`总统${chinese}。`)]).toContainEqual([nameSkeleton(latin), chinese])
})

test('a name of too few consonants says nothing', () => {
  expect(nameSkeleton('Leo')).toBeUndefined()
})
