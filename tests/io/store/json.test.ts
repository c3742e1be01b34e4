import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeJson, encodeJson } from '../../../src/io/store/json.ts'

test('what is written is read again, with the numbers that JSON lacks and whatever texts say', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('null', '\u0000', '\u0000NaN', '\u0000\u0000', String.raw`\u0000`))
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, text, fc.double(), fc.boolean(), fc.array(tie('any')), fc.dictionary(fc.string(), tie('any'))),
  })).any
  fc.assert(
    fc.property(value, (given) => {
      // JSON has no -0, and none of our numbers is one.
      const isZero = (part: unknown) => Object.is(part, -0)
      fc.pre(!containsPart(given, isZero))
      expect(decodeJson(encodeJson(given), 'a value')).toEqual(given)
    }),
    { numRuns: 200 },
  )
})

test('absent properties stay absent, and no value is null', () => {
  expect(decodeJson(encodeJson({ a: undefined, b: 1 }), 'a value')).toEqual({ b: 1 })
  expect(decodeJson(encodeJson(undefined), 'a value')).toBeNull()
})

test('text that is no JSON is a damaged store', () => {
  expect(() => decodeJson('{"a":', 'an article')).toThrow(/Cannot read an article in the store: expected JSON/)
})

function containsPart(value: unknown, is: (part: unknown) => boolean): boolean {
  if (is(value)) return true
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => containsPart(part, is))
}
