import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLexicon } from '../../../src/io/config/lexicon-file.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frameshift-lexicon-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('every mistake in patterns is told with its line, beside the other mistakes of the file', async () => {
  const path = join(folder, 'wrong.yaml')
  const lines = [
    'id: wrong',
    'version: 1',
    'frames:',
    '  - { id: betrayal, definition: Faith is broken. }',
    'terms:',
    '  - id: first',
    '    frame: betrayal',
    '    concept: first',
    '    language: en',
    '    match: word',
    '    patterns:',
    '      - stab in the back',
    '      - "betray.*"',
    '    unless: ["{a"]',
  ]
  await writeFile(path, lines.join('\n'))
  const message = await readLexicon(path, []).then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  )
  expect(message).toContain('3 mistakes')
  expect(message).toContain('line 10, terms[0].match')
  expect(message).toContain('line 13, terms[0].patterns[1]: the pattern cannot be used, character 7: it looks like a regular expression')
  expect(message).toContain('line 14, terms[0].unless[0]: the pattern cannot be used, character 1: the bracket "{" is not closed')
})
