import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readOutlets } from '../../../src/io/config/outlets.ts'

test.each([
  ['en', 'en'],
  ['en-GB', 'en'],
  ['zh_Hans', 'zh'],
  ['rus', 'ru'],
  ['nb-NO', 'no'],
])('the language of an outlet may be written %s', async (written, code) => {
  expect((await read(`language: ${written}`)).outlets).toMatchObject([{ language: code }])
})

test('a word for a language is a mistake, which would make every headline foreign; none is no mistake', async () => {
  await expect(read('language: English')).rejects.toMatchObject({
    code: 'outlets-invalid',
    message: expect.stringContaining('outlets[0].language: expected the code of a language, such as en or zh, found "English"'),
  })
  const { outlets } = await read('')
  expect(outlets.map(({ language }) => language)).toEqual([undefined])
})

async function read(more: string) {
  const path = join(await mkdtemp(join(tmpdir(), 'outlets-')), 'outlets.yaml')
  await writeFile(path, `outlets:\n  - id: courier\n    name: Courier\n    ${more}\n`)
  return readOutlets([path])
}
