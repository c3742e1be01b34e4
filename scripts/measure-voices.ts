import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readLanguages } from '../src/io/config/languages.ts'
import type { Estimate } from '../src/model.ts'
import { readRows, scoreSentences, type SentenceScore } from './measure-voices/score-sentences.ts'

const help = `npm run -s measure:voices -- [--held-out | --passages] [--file FILE]… [--language CODE]… [--slips] [--json]

How often the voice of a hit, its whole chain and its mode are right, by language, with 95 % intervals (Wilson).
Measured on sentences written for this project with their answers (tests/fixtures/voice).

  --held-out       the sentences that no rule was written after; read their slips and they are no longer that
  --passages       whole passages with pronouns and nested words; Chinese ones also in pairs of sentences whose second begins with 他 or 她
  --file FILE      other sentences of the same form: JSON Lines {id, lang, text, hits[]{start, end, voice, mode, chain[]}}
  --language CODE  only these languages
  --slips          every answer that is not the expected one, on stderr
  --json           [{language, rows, voice, chain, mode}]
`

const { values } = parseArgs({
  options: {
    'held-out': { type: 'boolean' },
    passages: { type: 'boolean' },
    file: { type: 'string', multiple: true },
    language: { type: 'string', multiple: true },
    slips: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})
if (values.help === true) {
  process.stdout.write(help)
} else {
  const languages = await readLanguages(['config'])
  const part = values['held-out'] === true ? '/held-out' : values.passages === true ? '/passages' : ''
  const folder = fileURLToPath(new URL(`../tests/fixtures/voice${part}`, import.meta.url))
  const files =
    values.file ?? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? `${folder}/${entry.name}` : []))
  const absent = files.find((file) => !existsSync(file))
  if (absent !== undefined) {
    process.stderr.write(`Cannot measure voices: expected labelled sentences, found no file ${absent}\n`)
    process.exit(2)
  }
  const byLanguage = Map.groupBy(files.flatMap(readRows), ({ lang }) => lang)
  const measured = [...byLanguage]
    .filter(([code]) => values.language === undefined || values.language.includes(code))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([language, rows]) => ({ language, rows: rows.length, ...scoreSentences(rows, languages) }))
  if (values.slips === true) for (const { slips } of measured) printSlips(slips)
  if (values.json === true)
    process.stdout.write(
      `${JSON.stringify(
        measured.map(({ language, rows, voice, chain, mode }) => ({ language, rows, voice, chain, mode })),
        null,
        2,
      )}\n`,
    )
  else {
    process.stdout.write('language  rows  voice             whole chain       mode\n')
    for (const { language, rows, voice, chain, mode } of measured)
      process.stdout.write(`${language.padEnd(8)}  ${String(rows).padStart(4)}  ${[voice, chain, mode].map(shown).join('  ').trimEnd()}\n`)
  }
}

function printSlips(slips: SentenceScore['slips']): void {
  for (const { id, kind, text, expected, found } of slips)
    process.stderr.write(
      `${id} ${kind}: expected ${expected || '(unnamed)'}, found ${found || '(unnamed)'}\n    ${text.replaceAll('\n', ' ')}\n`,
    )
}

function shown(estimate: Estimate | undefined): string {
  if (estimate === undefined) return '-'.padEnd(16)
  const percent = (share: number): string => (100 * share).toFixed(0)
  return `${(100 * estimate.value).toFixed(1)} [${percent(estimate.low)}, ${percent(estimate.high)}]`.padEnd(16)
}
