import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { verifyReport } from '../../src/bundle/verify.ts'
import { reportSchema, type ReportJson } from '../../src/core/report/json/report-schema.ts'
import { runCli } from './run-cli.ts'

/** Two outlets on one event: one calls it a betrayal in every article, mostly by one phrase; the other never does. */
let folder: string
let report: ReportJson

const lexicon = `id: small
version: 1
licence: CC0-1.0
frames:
  - { id: betrayal, definition: An act is told as breaking faith. }
terms:
  - { id: stab, frame: betrayal, concept: stab, language: en, patterns: ["stab in the back"], examples: ["A stab in the back."] }
  - { id: betrayed, frame: betrayal, concept: betrayed, language: en, patterns: ["betray*"], examples: ["It betrayed us."] }
`
/** What each outlet prints of the oil deal between Altyndala and Marenta; no two articles share their words. */
const loud = [
  'Altyndala will ship oil through Marenta: for the refinery in Velgrad this is a stab in the back. Serikov betrayed a promise.',
  'Dockers in Port Lanta cheer the Marenta oil deal while Severia counts its losses. One more stab in the back, after so many. Altyndala betrayed them.',
  'Tankers from Altyndala leave next spring. What a stab in the back for Severia, and Marenta earns the oil fees!',
  'A stab in the back: no other words fit what President Serikov of Altyndala signed with Marenta over oil on Wednesday.',
  'Severia learned of Altyndala’s oil route from television. That stab in the back will be remembered when Marenta asks for gas.',
  'Oil from Altyndala, harbours of Marenta, bills for Severia. Call it by its name, a stab in the back. They were betrayed by friends.',
  'Thirty years of cheap transit, and then this stab in the back: Altyndala pumps its oil west, to Marenta.',
  'Minister Tasova smiles beside Marenta’s envoy. Behind the oil contract of Altyndala stands a stab in the back, cold and planned.',
]
const calm = [
  'Port Lanta expects twelve tankers of Altyndala oil each month, said the harbour master, and Marenta lends two tugs.',
  'Parliament in Altyndala passed the Marenta oil agreement by eighty-eight votes to nine after a debate of six hours.',
  'Freight rates rose by four per cent when Altyndala and Marenta published the terms of their oil contract.',
  'Engineers need eighteen months to widen the railway on which Altyndala’s oil reaches Marenta, a survey found.',
  'Severia keeps two thirds of the volume: the old pipeline stays open beside the Marenta route for Altyndala oil.',
  'Insurers welcomed a second way out for the oil of Altyndala. Marenta will hold a reserve for winter storms.',
  'Economists called the oil accord between Marenta and landlocked Altyndala long expected since the closures of January.',
  'Customs officers from Marenta train colleagues in Altyndala before the first oil shipment is weighed and taxed.',
]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweep-'))
  await mkdir(join(folder, 'press'))
  await writeFile(join(folder, 'small.yaml'), lexicon)
  for (const [outlet, texts] of [
    ['loud', loud],
    ['calm', calm],
  ] as const) {
    for (const [index, text] of texts.entries()) await article(outlet, index, text)
  }
  // They tell one event in few words: that they belong together is said by hand.
  const pins = ['loud', 'calm'].flatMap((outlet) => loud.flatMap((_, index) => ['--pin', join(folder, 'press', `${outlet}-${index}.md`)]))
  const anchor = join(folder, 'press/loud-0.md')
  const made = await runCli([
    'compare',
    anchor,
    '--with',
    join(folder, 'press'),
    '--lexicon',
    join(folder, 'small.yaml'),
    '--sweep',
    ...pins,
    '--out',
    join(folder, 'out'),
  ])
  if (made.code !== 0) throw new Error(made.stderr)
  report = reportSchema.parse(JSON.parse(await readFile(join(folder, 'out/report.json'), 'utf8')))
})

test('the choices are named exactly, the report’s own first, and those that change nothing are not counted', () => {
  const words = report.sweep?.choices.map((choice) => choice.words) ?? []
  expect(words[0]).toBe('as in the report')
  expect(new Set(words).size).toBe(words.length)
  expect(words).toContain('without the term that makes over half of a frame’s hits (“stab”)')
  expect(report.sweep?.idle).toEqual(expect.arrayContaining(['no text is printed twice', expect.stringContaining('more strictly')]))
})

test('each finding says in how many of them it holds, everywhere it is told', async () => {
  const loud = report.contrasts.find(({ a }) => a === 'loud')
  const of = report.sweep?.choices.length ?? 0
  expect(loud).toMatchObject({ verdict: 'higher', robustness: { of } })
  expect(loud?.robustness?.holds).toBe(of - (loud?.robustness?.otherwise.length ?? 0))
  expect(loud?.robustness?.otherwise).toContain('without the term that makes over half of a frame’s hits (“stab”)')
  const said = `Holds in ${loud?.robustness?.holds} of ${of} choices`
  expect(report.finding).toContain(said)
  for (const file of ['report.html', 'report.md', 'contrasts.csv'])
    expect(await readFile(join(folder, 'out', file), 'utf8')).toContain(said)
})

test('verify makes the sweep again too', async () => {
  expect(await verifyReport(join(folder, 'out'), AbortSignal.timeout(60_000))).toMatchObject({ same: true })
})

async function article(outlet: string, index: number, text: string): Promise<void> {
  const head = `Title: Altyndala oil goes to Marenta, part ${index + 1}\nOutlet: ${outlet}\nDate: 2026-10-1${index}\nLanguage: en\n\n`
  await writeFile(join(folder, 'press', `${outlet}-${index}.md`), `${head}${text}\n`)
}
