import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkReportFolder, publishReport } from '../../src/io/publish.ts'

const scratch = () => mkdtemp(join(tmpdir(), 'publish-'))
const files = new Map([
  ['report.json', '{}'],
  ['bundle/pages.warc', 'x'],
])

test('a report takes the place of an earlier one, and leaves nothing beside it', async () => {
  const parent = await scratch()
  const folder = join(parent, 'reports', 'one')
  await publishReport(
    new Map([
      ['report.json', 'old'],
      ['rates.csv', ''],
    ]),
    folder,
  )
  await publishReport(files, folder)
  expect((await readdir(folder)).toSorted()).toEqual(['bundle', 'report.json'])
  expect(await readFile(join(folder, 'report.json'), 'utf8')).toBe('{}')
  expect(await readdir(join(parent, 'reports'))).toEqual(['one'])
})

test('a folder that holds anything else is never touched', async () => {
  const folder = await scratch()
  await writeFile(join(folder, 'thesis.docx'), 'years of work')
  await expect(checkReportFolder(folder)).rejects.toMatchObject({ code: 'folder-taken' })
  await expect(publishReport(files, folder)).rejects.toMatchObject({ code: 'folder-taken' })
  expect(await readdir(folder)).toEqual(['thesis.docx'])
})

test('a report that cannot be written leaves the earlier one as it was', async () => {
  const folder = join(await scratch(), 'one')
  await publishReport(new Map([['report.json', 'old']]), folder)
  // A file whose folder is a file: the system refuses to write it.
  const broken = new Map([...files, ['report.json/inside', 'x']])
  await expect(publishReport(broken, folder)).rejects.toMatchObject({ code: 'report-unwritable' })
  expect(await readFile(join(folder, 'report.json'), 'utf8')).toBe('old')
})

test('an earlier report is not replaced while other work lies beside it', async () => {
  const folder = join(await scratch(), 'one')
  await publishReport(files, folder)
  await writeFile(join(folder, 'notes.txt'), 'read twice')
  await expect(publishReport(files, folder)).rejects.toMatchObject({ code: 'folder-taken', message: expect.stringContaining('notes.txt') })
  expect((await readdir(folder)).toSorted()).toEqual(['bundle', 'notes.txt', 'report.json'])
})

test('an empty folder may be used', async () => {
  const folder = join(await scratch(), 'empty')
  await mkdir(folder)
  await expect(checkReportFolder(folder)).resolves.toBeUndefined()
})
