import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createValenceScorer } from '../../../src/core/sentiment/valence.ts'
import { readLanguages } from '../../../src/io/config/languages.ts'
import { readValenceLists } from '../../../src/io/config/valence-lists.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'valence-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function folderWith(name: string, text: string): Promise<string> {
  const made = await mkdtemp(join(folder, 'config-'))
  await mkdir(join(made, 'valence'))
  await writeFile(join(made, 'valence', name), text)
  return made
}

test.each([
  ['en', 'Critics condemned the corrupt deal.', 'Voters praised the honest mayor.'],
  ['ru', 'Депутаты осудили коррупцию в ведомстве.', 'Жители похвалили честного мэра.'],
  ['zh', '媒体谴责这一丑闻。', '市民赞扬这一成就。'],
  ['kk', 'Депутаттар жемқорлықты айыптады.', 'Тұрғындар әділ әкімді мақтады.'],
])('the list that comes with the project tells bad news from good in %s', async (language, bad, good) => {
  const scorer = createValenceScorer(await readValenceLists(['config']))
  const words = (await readLanguages(['config'])).get(language)
  expect(scorer.score({ text: bad, target: undefined, language, words })?.label).toBe('negative')
  expect(scorer.score({ text: good, target: undefined, language, words })?.label).toBe('positive')
})

test('a folder that does not exist holds no lists, and the first of two folders wins', async () => {
  const first = await folderWith('en.yaml', 'language: en\nlicence: CC0-1.0\npositive: { clear: [rotten] }\n')
  const lists = await readValenceLists([join(folder, 'none'), first, 'config'])
  const scorer = createValenceScorer(lists)
  expect(scorer.score({ text: 'A rotten plan.', target: undefined, language: 'en', words: undefined })?.label).toBe('positive')
  expect(lists.has('ru')).toBe(true)
})

test('a mistake is named with file, line and what was expected', async () => {
  const broken = await folderWith('en.yaml', 'language: en\nlicence: CC0-1.0\npositive:\n  clear: ["g*d"]\n')
  await expect(readValenceLists([broken])).rejects.toThrow(
    /en\.yaml has a mistake: line 4, positive\.clear\[0\]: expected "\*" only at the end/,
  )
  const misnamed = await folderWith('en.yaml', 'language: de\nlicence: CC0-1.0\n')
  await expect(readValenceLists([misnamed])).rejects.toThrow(/expected "en", the name of the file, found "de"/)
})
