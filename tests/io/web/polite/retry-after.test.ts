import { expect, test } from 'vitest'
import { retryAfterMs } from '../../../../src/io/web/polite/retry-after.ts'

const nowMs = Date.parse('2026-11-24T12:00:00Z')

test.each([
  ['120', 120_000],
  ['0', 0],
  ['-5', 0],
  ['1.5', 1500],
  [' 3 ', 3000],
  ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
  ['Tuesday, 24-Nov-26 12:00:30 GMT', 30_000],
  ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %j asks for %s ms', (value, wanted) => {
  expect(retryAfterMs(value, nowMs)).toBe(wanted)
})
