import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { verifyReport } from '../../src/bundle/verify.ts'
import { reportSchema, type ReportJson } from '../../src/core/report/json/report-schema.ts'
import { seededRandom } from '../../src/core/stats/seeded-random.ts'
import { runCli } from './run-cli.ts'

/** A corpus in which everything is as awkward as it can be, and one of a single article. */
let folder: string
let report: ReportJson
let html: string
let markdown: string

const lexicon = `id: small
version: 1
licence: CC0-1.0
frames:
  - { id: betrayal, name: Betrayal, definition: An act is told as breaking faith. }
terms:
  - { id: stab, frame: betrayal, concept: stab, language: en, patterns: ["stab in the back"], examples: ["A stab in the back."] }
`
const titles = ['</script><script>window.__p=1</script>', 'Oil \u202Eesrever ni\u202C and \u200Fmarks', 'x'.repeat(10_000)]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hard-'))
  await mkdir(join(folder, 'press'))
  await writeFile(join(folder, 'small.yaml'), lexicon)
  for (let index = 0; index < 5; index++) {
    await article('steady', index, sentences(index, 6) + (index === 0 ? ' It is a stab in the back. Again, a stab in the back.' : ''))
    await article('quiet', index, sentences(index + 20, 6))
  }
  await article('quiet', 9, sentences(40, 900))
  await article('single', 0, `${sentences(60, 6)} This is a stab in the back.`)
  for (const [index, title] of titles.entries()) await article(`hostile-${index}`, index, sentences(70 + 9 * index, 6), title)
  const names = await Promise.all(written.map(async (name) => ['--pin', join(folder, 'press', name)]))
  await compare('out', [join(folder, 'press/steady-0.md'), '--with', join(folder, 'press'), ...names.flat()])
  const read = (name: string) => readFile(join(folder, 'out', name), 'utf8')
  report = reportSchema.parse(JSON.parse(await read('report.json')))
  html = await read('report.html')
  markdown = await read('report.md')
})

test('all hits in one article are said to be, and are no difference', () => {
  const contrast = report.contrasts.find(({ a }) => a === 'steady')
  expect(contrast).toMatchObject({
    verdict: 'no-clear-difference',
    sentence: expect.stringContaining('All 2 hits of steady stand in one article.'),
  })
})

test('an outlet with one article gets no verdict, and one without a hit its zero', () => {
  expect(report.contrasts.find(({ a }) => a === 'single')?.verdict).toBe('one-article')
  const own = report.rates.find(({ outlet, zone, voice }) => outlet === 'quiet' && zone === 'body' && voice === 'outlet')
  expect(own).toMatchObject({ hits: 0, articlesWithHit: 0, perThousand: { value: 0, low: 0 } })
})

test('an article of 8,000 words is named as one that outweighs its outlet', () => {
  expect(Math.max(...report.articles.map(({ words }) => words ?? 0))).toBeGreaterThan(8000)
  for (const text of [html, markdown]) expect(text).toMatch(/of all that quiet prints here: its rate is mostly that of this article/)
})

test('hostile titles are text in every form', () => {
  expect(report.articles.map(({ title }) => title)).toEqual(expect.arrayContaining([titles[0], titles[1]]))
  expect(html).not.toContain('<script>window')
  expect(markdown).not.toContain('<script>')
  const longest = report.articles.find(({ outlet }) => outlet === 'hostile-2')?.title ?? ''
  expect(longest.length).toBeLessThanOrEqual(1000)
})

test('such a report verifies too', async () => {
  expect(await verifyReport(join(folder, 'out'), AbortSignal.timeout(60_000))).toMatchObject({ same: true, mistakes: [] })
})

test('one article alone makes a report that compares nothing and says so', async () => {
  await compare('alone', [join(folder, 'press/quiet-0.md'), '--alone'])
  const alone = reportSchema.parse(JSON.parse(await readFile(join(folder, 'alone/report.json'), 'utf8')))
  expect(alone.contrasts).toEqual([])
  expect(alone.finding).toBe(
    'No outlet uses any of the frames in its own voice. Only one outlet could be measured, so there is nothing to compare it with.',
  )
  expect(alone.citation.methods).toContain('0 hits were found in English')
})

const written: string[] = []

async function article(outlet: string, index: number, text: string, title = `Report ${index} of ${outlet}`): Promise<void> {
  const name = `${outlet}-${index}.md`
  await writeFile(join(folder, 'press', name), `Title: ${title}\nOutlet: ${outlet}\nDate: 2026-10-1${index % 5}\nLanguage: en\n\n${text}\n`)
  written.push(name)
}

/** Sentences of ten made-up words, other ones for each article: nothing is a copy of anything. */
function sentences(from: number, count: number): string {
  const random = seededRandom(20_261_015, `text ${from}`)
  const word = () => Array.from({ length: 3 }, () => syllables[Math.floor(random() * syllables.length)]).join('')
  return Array.from({ length: count }, () => `The ${Array.from({ length: 9 }, word).join(' ')}.`).join(' ')
}
const syllables = 'ba co di fe gu ha jo ki le mu na po ri se tu va wo ye zi la'.split(' ')

async function compare(out: string, args: readonly string[]): Promise<void> {
  const ended = await runCli(['compare', ...args, '--lexicon', join(folder, 'small.yaml'), '--out', join(folder, out)])
  if (ended.code !== 0) throw new Error(ended.stderr)
}
