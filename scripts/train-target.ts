/**
 * Trains `config/models/target-en.*` on the training part of NewsMTSC: `node scripts/train-target.ts [DATA]`, where DATA holds
 * `sentiment/newsmtsc/{train,dev-rw,dev-mt}.jsonl`. Takes about a minute; the same data and configuration give the same bytes.
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { targetFeatures } from '../src/core/sentiment/target-features.ts'
import { softmax, tones, type TargetCard } from '../src/core/sentiment/target-model.ts'
import { targetKnowledge } from '../src/core/sentiment/target.ts'
import { readLanguages } from '../src/io/config/languages.ts'
import { readValenceLists } from '../src/io/config/valence-lists.ts'
import { fitSoftmax, scoreRow, type TrainingRow } from './softmax-regression.ts'

const data = process.argv[2] ?? process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data'
const buckets = 1 << 17
const classes = tones.length
const foldCount = 5
/** Chosen among a dozen settings by cross-validation on the training part; all of them lie within a point. */
const settings = { buckets, classes, epochs: 12, rate: 0.1, dropShare: 0.3 }
const seeds = [1, 2, 3]

const rowSchema = z.object({
  id: z.string(),
  text: z.string(),
  target: z.object({ start: z.number(), end: z.number() }),
  label: z.enum(tones),
})

interface Row extends TrainingRow {
  readonly document: string
}

interface Answer {
  readonly answer: number
  readonly scores: readonly number[]
}

const knowledge = targetKnowledge('en', await readValenceLists(['config']), (await readLanguages(['config'])).get('en'))
if (knowledge === undefined) throw new Error('config/ has no valence list for English')

const training = await readRows('train')
const outOfFold = Array.from({ length: foldCount }, (_, fold) => fold).flatMap((fold) => {
  const weights = fit(training.filter((row) => foldOf(row.document) !== fold))
  return training.filter((row) => foldOf(row.document) === fold).map((row) => answerOf(weights, row))
})
const temperature = fitTemperature(outOfFold)
const exact = fit(training)
const step = stepFor(exact)
const weights = Int8Array.from(exact, (weight) => Math.max(-127, Math.min(127, Math.round(weight / step))))

const reported: Record<string, TargetCard['reported'][string]> = {}
for (const part of ['dev-rw', 'dev-mt']) {
  const rows = await readRows(part)
  reported[`NewsMTSC ${part}`] = measure(
    rows.map((row) => ({ answer: row.answer, scores: scoreRow(weights, row, classes).map((score) => score * step) })),
    temperature,
  )
}

const card: TargetCard = {
  language: 'en',
  licence: 'MIT',
  trainedOn: ['NewsMTSC, training part, 8,734 targets, MIT (Hamborg & Donnay 2021, EACL)'],
  method: `Softmax regression over hashed features (src/core/sentiment/target-features.ts), ${seeds.length} seeds averaged, 8-bit weights`,
  buckets,
  weightsSha256: createHash('sha256').update(weights).digest('hex'),
  step,
  temperature,
  abstainBelow: 0.42,
  crossValidated: measure(outOfFold, temperature),
  reported,
}
await writeFile('config/models/target-en.bin', weights)
await writeFile('config/models/target-en.json', `${JSON.stringify(card, undefined, 2)}\n`)
process.stdout.write(`${JSON.stringify(card, undefined, 2)}\n`)

async function readRows(part: string): Promise<readonly Row[]> {
  const lines = (await readFile(`${data}/sentiment/newsmtsc/${part}.jsonl`, 'utf8')).split('\n').filter((line) => line !== '')
  return lines.flatMap((line) => {
    const { id, text, target, label } = rowSchema.parse(JSON.parse(line))
    const features = knowledge && targetFeatures(text, target, knowledge, buckets)
    if (features === undefined) return []
    const document = /^[^:]*:((?:allsides_\d+_\d+)|(?:polusa_v\d_\d+))/.exec(id)?.[1] ?? id
    const answer = tones.indexOf(label)
    return [{ document, answer, buckets: Int32Array.from(features.buckets), values: Float32Array.from(features.values) }]
  })
}

/** Sentences of one document stay in one fold, so that no fold is tested on an article it has learnt from. */
function foldOf(document: string): number {
  return createHash('sha256').update(document).digest().readUInt32BE(0) % foldCount
}

function fit(rows: readonly Row[]): Float32Array {
  const fits = seeds.map((seed) => fitSoftmax(rows, { ...settings, random: seededRandom(seed) }))
  return Float32Array.from({ length: buckets * classes }, (_, at) => fits.reduce((sum, each) => sum + (each[at] ?? 0), 0) / fits.length)
}

function answerOf(fitted: Float32Array, row: Row): Answer {
  return { answer: row.answer, scores: scoreRow(fitted, row, classes) }
}

/** The temperature under which the right answers are most probable, to two digits. */
function fitTemperature(answers: readonly Answer[]): number {
  const candidates = Array.from({ length: 250 }, (_, index) => 0.5 + index / 100)
  const lossAt = (candidate: number): number =>
    answers.reduce((sum, { answer, scores }) => sum - Math.log(softmax(scores.map((score) => score / candidate))[answer] ?? 0), 0)
  const losses = candidates.map(lossAt)
  return candidates[losses.indexOf(Math.min(...losses))] ?? 1
}

/** The few largest weights are clipped, so that the many small ones keep their digits. */
function stepFor(fitted: Float32Array): number {
  const sizes = fitted
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .toSorted()
  return (sizes[Math.floor(sizes.length * 0.9995)] ?? 1) / 127
}

function measure(answers: readonly Answer[], flattening: number): TargetCard['crossValidated'] {
  const judged = answers.map(({ answer, scores }) => {
    const probabilities = softmax(scores.map((score) => score / flattening))
    const sureness = Math.max(...probabilities)
    const guess = probabilities.indexOf(sureness)
    return { answer, guess, sureness, right: guess === answer ? 1 : 0 }
  })
  const f1s = tones.map((_, tone) => {
    const hits = judged.filter(({ answer, guess }) => answer === tone && guess === tone).length
    const named = judged.filter(({ guess }) => guess === tone).length + judged.filter(({ answer }) => answer === tone).length
    return named === 0 ? 0 : (2 * hits) / named
  })
  const bins = Array.from({ length: 10 }, (_, bin) => judged.filter(({ sureness }) => Math.min(9, Math.floor(sureness * 10)) === bin))
  const gaps = bins.map((bin) => Math.abs(bin.reduce((sum, { right, sureness }) => sum + right - sureness, 0)))
  const surer = judged.toSorted((a, b) => b.sureness - a.sureness).slice(0, Math.ceil(judged.length / 2))
  const rounded = (value: number): number => Math.round(value * 10_000) / 10_000
  return {
    rows: judged.length,
    macroF1: rounded(f1s.reduce((sum, f1) => sum + f1, 0) / classes),
    accuracy: rounded(mean(judged.map(({ right }) => right))),
    calibrationError: rounded(gaps.reduce((sum, gap) => sum + gap, 0) / judged.length),
    surerHalfAccuracy: rounded(mean(surer.map(({ right }) => right))),
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Mulberry32: small, seeded, the same on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
