import { expect, test } from 'vitest'
import { dayOfOtherCalendar } from '../../../../../src/core/extract/metadata/dates/other-calendars.ts'
import { dayFirst, findWrittenDate } from '../../../../../src/core/extract/metadata/dates/written-date.ts'

test('dates of the Iranian calendar are what ICU makes of them, over 90 years', () => {
  const persian = new Intl.DateTimeFormat('en-u-ca-persian', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' })
  for (let day = Date.UTC(1992, 0, 1); day < Date.UTC(2082, 0, 1); day += 5 * 86_400_000) {
    const date = new Date(day)
    const parts = new Map(persian.formatToParts(date).map(({ type, value }) => [type, value]))
    const written = `${Number.parseInt(parts.get('year') ?? '', 10)}/${parts.get('month')}/${parts.get('day')}`
    expect(dayOfOtherCalendar(written, true), written).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()])
  }
})

test.each([
  ['۱۲ اسفند ۱۴۰۴ - ۱۰:۲۱', '2026-03-03'],
  ['تاریخ انتشار: ۱۴۰۴/۱۲/۱۲', '2026-03-03'],
  ['3 มีนาคม 2569', '2026-03-03'],
  ['令和8年3月3日', '2026-03-03'],
  ['平成元年12月31日', undefined], // 1989: before anything that is read
  ['民國115年3月3日', '2026-03-03'],
  ['۳۱ اسفند ۱۴۰۴', undefined], // the month has 29 days
  ['1404/12/12', undefined], // nothing says that this is Persian
])('%s is %s', (written, day) => {
  expect(findWrittenDate(written, dayFirst)).toBe(day)
})
