import { expect, test } from 'vitest'
import { stampOf } from '../src/report-place.ts'

test('a run by hand in the minute or the second of another has a folder of its own', () => {
  expect(stampOf(Date.parse('2026-11-29T17:34:00Z'))).toBe('2026-11-29T1734')
  expect(stampOf(Date.parse('2026-11-29T17:34:35.733Z'))).toBe('2026-11-29T173435733')
  expect(stampOf(Date.parse('2026-11-29T17:34:35.734Z'))).toBe('2026-11-29T173435734')
})
