import { readFile, writeFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { reportJsonOf, toReportJson } from '../../../src/core/report/json/report-json.ts'
import { reportJsonSchema, reportSchema } from '../../../src/core/report/json/report-schema.ts'
import { sampleReport } from '../../fixtures/report/sample.ts'

const schemaFile = new URL('../../../config/schemas/report.schema.json', import.meta.url)

test('config/schemas/report.schema.json is what the code describes (UPDATE_GOLDEN=1 writes it anew)', async () => {
  const current = `${JSON.stringify(reportJsonSchema(), undefined, 2)}\n`
  if (process.env.UPDATE_GOLDEN === '1') await writeFile(schemaFile, current)
  expect(await readFile(schemaFile, 'utf8')).toBe(current)
})

test('report.json holds to its published schema', async () => {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(await readFile(schemaFile, 'utf8')))
  validate(JSON.parse(toReportJson(sampleReport())))
  expect(validate.errors ?? []).toEqual([])
})

test('report.json holds nothing that its schema does not describe', () => {
  const json: unknown = JSON.parse(toReportJson(sampleReport()))
  expect(reportSchema.parse(json)).toEqual(json)
})

test('absent values are null, a limit without bound is the string Infinity, and numbers carry twelve digits', () => {
  const data = sampleReport()
  const [contrast] = data.comparison.contrasts
  const ratio = { value: 1 / 3, low: 0, high: Infinity, level: 0.95, n: 4, method: 'exact-binomial' }
  const contrasts = [{ ...contrast!, ratio, p: undefined }]
  const json = reportJsonOf({ ...data, comparison: { ...data.comparison, contrasts } })
  expect(json.contrasts[0]).toMatchObject({ ratio: { value: 0.333333333333, high: 'Infinity' }, p: null })
})
