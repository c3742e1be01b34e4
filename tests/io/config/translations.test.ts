import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { translationFinder } from '../../../src/core/report/translations.ts'
import { readTranslations } from '../../../src/io/config/translations.ts'

const folder = mkdtempSync(join(tmpdir(), 'translations-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const entry = { sentence: 'Это предательство.', translation: 'This is betrayal.', by: 'Vera Quill' }

test('translations are read from JSON Lines and from YAML alike, into English unless told', async () => {
  const lines = await readTranslations(file('a.jsonl', `${JSON.stringify(entry)}\n\n${JSON.stringify({ ...entry, language: 'de' })}\n`))
  expect(lines.map(({ language }) => language)).toEqual(['en', 'de'])
  const yaml = await readTranslations(file('a.yaml', `- sentence: "Это предательство."\n  translation: This is betrayal.\n  by: Vera Quill\n`))
  expect(yaml).toEqual([{ ...entry, language: 'en' }])
})

test('a sentence is found whatever blanks stand in it', () => {
  const find = translationFinder([{ ...entry, language: 'en' }])
  expect(find('Это  предательство.\n')?.by).toBe('Vera Quill')
  expect(find('Это')).toBeUndefined()
})

test('every mistake is named with its line, and a file that is not there is said so', async () => {
  const path = file('b.jsonl', `{"sentence": "a"}\nnot json\n${JSON.stringify(entry)}\n`)
  await expect(readTranslations(path)).rejects.toMatchObject({
    code: 'translations-invalid',
    message: expect.stringMatching(/line 1: .*; line 2: /),
  })
  await expect(readTranslations(join(folder, 'none.yaml'))).rejects.toMatchObject({ code: 'translations-unreadable' })
})
