import { expect, test } from 'vitest'
import { isSteady } from '../../../bench/running/steady.ts'

test('a contender is steady whose odd and even rounds agree within 20 %, and one round cannot tell', () => {
  expect(isSteady([100, 115, 100, 119, 101])).toBe(true)
  expect(isSteady([100, 130, 100, 130, 100])).toBe(false)
  expect(isSteady([80, 100, 80, 100])).toBe(false)
  expect(isSteady([50])).toBe(true)
  expect(isSteady([])).toBe(true)
})
