import { expect, test } from 'vitest'
import { pickLead } from '../../../src/core/discover/lead.ts'

const now = Date.UTC(2026, 9, 15, 12)
const asking = { windowDays: 3, now }

function item(title: string, publishedAt: string | undefined, more: { summary?: string; language?: string } = {}) {
  const url = `https://outlet.example/${encodeURIComponent(title)}`
  return { url, title, summary: more.summary ?? '', publishedAt, id: undefined, author: undefined, language: more.language ?? 'en' }
}

const titleOf = (query: string, items: Parameters<typeof pickLead>[0]) => pickLead(items, { ...asking, query })?.title

test('the article that holds most words of the query leads, in whatever ending; of equals, the newest', () => {
  const items = [
    item('Altyndala exports more oil', '2026-10-15T10:00:00Z'),
    item('Altyndala and Marenta sign an oil pipeline deal', '2026-10-13T10:00:00Z'),
    item('Pipelines and oil: Altyndala waits', '2026-10-14T10:00:00Z'),
  ]
  expect(titleOf('altyndala oil pipeline', items)).toBe('Pipelines and oil: Altyndala waits')
})

test('words may stand in the summary, and in the outlet’s own language', () => {
  expect(titleOf('harbour strike', [item('Cranes rest', '2026-10-15', { summary: 'A strike closes the harbour.' })])).toBe('Cranes rest')
  const russian = item('Забастовка закрыла порты', '2026-10-15', { language: 'ru' })
  expect(titleOf('забастовка порт', [russian])).toBe(russian.title)
})

test('an item stamped ahead of the clock does not pass for the newest; of minutes, clocks are the cause', () => {
  const query = 'altyndala oil'
  const late = item('Altyndala sells oil', '2026-10-15T11:00:00Z')
  for (const ahead of ['2026-10-15T13:00:00Z', '2026-10-15T19:00:00+00:00', '2026-10-16'])
    expect(titleOf(query, [item('Altyndala oil ahead', ahead), late]), ahead).toBe(late.title)
  expect(titleOf(query, [item('Altyndala oil just now', '2026-10-15T12:02:00Z'), late])).toBe('Altyndala oil just now')
  // Alone, it is an answer.
  expect(titleOf(query, [item('Altyndala oil ahead', '2026-10-15T19:00:00Z')])).toBe('Altyndala oil ahead')
})

test('half of the words, another week, or tomorrow’s paper is no answer; an article without a date is one, after the dated', () => {
  const query = 'altyndala oil'
  expect(titleOf(query, [item('Altyndala votes', '2026-10-15')])).toBeUndefined()
  expect(titleOf(query, [item('Altyndala oil flows', '2026-10-01')])).toBeUndefined()
  expect(titleOf(query, [item('Altyndala oil flows', '2026-10-20')])).toBeUndefined()
  // Of a bare day, the last moment may be meant.
  expect(titleOf(query, [item('Altyndala oil flows', '2026-10-12')])).toBe('Altyndala oil flows')
  expect(titleOf(query, [item('Altyndala oil flows', '2026-10-12T00:00:00Z')])).toBeUndefined()
  const undated = item('Oil of Altyndala', undefined)
  expect(titleOf(query, [undated])).toBe(undated.title)
  expect(titleOf(query, [undated, item('Altyndala sells oil', '2026-10-14')])).toBe('Altyndala sells oil')
})
