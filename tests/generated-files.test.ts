import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generatedFiles } from '../scripts/schemas.ts'

test.each([...generatedFiles()])('%s is what "npm run schemas" makes', (path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test('every setting is described', () => {
  const page = generatedFiles().get('docs/reference/settings.md') ?? ''
  expect(page.split('\n').filter((line) => /^\| `[^|]*\|\s*\|/.test(line))).toEqual([])
  expect(page).toContain('`network.hostIntervalMs`')
})
