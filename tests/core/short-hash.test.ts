import { expect, test } from 'vitest'
import { shortHash } from '../../src/core/short-hash.ts'

test('a hash is shown by its first twelve figures', () => {
  expect(shortHash('0123456789abcdef'.repeat(4))).toBe('0123456789ab')
})
