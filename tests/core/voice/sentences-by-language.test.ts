import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readRows, scoreSentences, type LabelledRow } from '../../../scripts/measure-voices/score-sentences.ts'
import { languageCodes, loadLanguage } from './load-language.ts'

const languages = new Map(languageCodes.map((code) => [code, loadLanguage(code)]))

function score(rows: readonly LabelledRow[]) {
  const { voice, chain, mode, slips } = scoreSentences(rows, languages)
  return {
    voice: voice?.value ?? 0,
    chain: chain?.value ?? 0,
    mode: mode?.value ?? 0,
    wrong: slips.filter(({ kind }) => kind === 'voice').map(({ id }) => id),
  }
}

const fixtures = fileURLToPath(new URL('../../fixtures/voice', import.meta.url))
const written = languageCodes.filter((code) => existsSync(`${fixtures}/${code}.jsonl`))

test.each(written)('sentences written for %s keep their voice, mode and chain', (code) => {
  const reached = score(readRows(`${fixtures}/${code}.jsonl`))
  expect(reached.wrong.length).toBeLessThanOrEqual(3)
  expect(reached.mode).toBeGreaterThanOrEqual(0.95)
  expect(reached.chain).toBeGreaterThanOrEqual(0.9)
})

const floors = [
  ['en', 0.9, 0.6],
  ['ru', 0.8, 0.5],
  ['zh', 0.8, 0.5],
  ['kk', 0.8, 0.5],
] as const

test.each(floors)('sentences of %s that no rule was written after: voice at least %d, whole chain at least %d', (code, voice, chain) => {
  const reached = score(readRows(`${fixtures}/held-out/${code}.jsonl`))
  expect(reached.voice).toBeGreaterThanOrEqual(voice)
  expect(reached.chain).toBeGreaterThanOrEqual(chain)
})

const passageFloors = [
  ['en', 0.9, 0.5],
  ['ru', 0.9, 0.75],
  ['zh', 0.9, 0.75],
  ['kk', 0.85, 0.6],
] as const

test.each(passageFloors)(
  'whole passages of %s, with pronouns and nested words: voice at least %d, whole chain at least %d',
  (code, voice, chain) => {
    const reached = score(readRows(`${fixtures}/passages/${code}.jsonl`))
    expect(reached.voice).toBeGreaterThanOrEqual(voice)
    expect(reached.chain).toBeGreaterThanOrEqual(chain)
  },
)

const benchmark = `${process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data'}/attribution/voice-chains/dev.jsonl`
const isThere = existsSync(benchmark)

describe.skipIf(!isThere)(`voice chains${isThere ? '' : ` (skipped: no ${benchmark})`}`, () => {
  test.each(floors)('of %s: voice at least %d, whole chain at least %d', (code, voice, chain) => {
    const reached = score(readRows(benchmark).filter(({ lang }) => lang === code))
    expect(reached.voice).toBeGreaterThanOrEqual(voice)
    expect(reached.chain).toBeGreaterThanOrEqual(chain)
  })
})
