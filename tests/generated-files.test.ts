import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generatedFiles } from '../scripts/schemas.ts'

const files = await generatedFiles()

test.each([...files])('%s is what "npm run schemas" makes', (path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test('every setting is described', () => {
  const page = files.get('docs/reference/settings.md') ?? ''
  expect(page.split('\n').filter((line) => /^\| `[^|]*\|\s*\|/.test(line))).toEqual([])
  expect(page).toContain('`network.hostIntervalMs`')
})

test('every argument and every option of every command says what it does', () => {
  const page = files.get('docs/reference/commands.md') ?? ''
  expect(page.split('\n').filter((line) => /^\| `.*` \|\s*\|$/.test(line))).toEqual([])
  expect(page).toContain('### lexicon what-if')
})
