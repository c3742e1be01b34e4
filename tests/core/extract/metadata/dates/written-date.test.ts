import { expect, test } from 'vitest'
import { dayFirst, findWrittenDate, toIsoDate } from '../../../../../src/core/extract/metadata/dates/written-date.ts'

test.each([
  ['2026-03-14T09:30:00+01:00', '2026-03-14T09:30:00+01:00'],
  ['2026-03-14T09:30:00.123Z', '2026-03-14T09:30:00Z'],
  ['2026-03-14 09:30:00 +0530', '2026-03-14T09:30:00+05:30'],
  ['2026-03-14T09:30:00', '2026-03-14'],
  ['2026-03-14', '2026-03-14'],
  ['20260314T093000Z', '2026-03-14T09:30:00Z'],
  ['Sat, 14 Mar 2026 09:30:00 GMT', '2026-03-14T09:30:00Z'],
  ['Sat Mar 14 2026 09:30:00 GMT+0100', '2026-03-14T09:30:00+01:00'],
  ['1773480600', '2026-03-14T09:30:00Z'],
  ['March 14, 2026', '2026-03-14'],
])('%s is read as %s', (written, iso) => {
  expect(toIsoDate(written, dayFirst)).toBe(iso)
})

test.each([
  '',
  'yesterday',
  '2026-02-31',
  '2026-03-142026-03-15',
  '2026-13-01',
  '+275760-09-13T00:00:00.001Z',
  '9'.repeat(100_000),
  '1875-01-01',
])('%.40s is no date', (written) => {
  expect(toIsoDate(written, dayFirst)).toBeUndefined()
})

test.each([
  ['Published 14 March 2026 at noon', '2026-03-14'],
  ['14. März 2026', '2026-03-14'],
  ['14 марта 2026', '2026-03-14'],
  ['14 de marzo de 2026', '2026-03-14'],
  ['14 mars 2026', '2026-03-14'],
  ['14 marca 2026', '2026-03-14'],
  ['14 Μαρτίου 2026', '2026-03-14'],
  ['2026年3月14日 09:30', '2026-03-14'],
  ['14 наурыз 2026', '2026-03-14'],
  ['14 наурыз, 2026', '2026-03-14'],
  ['2026 жылғы 14 наурызда', '2026-03-14'],
  ['2026 ж. 29 қараша, 09:30', '2026-11-29'],
  ['Жарияланды: 2026 жылдың 5 мамыры', '2026-05-05'],
  ['14.03.2026', '2026-03-14'],
  ['03/14/2026', '2026-03-14'],
  ['Sa 14.03.26 | 14:07 Uhr', '2026-03-14'],
  ['Sept. 3rd, 2026', '2026-09-03'],
  ['3 наурыз 2026, 10:15', '2026-03-03'],
  ['2026 ж. 3 наурыз', '2026-03-03'],
  ['2026. március 3., kedd', '2026-03-03'],
  ['03 मार्च 2026', '2026-03-03'],
  ['٣ مارس ٢٠٢٦', '2026-03-03'],
  ['3 במרץ 2026', '2026-03-03'],
  ['3 มีนาคม 2569', '2026-03-03'],
  ['Thứ ba, 3 tháng 3, 2026', '2026-03-03'],
  ['3 de marzo del 2026', '2026-03-03'],
  ['3. marraskuuta 2026', '2026-11-03'],
  ['2026 m. kovo 3 d.', '2026-03-03'],
])('%s holds the day %s', (text, day) => {
  expect(findWrittenDate(text, dayFirst)).toBe(day)
})

test('who is asked which number is the month is asked only where both could be, and never between dots', () => {
  const asked: unknown[] = []
  const monthFirst = (readings: { readonly monthFirst: string }) => {
    asked.push(readings)
    return readings.monthFirst
  }
  const written = ['03/04/2026', '3-4-2026', '14/03/2026', '03/14/2026', '03.04.2026', '3 April 2026', '2026/04/03']
  expect(written.map((text) => findWrittenDate(text, monthFirst))).toEqual([
    '2026-03-04',
    '2026-03-04',
    '2026-03-14',
    '2026-03-14',
    '2026-04-03',
    '2026-04-03',
    '2026-04-03',
  ])
  expect(asked).toHaveLength(2)
})
