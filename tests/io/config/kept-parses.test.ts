import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { parsesIn } from '../../../src/io/config/kept-parses.ts'
import { parseYaml } from '../../../src/io/config/yaml.ts'

const schema = z.strictObject({ words: z.array(z.string()), most: z.union([z.number(), z.literal(Infinity)]) })
// A folder of its own: what is kept beside the packages is for those who use it.
const folder = mkdtempSync(join(tmpdir(), 'kept-parses-'))
const kept = parsesIn(folder)
const reading = { path: 'words.yaml', schema, code: 'words-invalid', kept }
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Never the same text twice, and long enough to be kept. */
function wordsFile(most = '.inf'): string {
  return `# ${randomUUID()}\nmost: ${most}\nwords:\n${'  - steppe\n'.repeat(300)}`
}

test('a text that was read once says the same again, numbers that JSON lacks among them', () => {
  const text = wordsFile()
  expect(kept.of(text)).toBeUndefined()
  const first = parseYaml(text, reading)
  expect(first.most).toBe(Infinity)
  expect(kept.of(text)?.value).toEqual(first)
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
  expect(kept.of(wrong)).toBeUndefined()
  const text = wordsFile()
  kept.keep(text, 'x'.repeat(5 * text.length))
  expect(kept.of(text)).toBeUndefined()
})

test('of many texts the oldest are dropped, and none is dropped elsewhere', () => {
  const own = parsesIn(join(folder, 'many'))
  const first = wordsFile()
  for (const text of [first, ...Array.from({ length: 210 }, () => wordsFile())]) own.keep(text, {})
  expect(readdirSync(join(folder, 'many')).length).toBeLessThan(200)
  expect(own.of(first)).toBeUndefined()
})
