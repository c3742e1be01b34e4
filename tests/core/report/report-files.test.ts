import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { toReportFiles } from '../../../src/core/report/report-files.ts'
import { sampleReport } from '../../fixtures/report/sample.ts'

const golden = new URL('../../golden/report/', import.meta.url)
const files = toReportFiles(sampleReport())

test('the same data gives the same bytes twice', () => {
  expect(toReportFiles(sampleReport())).toEqual(files)
})

test.each([...files])('%s of the sample is as it was read and approved (UPDATE_GOLDEN=1 writes it anew)', async (name, text) => {
  const path = new URL(name, golden)
  if (process.env.UPDATE_GOLDEN === '1') {
    await mkdir(golden, { recursive: true })
    await writeFile(path, text)
  }
  expect(text).toBe(await readFile(path, 'utf8'))
})
