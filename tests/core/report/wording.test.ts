import { expect, test } from 'vitest'
import { grouped } from '../../../src/core/grouped.ts'
import { counted, dayOf, percent, rangeOf, shortNumber, signed, withLimits } from '../../../src/core/report/wording.ts'

test.each([
  [0, '0'],
  [0.004, '0.004'],
  [0.42, '0.42'],
  [1.44, '1.4'],
  [9.99, '10'],
  [14.2, '14'],
  [1234.6, '1,235'],
  [Infinity, '∞'],
])('shortNumber writes %d as %s', (value, text) => {
  expect(shortNumber(value)).toBe(text)
})

test('limits are written with the value, without bound as "no limit", and not at all when they are a thousandfold apart', () => {
  const base = { value: 1.4, level: 0.95, n: 5, method: 'quasi-poisson-log-t' }
  expect(withLimits({ ...base, low: 0.5, high: 3.9 })).toBe('1.4 (0.5 to 3.9)')
  expect(withLimits({ ...base, low: 0, high: Infinity })).toBe('1.4 (0 to no limit)')
  expect(withLimits({ ...base, low: 0.0001, high: 9000 })).toBe('1.4 (interval too wide to say)')
})

test('a day is that of the place it was written at, and what is no day stays as it is', () => {
  expect(dayOf('2026-03-12T23:40:00+05:00')).toBe('12 March 2026')
  expect(dayOf('soon')).toBe('soon')
})

test('numbers have their signs, groups and plurals', () => {
  expect([
    signed(0.314),
    signed(-0.2),
    signed(0.001),
    grouped(1234567),
    counted(1, 'article'),
    counted(2, 'article'),
    percent(0.946),
  ]).toEqual(['+0.31', '−0.20', '0', '1,234,567', '1 article', '2 articles', '95%'])
})

test('a range names its ends, and one number where they are the same', () => {
  expect([rangeOf([3, 1, 5]), rangeOf([2, 2]), rangeOf([])]).toEqual(['1 to 5', '2', undefined])
})
