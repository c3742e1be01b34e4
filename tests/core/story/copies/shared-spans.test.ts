import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharedSpans } from '../../../../src/core/story/copies/shared-spans.ts'

const wire =
  'The dam above Velmora broke on Sunday night after a week of rain, and at least 214 people are missing. Rescue boats reached the lower town at dawn, the mayor said.'

test('the stretches of the later text that the earlier one prints, word for word, quotes and dashes apart', () => {
  const later = `Our reporters write: ${wire.slice(0, 68)} Nobody knows why. “Rescue boats reached the lower town at dawn, the mayor said.”`
  const spans = sharedSpans({ text: wire, language: 'en' }, { text: later, language: 'en' })
  expect(spans.map(({ start, end }) => later.slice(start, end))).toEqual([
    'The dam above Velmora broke on Sunday night after a week of rain',
    'Rescue boats reached the lower town at dawn, the mayor said',
  ])
})

test('a few words in a row are shared by chance', () => {
  const later = 'On Sunday night after a concert the lower town was quiet.'
  expect(sharedSpans({ text: wire, language: 'en' }, { text: later, language: 'en' })).toEqual([])
})

test('Chinese text is compared by characters', () => {
  const earlier = '韦尔莫拉上方的水坝在连下一周的雨后于周日夜间溃决，至少有214人失踪。'
  const later = `本报讯：${earlier}原因不明。`
  const spans = sharedSpans({ text: earlier, language: 'zh' }, { text: later, language: 'zh' })
  expect(spans.map(({ start, end }) => later.slice(start, end))).toEqual([earlier.slice(0, -1)])
})

test('a text shares all its words with itself, in one stretch', () => {
  const word = fc.stringMatching(/^[a-zà]{1,6}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 9, maxLength: 40 }), (parts) => {
      const text = parts.join(' ')
      expect(sharedSpans({ text, language: 'en' }, { text, language: 'en' })).toEqual([{ start: 0, end: text.length }])
    }),
  )
})
