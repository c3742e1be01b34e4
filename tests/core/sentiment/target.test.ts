import { existsSync, readFileSync } from 'node:fs'
import { array, assert, constantFrom, nat, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { tones } from '../../../src/core/sentiment/target-model.ts'
import { createTargetScorer } from '../../../src/core/sentiment/target.ts'
import { readLanguages } from '../../../src/io/config/languages.ts'
import { readTargetModels } from '../../../src/io/config/target-models.ts'
import { readValenceLists } from '../../../src/io/config/valence-lists.ts'

const scorer = createTargetScorer(await readTargetModels(['config']), await readValenceLists(['config']))
const languages = await readLanguages(['config'])
const words = languages.get('en')

function read(text: string, target: string, language = 'en') {
  const start = text.indexOf(target)
  return scorer.read({ text, target: { start, end: start + target.length }, language, words })
}

describe('createTargetScorer with the models that come with the project', () => {
  test('hears praise and blame of the target', () => {
    expect(read('Voters praised Brown for her honest and courageous leadership.', 'Brown')?.label).toBe('positive')
    expect(read('Critics accused Brown of lying about the corrupt deal.', 'Brown')?.label).toBe('negative')
    expect(read('Brown will speak in the town hall on Tuesday.', 'Brown')?.label).toBe('neutral')
  })

  test('hears blame in Russian', () => {
    const text = 'Критики обвинили Брауна во лжи и коррупции.'
    const start = text.indexOf('Брауна')
    const input = { text, target: { start, end: start + 6 }, language: 'ru', words: languages.get('ru') }
    expect(scorer.read(input)?.label).toBe('negative')
  })

  test('tells two targets of one sentence apart', () => {
    const text = 'Green viciously attacked the honest and widely admired Brown.'
    expect(read(text, 'Green')?.score).toBeLessThan(read(text, 'Brown')?.score ?? -1)
  })

  test('knows no other language, and needs a target with words beside it', () => {
    expect(read('Kritiker warfen Braun Lügen vor.', 'Braun', 'de')).toBeUndefined()
    expect(scorer.read({ text: 'A fine day.', target: undefined, language: 'en', words })).toBeUndefined()
    expect(read('Brown', 'Brown')).toBeUndefined()
  })

  test('withholds from score what read marks as abstained, and nothing else', () => {
    const pieces = constantFrom('Brown', 'lied', 'praised', 'not', 'the', 'deal', ',', '.', '"', 'but', 'said')
    assert(
      property(array(pieces, { minLength: 2, maxLength: 30 }), nat(40), nat(8), (parts, start, length) => {
        const input = { text: parts.join(' '), target: { start, end: start + length }, language: 'en', words }
        const reading = scorer.read(input)
        expect(scorer.score(input)).toEqual(reading?.abstained === true ? undefined : reading)
      }),
    )
  })

  test('gives probabilities that sum to 1, and a score that is their difference', () => {
    const reading = read('Critics accused Brown of lying.', 'Brown')
    const { negative, neutral, positive } = reading?.probabilities ?? { negative: 0, neutral: 0, positive: 0 }
    expect(negative + neutral + positive).toBeCloseTo(1)
    expect(reading?.score).toBeCloseTo(positive - negative)
  })

  test('reads a damaged text of a million characters in bounded time', () => {
    const text = `Brown ${'lied and '.repeat(120_000)}`
    expect(read(text, 'Brown')?.label).toBeDefined()
  })
})

const rowSchema = z.object({ text: z.string(), target: z.object({ start: z.number(), end: z.number() }), label: z.enum(tones) })
const bench = `${process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data'}/sentiment/newsmtsc/dev-rw.jsonl`

describe.skipIf(!existsSync(bench))(`the English model on unseen news sentences (skipped without ${bench})`, () => {
  test('has a macro F1 of at least 0.65 and a calibration error of at most 0.08', () => {
    const rows = readFileSync(bench, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => rowSchema.parse(JSON.parse(line)))
    const judged = rows.map(({ text, target, label }) => {
      const reading = scorer.read({ text, target, language: 'en', words })
      return { label, guess: reading?.label, sureness: reading === undefined ? 0 : reading.probabilities[reading.label] }
    })
    const f1s = tones.map((tone) => {
      const hits = judged.filter(({ label, guess }) => label === tone && guess === tone).length
      return (2 * hits) / (judged.filter(({ label }) => label === tone).length + judged.filter(({ guess }) => guess === tone).length)
    })
    const bins = Array.from({ length: 10 }, (_, bin) => judged.filter(({ sureness }) => Math.min(9, Math.floor(sureness * 10)) === bin))
    const gaps = bins.map((bin) => Math.abs(bin.reduce((sum, { label, guess, sureness }) => sum + Number(label === guess) - sureness, 0)))
    expect(f1s.reduce((sum, f1) => sum + f1, 0) / tones.length).toBeGreaterThan(0.65)
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / rows.length).toBeLessThan(0.08)
  })
})
