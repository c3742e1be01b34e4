import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLexicon, summaryOf, type LexiconFile } from '../../../src/io/config/lexicon-file.ts'
import { mostBytesAtOnce, openShelf } from '../../../src/web/work/shelf.ts'

const small = `id: small
version: 1
frames:
  - id: betrayal
    definition: An act is told as breaking faith.
terms:
  - id: sell-out
    frame: betrayal
    concept: sell-out
    language: en
    patterns: [sell-out]
    examples: [The pact is a sell-out.]
`
let folder: string
const paths = () => ({ configFolders: [folder], resolvePath: (path: string) => join(folder, path) })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frameshift-shelf-'))
  await mkdir(join(folder, 'lexicons'))
  await writeFile(join(folder, 'lexicons/small.yaml'), small)
  await writeFile(join(folder, 'lexicons/broken.yaml'), 'id: [')
  await writeFile(join(folder, 'lexicons/large.yaml'), `${small.replace('small', 'large')}# ${'-'.repeat(mostBytesAtOnce)}\n`)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

test('a large lexicon that is still being read holds nobody up, and is there once it is read', async () => {
  const reading = Promise.withResolvers<undefined>()
  const read = async (path: string): Promise<LexiconFile> => {
    if (path.endsWith('large.yaml')) await reading.promise
    return readLexicon(path, [folder])
  }
  const shelf = openShelf(paths(), { read, summarize: async (path) => summaryOf(await read(path)), patienceMs: 1 })
  expect((await shelf.lexicons()).map(({ id }) => id)).toEqual(['small'])
  expect(await shelf.unreadLexicons()).toEqual(['large'])
  expect((await shelf.brokenLexicons()).map(({ name }) => name)).toEqual(['broken'])
  await expect(shelf.lexicon('large')).rejects.toMatchObject({ code: 'lexicon-unread' })
  expect((await shelf.lexicon('small')).lexicon.terms).toHaveLength(1)
  await expect(shelf.lexicon('../small')).rejects.toMatchObject({ code: 'lexicon-missing' })
  reading.resolve(undefined)
  await expect.poll(() => shelf.unreadLexicons()).toEqual([])
  expect((await shelf.lexicon('large')).lexicon.id).toBe('large')
})

test('a lexicon is read again when its file is another', async () => {
  const shelf = openShelf(paths())
  expect((await shelf.lexicon('small')).lexicon.version).toBe(1)
  await writeFile(join(folder, 'lexicons/small.yaml'), small.replace('version: 1', 'version: 12'))
  expect((await shelf.lexicon('small')).lexicon.version).toBe(12)
  expect((await shelf.lexicons()).map(({ id, version }) => `${id} ${version}`)).toEqual(['large 1', 'small 12'])
})
