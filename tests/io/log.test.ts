import { expect, describe, test } from 'vitest'
import { logLine } from '../../src/io/log.ts'
import { readVectors } from './web/vectors.ts'

const { cases, isAbsent, note } = readVectors<{ readonly id: string; readonly value: string; readonly where: readonly string[] }>('log')

describe.skipIf(isAbsent)(`outside strings in the log${note}`, () => {
  test.each(cases)('$id', ({ value, where }) => {
    for (const place of where) {
      const line = logLine({ level: 'info', event: 'request', [place]: value })
      const read: unknown = JSON.parse(line)
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\ud800-\udfff]/)
      expect(read).toMatchObject({ level: 'info', event: 'request' })
      expect(Object.values(Object(read)).every((shown) => String(shown).length <= 2000)).toBe(true)
      expect(line).not.toMatch(/user:secret|token=abc|api_key=def/)
    }
  })
})

test('logLine hides what sounds like a secret and keeps the rest of an address', () => {
  const line = logLine({ event: 'x', url: 'https://me:pass@news.example/a?page=2&access_token=s3cret', header: 'Bearer abc.def' })
  expect(JSON.parse(line)).toEqual({ event: 'x', url: 'https://***@news.example/a?page=2&access_token=***', header: 'Bearer ***' })
})
