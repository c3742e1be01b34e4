import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { findVoices } from '../../../src/core/voice/voices.ts'
import { languageCodes, loadLanguage } from './load-language.ts'

interface Row {
  readonly id: string
  readonly lang: string
  readonly text: string
  readonly hits: readonly {
    readonly start: number
    readonly end: number
    readonly voice: 'own' | 'attributed'
    readonly mode: string
    readonly chain: readonly string[]
  }[]
}

interface Score {
  readonly voice: number
  readonly mode: number
  /** Of the attributed hits, those whose whole chain is right, without regard to case and articles. */
  readonly chain: number
  readonly wrong: readonly string[]
}

function score(rows: readonly Row[]): Score {
  const voice: boolean[] = []
  const mode: boolean[] = []
  const chain: boolean[] = []
  const wrong: string[] = []
  for (const { id, lang, text, hits } of rows) {
    const voices = findVoices(text, { language: loadLanguage(lang), bodyStart: 0 })
    for (const hit of hits) {
      const found = voices.at(hit)
      const links = found.voice.kind === 'quoted' || found.voice.kind === 'reported' ? found.voice.chain : undefined
      const isVoiceRight = hit.voice === 'attributed' ? links !== undefined : found.voice.kind === 'outlet'
      voice.push(isVoiceRight)
      mode.push(found.mode === hit.mode)
      if (hit.voice === 'attributed') chain.push(links?.map(({ speaker }) => plain(speaker)).join('>') === hit.chain.map(plain).join('>'))
      if (!isVoiceRight) wrong.push(id)
    }
  }
  return { voice: shareOf(voice), mode: shareOf(mode), chain: shareOf(chain), wrong }
}

function plain(name: string | undefined): string {
  return (name ?? '')
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(?:the|an?) /, '')
}

function shareOf(outcomes: readonly boolean[]): number {
  return outcomes.filter(Boolean).length / Math.max(1, outcomes.length)
}

function rowsIn(path: string): readonly Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): Row => JSON.parse(line))
}

const fixtures = fileURLToPath(new URL('../../fixtures/voice', import.meta.url))
const written = languageCodes.filter((code) => existsSync(`${fixtures}/${code}.jsonl`))

test.each(written)('sentences written for %s keep their voice, mode and chain', (code) => {
  const reached = score(rowsIn(`${fixtures}/${code}.jsonl`))
  expect(reached.wrong.length).toBeLessThanOrEqual(3)
  expect(reached.mode).toBeGreaterThanOrEqual(0.95)
  expect(reached.chain).toBeGreaterThanOrEqual(0.9)
})

const benchmark = `${process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data'}/attribution/voice-chains/dev.jsonl`
const isThere = existsSync(benchmark)

describe.skipIf(!isThere)(`voice chains${isThere ? '' : ` (skipped: no ${benchmark})`}`, () => {
  test.each([
    ['en', 0.9, 0.6],
    ['ru', 0.8, 0.5],
    ['zh', 0.8, 0.5],
    ['kk', 0.8, 0.5],
  ])('of %s: voice at least %d, whole chain at least %d', (code, voice, chain) => {
    const rows = rowsIn(benchmark).filter(({ lang }) => lang === code)
    const reached = score(rows)
    expect(reached.voice).toBeGreaterThanOrEqual(voice)
    expect(reached.chain).toBeGreaterThanOrEqual(chain)
  })
})
