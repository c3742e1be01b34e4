import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLanguages } from '../../../src/io/config/languages.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'languages-'))
  await mkdir(join(folder, 'languages'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

test('the languages that ship are valid, and every one says how it quotes, reports and denies', async () => {
  const languages = await readLanguages([fileURLToPath(new URL('../../../config', import.meta.url))])
  expect([...languages.keys()]).toEqual(expect.arrayContaining(['en', 'kk', 'ru', 'zh']))
  for (const language of languages.values()) {
    expect(language.quotes.length).toBeGreaterThan(0)
    expect(language.verbs.report.length).toBeGreaterThan(5)
    expect(language.negators.length).toBeGreaterThan(0)
  }
})

test('a language in the first folder stands before the same language in a later one', async () => {
  await writeFile(join(folder, 'languages', 'en.yaml'), 'code: en\nname: My English\n')
  const languages = await readLanguages([folder, fileURLToPath(new URL('../../../config', import.meta.url))])
  expect(languages.get('en')?.name).toBe('My English')
  expect(languages.get('ru')?.name).toBe('Russian')
})

test('a folder that does not exist holds no languages', async () => {
  await expect(readLanguages([join(folder, 'nothing-here')])).resolves.toEqual(new Map())
})

test('a mistake is named by file, line and place', async () => {
  await writeFile(join(folder, 'languages', 'xx.yaml'), 'code: xx\nname: Made up\nverbs:\n  reprot: [say]\n')
  await expect(readLanguages([folder])).rejects.toMatchObject({
    code: 'language-invalid',
    message: expect.stringMatching(/xx\.yaml.*line 4.*reprot/s),
  })
})

test('a file must be named after its code', async () => {
  await writeFile(join(folder, 'languages', 'fi.yaml'), 'code: sv\nname: Swedish\n')
  await expect(readLanguages([folder])).rejects.toMatchObject({ code: 'language-invalid' })
})
