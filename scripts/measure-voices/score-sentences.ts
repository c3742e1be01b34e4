import { readFileSync } from 'node:fs'
import { proportion } from '../../src/core/stats/proportion.ts'
import { findVoices, type HitVoice } from '../../src/core/voice/voices.ts'
import type { LanguageData } from '../../src/core/voice/language-data.ts'
import type { Estimate } from '../../src/model.ts'

/** A sentence or short passage with the right answer for the places in it. `chain` holds an empty name for someone who is not named. */
export interface LabelledRow {
  readonly id: string
  readonly lang: string
  readonly text: string
  readonly hits: readonly LabelledHit[]
}

interface LabelledHit {
  readonly start: number
  readonly end: number
  readonly voice: 'own' | 'attributed'
  readonly mode: string
  readonly chain: readonly string[]
}

/** An answer that is not the expected one, in the words of both. */
export interface Slip {
  readonly id: string
  readonly kind: 'voice' | 'chain' | 'mode'
  readonly text: string
  readonly expected: string
  readonly found: string
}

export interface SentenceScore {
  /** Own words or someone else's. `undefined` without rows. */
  readonly voice: Estimate | undefined
  /** Whether every link of an attributed hit is right, without regard to case, articles and punctuation. */
  readonly chain: Estimate | undefined
  readonly mode: Estimate | undefined
  readonly slips: readonly Slip[]
}

export function readRows(path: string): readonly LabelledRow[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): LabelledRow => JSON.parse(line))
}

/** Shares of right answers with Wilson's intervals at 95 %. */
export function scoreSentences(rows: readonly LabelledRow[], languages: ReadonlyMap<string, LanguageData>): SentenceScore {
  const counts = { voice: new Count(), chain: new Count(), mode: new Count() }
  const slips: Slip[] = []
  for (const { id, lang, text, hits } of rows) {
    const voices = findVoices(text, { language: languages.get(lang), bodyStart: 0 })
    for (const hit of hits) {
      const found = voices.at(hit)
      for (const [kind, expected, answer] of answersOf(hit, found)) {
        counts[kind].add(expected === answer)
        if (expected !== answer) slips.push({ id, kind, text, expected, found: answer })
      }
    }
  }
  return { voice: counts.voice.share(), chain: counts.chain.share(), mode: counts.mode.share(), slips }
}

function answersOf(hit: LabelledHit, { voice, mode }: HitVoice): readonly (readonly [Slip['kind'], string, string])[] {
  const chain = voice.kind === 'quoted' || voice.kind === 'reported' ? voice.chain.map(({ speaker }) => plain(speaker)) : undefined
  const other = voice.kind === 'outlet' ? 'own' : 'unclear'
  const named: readonly (readonly [Slip['kind'], string, string])[] =
    hit.voice === 'attributed' ? [['chain', hit.chain.map(plain).join(' > '), chain?.join(' > ') ?? `(${other})`]] : []
  return [['voice', hit.voice, chain === undefined ? other : 'attributed'], ...named, ['mode', hit.mode, mode]]
}

function plain(name: string | undefined): string {
  return (name ?? '')
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(?:the|an?) /, '')
}

class Count {
  #right = 0
  #all = 0

  add(isRight: boolean): void {
    if (isRight) this.#right++
    this.#all++
  }

  share(): Estimate | undefined {
    return proportion({ successes: this.#right, trials: this.#all, level: 0.95 })
  }
}
