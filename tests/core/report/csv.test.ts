import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  articlesCsv,
  claimsCsv,
  codebookCsv,
  contrastsCsv,
  hitsCsv,
  outletsCsv,
  ratesCsv,
  textCell,
} from '../../../src/core/report/tables/csv.ts'
import { sampleReport } from '../../fixtures/report/sample.ts'

const vectors = `${process.env.FRAMESHIFT_BENCH_DATA ?? '../shared/data'}/security/output-csv.json`
const vectorsSchema = z.object({ cases: z.array(z.object({ id: z.string(), cell: z.string() })) })

test.skipIf(!existsSync(vectors))(
  'no title, however hostile, opens a formula, and it stays what it was (skipped without security/output-csv.json)',
  async () => {
    const { cases } = vectorsSchema.parse(JSON.parse(await readFile(vectors, 'utf8')))
    expect(cases.length).toBeGreaterThan(0)
    for (const { id, cell } of cases) {
      const data = sampleReport()
      const articles = data.articles.map((entry) => ({ ...entry, article: { ...entry.article, title: cell } }))
      const parsed = parseCsv(articlesCsv({ ...data, articles }))[1]?.[2] ?? ''
      expect(`${id} ${parsed}`).not.toMatch(/^\S+ [=+\-@＝＋－＠\t\r\n]/u)
      expect([cell, `'${cell}`]).toContain(parsed)
    }
  },
)

test('blanks and invisible characters in front do not hide a formula', () => {
  expect([' =1', '\uFEFF=1', '\u0000+1', '\u200B@A1'].map(textCell)).toEqual(["' =1", "'\uFEFF=1", "'\u0000+1", "'\u200B@A1"])
})

test('plain words and negative numbers of number columns are left alone', () => {
  expect(textCell('five-year plan')).toBe('five-year plan')
  expect(hitsCsv(sampleReport())).toContain(',-0.32,')
})

test('outlets.csv has every outlet, with its groups, also those without an article, and its ids are those of the other tables', () => {
  const data = sampleReport()
  const [head = [], ...rows] = parseCsv(outletsCsv(data))
  const column = (name: string) => rows.map((row) => row[head.indexOf(name)])
  expect(column('outlet')).toEqual(data.outlets.map(({ outlet }) => outlet.id))
  expect(column('status')).toEqual(data.outlets.map(({ status }) => status))
  const total = column('articles').reduce((sum, count) => sum + Number(count), 0)
  expect(total).toBe(data.articles.length)
  expect(column('articles')).toContain('0')
  const [first] = data.outlets
  const grouped = { ...data, outlets: [{ ...first!, outlet: { ...first!.outlet, groups: { bloc: 'hills', ownership: 'public' } } }] }
  expect(parseCsv(outletsCsv(grouped))[1]).toContain('bloc: hills; ownership: public')
})

test('every table is rectangular, and the codebook explains each of its columns', () => {
  const data = sampleReport()
  const tables = {
    'outlets.csv': outletsCsv(data),
    'articles.csv': articlesCsv(data),
    'hits.csv': hitsCsv(data),
    'claims.csv': claimsCsv(data),
    'rates.csv': ratesCsv(data),
    'contrasts.csv': contrastsCsv(data),
  }
  const explained = parseCsv(codebookCsv()).slice(1)
  for (const [name, text] of Object.entries(tables)) {
    const [head = [], ...rows] = parseCsv(text)
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head.length]))
    expect(explained.filter(([file]) => file === name).map(([, column]) => column)).toEqual(head)
  }
})

/** RFC 4180, as small as it goes: what a reader on the other side does. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (quoted) {
      if (character !== '"') cell += character
      else if (text.charAt(at + 1) === '"') cell += text.charAt(at++)
      else quoted = false
    } else if (character === '"') quoted = true
    else if (character === ',' || character === '\n') {
      row.push(cell)
      cell = ''
      if (character === '\n') {
        rows.push(row)
        row = []
      }
    } else cell += character
  }
  return rows
}
