import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { keepParse, keptParse } from '../../../src/io/config/kept-parses.ts'
import { parseYaml } from '../../../src/io/config/yaml.ts'

const schema = z.strictObject({ words: z.array(z.string()), most: z.union([z.number(), z.literal(Infinity)]) })
const reading = { path: 'words.yaml', schema, code: 'words-invalid' }

/** Never the same text twice, and long enough to be kept. */
function wordsFile(most = '.inf'): string {
  return `# ${randomUUID()}\nmost: ${most}\nwords:\n${'  - steppe\n'.repeat(300)}`
}

test('a text that was read once says the same again, numbers that JSON lacks among them', () => {
  const text = wordsFile()
  expect(keptParse(text)).toBeUndefined()
  const first = parseYaml(text, reading)
  expect(first.most).toBe(Infinity)
  expect(keptParse(text)?.value).toEqual(first)
  expect(parseYaml(text, reading)).toEqual(first)
})

test('a text that another schema had no fault with is told its mistake with its line all the same', () => {
  const text = wordsFile('"many"')
  parseYaml(text, { ...reading, schema: z.looseObject({}) })
  expect(() => parseYaml(text, reading)).toThrow(/line 2, most: /)
})

test('neither a text with mistakes is kept nor one that makes much of little', () => {
  const wrong = wordsFile('soon')
  expect(() => parseYaml(wrong, reading)).toThrow(/line 2/)
  expect(keptParse(wrong)).toBeUndefined()
  const text = wordsFile()
  keepParse(text, 'x'.repeat(5 * text.length))
  expect(keptParse(text)).toBeUndefined()
})
