import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { reportSchema, type ReportJson } from '../../src/core/report/json/report-schema.ts'
import { verifyReport } from '../../src/bundle/verify.ts'
import { runCli, type Ended } from './run-cli.ts'

/** A plan that is registered first, and a lexicon that is edited after its articles were seen. */
let folder: string
let dataDir: string

const lexicon = (pattern: string) => `id: small
version: 1
licence: CC0-1.0
frames:
  - { id: betrayal, definition: An act is told as breaking faith. }
terms:
  - { id: one, frame: betrayal, concept: one, language: en, patterns: ["${pattern}"], examples: ["Here: ${pattern}."] }
`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-'))
  dataDir = join(folder, 'data')
  await writeFile(join(folder, 'small.yaml'), lexicon('stab in the back'))
  await writeFile(
    join(folder, 'plan.yaml'),
    `question: Who calls it a stab in the back?\nlexicons: [${join(folder, 'small.yaml')}]\nwindow: 5d\npairs: true\nstatistics: { level: 0.9 }\n`,
  )
})

test('a plan is registered with its hash and time, and the hash of its lexicon is offered', async () => {
  const registered = await runCli(['plan', 'register', join(folder, 'plan.yaml')], { dataDir })
  expect(registered).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Registered \d{4}-.*SHA-256 [0-9a-f]{64}/) })
  expect(registered.stderr).toMatch(/lexiconHash: [0-9a-f]{64}/)
})

test('its settings hold, the report says that it came first, and what was done otherwise', async () => {
  const made = await compare('first', ['--window', '2d', '--pin', 'https://nowhere.example/'])
  expect(made.stderr).toContain('not as planned: Days either side of the anchor: 2, planned was 5')
  const report = await reportOf('first')
  expect(report.method).toMatchObject({ pairs: true, level: 0.9, windowDays: 2 })
  expect(report.run.history).toMatchObject({
    articlesBeforeLexicon: 0,
    registration: {
      question: 'Who calls it a stab in the back?',
      articlesBefore: 0,
      deviations: ['Days either side of the anchor: 2, planned was 5', 'Pinned or excluded by hand: https://nowhere.example/'],
    },
  })
  const text = await readFile(join(folder, 'first/report.md'), 'utf8')
  expect(text).toContain('before any of these articles was in the store')
  expect(text).not.toContain('Lexicon younger than its articles')
})

test('a lexicon edited after its articles were seen is said to be so, also when the report is made again', async () => {
  await writeFile(join(folder, 'small.yaml'), lexicon('oil'))
  await compare('second', [])
  const report = await reportOf('second')
  expect(report.run.history.articlesBeforeLexicon).toBe(report.articles.length)
  expect(await readFile(join(folder, 'second/report.html'), 'utf8')).toContain('Lexicon younger than its articles')
  expect(await verifyReport(join(folder, 'second'), AbortSignal.timeout(60_000))).toMatchObject({ same: true })
})

test('a mistake in a plan is one line with its place', async () => {
  await writeFile(join(folder, 'bad.yaml'), 'question: Why?\nwindows: 3d\n')
  const ended = await compare('none', [], join(folder, 'bad.yaml'))
  expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('windows') })
})

function compare(out: string, args: readonly string[], plan = join(folder, 'plan.yaml')): Promise<Ended> {
  const corpus = 'examples/press/articles/courier'
  return runCli(['compare', `${corpus}/anchor.md`, '--with', corpus, '--plan', plan, '--out', join(folder, out), ...args], { dataDir })
}

async function reportOf(out: string): Promise<ReportJson> {
  return reportSchema.parse(JSON.parse(await readFile(join(folder, out, 'report.json'), 'utf8')))
}
