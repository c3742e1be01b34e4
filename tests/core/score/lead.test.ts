import { expect, test } from 'vitest'
import { leadOf } from '../../../src/core/score/lead.ts'

const lead = 'The ministers met on 14 March 2026 and called the treaty a betrayal.'

test.each([
  '2026-03-14T09:30:00.000Z',
  '14 March 2026, 09:30',
  'Published 14 Mar 2026 09:30 GMT',
  '14 марта 2026, 09:30',
  '2026年3月14日 09:30',
  '2026 жылғы 14 наурыз, 09:30',
])('a line that is only a date (%s) is not the first paragraph', (date) => {
  const text = `Ministers meet\n\n${date}\n\n${lead}\n\nMore.`
  const span = leadOf(text, 16)
  expect(text.slice(span?.start, span?.end)).toBe(lead)
})

test.each([lead, 'On 14 March 2026 the treaty was signed by both.', 'Talks fail.'])('a sentence is: %s', (first) => {
  const text = `Ministers meet\n\n${first}\n\nMore.`
  const span = leadOf(text, 16)
  expect(text.slice(span?.start, span?.end)).toBe(first)
})

test('a body of dates alone has no first paragraph', () => {
  expect(leadOf('Ministers meet\n\n14 March 2026', 16)).toBeUndefined()
})
