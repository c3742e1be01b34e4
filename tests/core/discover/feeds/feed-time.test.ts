import { afterEach, expect, test } from 'vitest'
import { toIsoTime } from '../../../../src/core/discover/feeds/feed-time.ts'

const home = process.env['TZ']
afterEach(() => {
  if (home === undefined) delete process.env['TZ']
  else process.env['TZ'] = home
})

test.each([
  ['Wed, 14 Oct 2026 10:00:00 GMT', '2026-10-14T10:00:00Z'],
  ['Wed,14 Oct 2026 10:00:00 UT', '2026-10-14T10:00:00Z'],
  ['Wed, 14 Oct 2026 10:00:00 +0300 (MSK)', '2026-10-14T10:00:00+03:00'],
  ['Wed, 14 Oct 2026 10:00:00 MSK', '2026-10-14T10:00:00+03:00'],
  ['Wed, 14 Oct 2026 10:00:00 CEST', '2026-10-14T10:00:00+02:00'],
  ['Wed, 14 Oct 2026 10:00:00 EDT', '2026-10-14T10:00:00-04:00'],
  ['Wed, 14 Oct 2026 10:00:00 GMT+3', '2026-10-14T10:00:00+03:00'],
  ['14 Oct 26 10:00 GMT', '2026-10-14T10:00:00Z'],
  ['Wed Oct 14 10:00:00 UTC 2026', '2026-10-14T10:00:00Z'],
  ['2026-10-14T10:00:00.250Z', '2026-10-14T10:00:00.250Z'],
  ['2026-10-14T10:00:00-0700', '2026-10-14T10:00:00-0700'],
  ['2026-10-14 10:00:00 +0300', '2026-10-14T10:00:00+03:00'],
  ['2026-10-14T10:00:00+03', '2026-10-14T10:00:00+03:00'],
  ['20261014T100000Z', '2026-10-14T10:00:00Z'],
  ['1791972000', '2026-10-14T10:00:00Z'],
  ['2026-10-14', '2026-10-14'],
  ['14.10.2026 10:00', '2026-10-14'],
  ['Ср, 14 окт 2026 10:00:00 +0300', '2026-10-14'],
  ['2026年10月14日 10:00', '2026-10-14'],
  ['2026-10-14T25:00:00Z', '2026-10-14'],
  ['2026-10-14T23:59:60Z', '2026-10-14'],
  ['2026-10-14T10:00:00+24:00', '2026-10-14'],
])('a feed may write %s', (written, expected) => {
  expect(toIsoTime(written)).toBe(expected)
})

test.each(['Wed, 14 Oct 2026 10:00:00', '2026-10-14 10:00:00', '2026-10-14T10:00:00', 'Wed Oct 14 10:00:00 2026'])(
  'a time without a zone is UTC wherever it is read: %s',
  (written) => {
    for (const zone of ['Asia/Almaty', 'America/New_York']) {
      process.env['TZ'] = zone
      expect(toIsoTime(written)).toBe('2026-10-14T10:00:00Z')
    }
  },
)

test('a zone whose name means several costs the time, not the day', () => {
  expect(toIsoTime('Wed, 14 Oct 2026 10:00:00 IST')).toBe('2026-10-14')
})

test.each([
  'Wed, 14 Oct 10:00:00 GMT',
  '14 Oct',
  'Article 5',
  '2026',
  '2026-02-31',
  'Wed, 31 Feb 2026 10:00:00 GMT',
  '0000-00-00 00:00:00',
  '10/11/2026',
  'Wed, 10/11/2026 - 08:15',
  'Today',
  '',
])('what is no whole date, or has two readings, is none: "%s"', (written) => {
  expect(toIsoTime(written)).toBeUndefined()
})
