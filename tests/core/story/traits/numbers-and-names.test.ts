import { expect, test } from 'vitest'
import { storyFeatures } from '../../../../src/core/story/traits/features.ts'
import { chineseNames, nameSkeleton } from '../../../../src/core/story/traits/name-skeleton.ts'
import { calendarWords } from '../../../../src/core/story/traits/calendar-words.ts'
import { sharedEvidence } from '../../../../src/core/story/traits/evidence.ts'
import { numberWords, numbersIn } from '../../../../src/core/story/traits/numbers.ts'

test.each([
  ['4.2 billion dollars, 12 million tonnes, 1,180 kilometres', ['4200000000', '12000000', '1180']],
  ['4,2 миллиарда долларов, 12 млн тонн, 1180 км', ['4200000000', '12000000', '1180']],
  ['42亿美元，1200万吨，1180公里', ['4200000000', '12000000', '1180']],
  ['4,2 миллиард доллар, 12 миллион тонна, 1180 шақырым', ['4200000000', '12000000', '1180']],
])('numbers are the same in every language: %s', (text, expected) => {
  expect([...numbersIn(text)]).toEqual(expected)
})

test.each([
  ['12000000', '12 million'],
  ['4200000000', '4.2 billion'],
  ['1180', '1,180'],
  ['1234.5', '1,234.5'],
  ['214', '214'],
  ['90', undefined],
  ['3.5', undefined],
])('the value %s is told to a reader as %s', (value, words) => {
  expect(numberWords(value)).toBe(words)
})

test('all days and months of a language are told from names', () => {
  for (const word of 'monday tuesday wednesday thursday friday saturday sunday january february december'.split(' '))
    expect(calendarWords('en').has(word), word).toBe(true)
  for (const word of ['mittwoch', 'samstag', 'dezember']) expect(calendarWords('de').has(word), word).toBe(true)
})

test('what two articles share is told as a reader knows it: no weekday, and names without their ending', () => {
  const of = (text: string) => storyFeatures({ title: 'Oil', text, language: 'en', publishedAt: undefined })
  const shared = sharedEvidence(
    of('On Wednesday the ports of Altyndala’s rival Marenta took 12 million tonnes.'),
    of('It was Wednesday when Altyndala and Marenta agreed on 12 million tonnes.'),
  )
  expect(shared).toEqual({ names: ['Altyndala', 'Marenta'], numbers: ['12000000'] })
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

test.each([
  ['en', 'Talks in Kazakhstan and the United Kingdom ended.'],
  ['ru', 'Переговоры в Казахстане и Великобритании завершились.'],
  ['zh', '哈萨克斯坦和英国的会谈结束。'],
  ['kk', 'Қазақстандағы және Ұлыбританиядағы келіссөздер аяқталды.'],
])('countries are known by the names of the runtime, in %s too', (language, text) => {
  const { names } = storyFeatures({ title: '', text, language, publishedAt: undefined })
  expect([...names.keys()].filter((key) => key.startsWith('region ')).toSorted()).toEqual(['region GB', 'region KZ'])
})

test.each([
  ['Сериков', 'о речи Серикова', 'с Сериковым'],
  ['Харбин', 'в Харбине', 'под Харбином'],
])('a Russian name is the same name in every case: %s, %s, %s', (...written) => {
  const keys = written.map((words) => [
    ...storyFeatures({ title: '', text: `Здесь, ${words}`, language: 'ru', publishedAt: undefined }).names.keys(),
  ])
  expect(new Set(keys.flat()).size).toBe(1)
})

test('a name that is printed with and without “’s” is told once', () => {
  const text = 'Then Altyndala’s port and all of Altyndala stood still.'
  // Where nobody knows the language, no stem makes one name of both.
  const features = storyFeatures({ title: 'Oil', text, language: undefined, publishedAt: undefined })
  expect(features.names.size).toBe(2)
  expect(sharedEvidence(features, features).names).toEqual(['Altyndala'])
})
