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

test('half of the words, another week, or tomorrow’s paper is no answer; an article without a date is one, after the dated', () => {
  const query = 'altyndala oil'
  expect(titleOf(query, [item('Altyndala votes', '2026-10-15')])).toBeUndefined()
  expect(titleOf(query, [item('Altyndala oil flows', '2026-10-01')])).toBeUndefined()
  expect(titleOf(query, [item('Altyndala oil flows', '2026-10-20')])).toBeUndefined()
  const undated = item('Oil of Altyndala', undefined)
  expect(titleOf(query, [undated])).toBe(undated.title)
  expect(titleOf(query, [undated, item('Altyndala sells oil', '2026-10-14')])).toBe('Altyndala sells oil')
})
