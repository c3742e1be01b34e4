import { randomIndex, seededRandom } from '../../src/core/stats/seeded-random.ts'
import type { ScoreCard } from '../../src/core/sentiment/score-card.ts'
import { tones, type Probabilities } from '../../src/core/sentiment/target-model.ts'

type Tone = (typeof tones)[number]

export interface Judged {
  readonly answer: Tone
  /** `undefined`: the model has no answer; counts as wrong. */
  readonly guess: Tone | undefined
  readonly probabilities: Probabilities | undefined
}

export type Figures = Omit<ScoreCard, 'model' | 'language' | 'set' | 'split'>

const resamples = 1000

/** What stands on a card. Intervals resample rows (seed 1). */
export function figuresOf(rows: readonly Judged[]): Figures {
  const random = seededRandom(1, 'score-cards')
  const f1s = Array.from({ length: resamples }, () => macroF1(rows.map(() => rows[randomIndex(rows.length, random)]!))).toSorted(
    (a, b) => a - b,
  )
  const right = (judged: readonly Judged[]) => judged.filter(({ answer, guess }) => answer === guess).length / judged.length
  const sure = rows.flatMap((row) => (row.probabilities && row.guess ? [{ ...row, sureness: row.probabilities[row.guess] }] : []))
  const surer = sure.toSorted((a, b) => b.sureness - a.sureness).slice(0, Math.ceil(rows.length / 2))
  const bins = Array.from({ length: 10 }, (_, bin) => sure.filter(({ sureness }) => Math.min(9, Math.floor(sureness * 10)) === bin))
  const gap = (bin: typeof sure) => Math.abs(bin.reduce((sum, { answer, guess, sureness }) => sum + Number(answer === guess) - sureness, 0))
  return {
    rows: rows.length,
    answered: rounded(rows.filter(({ guess }) => guess !== undefined).length / rows.length),
    macroF1: rounded(macroF1(rows)),
    macroF1Low: rounded(f1s[Math.round(0.025 * (resamples - 1))] ?? 0),
    macroF1High: rounded(f1s[Math.round(0.975 * (resamples - 1))] ?? 1),
    f1PosNeg: rounded((f1(rows, 'negative') + f1(rows, 'positive')) / 2),
    accuracy: rounded(right(rows)),
    calibrationError: sure.length === 0 ? null : rounded(bins.reduce((sum, bin) => sum + gap(bin), 0) / sure.length),
    surerHalfAccuracy: sure.length === 0 ? null : rounded(right(surer)),
  }
}

function macroF1(rows: readonly Judged[]): number {
  return tones.reduce((sum, tone) => sum + f1(rows, tone), 0) / tones.length
}

function f1(rows: readonly Judged[], tone: Tone): number {
  let hits = 0
  let named = 0
  for (const { answer, guess } of rows) {
    if (answer === tone) named++
    if (guess === tone) named++
    if (answer === tone && guess === tone) hits++
  }
  return named === 0 ? 0 : (2 * hits) / named
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
