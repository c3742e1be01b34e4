/**
 * Trains `config/models/target-{en,ru}.*`: `node scripts/train-target.ts [DATA]`, where DATA holds `sentiment/newsmtsc` and
 * `sentiment/rusentne`. Takes about a minute; the same data and configuration give the same bytes.
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { targetFeatures, type TargetKnowledge } from '../src/core/sentiment/target-features.ts'
import { labelOf, softmax, tones, type TargetCard } from '../src/core/sentiment/target-model.ts'
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

interface Source {
  readonly language: string
  readonly training: string
  /** Parts that nothing is chosen on, by name. */
  readonly reported: Readonly<Record<string, string>>
  readonly trainedOn: string
  /** Charged tones are rare: without weights of their own the label would nearly always be neutral. */
  readonly weighLabels: boolean
}

const sources: readonly Source[] = [
  {
    language: 'en',
    training: 'newsmtsc/train',
    reported: { 'NewsMTSC dev-rw': 'newsmtsc/dev-rw', 'NewsMTSC dev-mt': 'newsmtsc/dev-mt' },
    trainedOn: 'NewsMTSC, training part, 8,734 targets, MIT (Hamborg & Donnay 2021, EACL)',
    weighLabels: false,
  },
  {
    language: 'ru',
    training: 'rusentne/dev',
    reported: {},
    trainedOn: 'RuSentNE, development part, 7,725 targets, MIT (Golubev et al. 2023)',
    weighLabels: true,
  },
]

const lists = await readValenceLists(['config'])
const languages = await readLanguages(['config'])
for (const source of sources) await train(source)

async function train({ language, training: part, reported, trainedOn, weighLabels }: Source): Promise<void> {
  const knowledge = targetKnowledge(language, lists, languages.get(language))
  if (knowledge === undefined) throw new Error(`config/valence has no list for ${language}`)
  const training = await readRows(part, knowledge)
  const outOfFold = Array.from({ length: foldCount }, (_, fold) => fold).flatMap((fold) => {
    const fitted = fit(training.filter((row) => foldOf(row.document) !== fold))
    return training.filter((row) => foldOf(row.document) === fold).map((row) => answerOf(fitted, row))
  })
  const temperature = fitTemperature(outOfFold)
  const labelWeights = weighLabels ? fitLabelWeights(outOfFold, temperature) : { negative: 1, neutral: 1, positive: 1 }
  const exact = fit(training)
  const step = stepFor(exact)
  const weights = Int8Array.from(exact, (weight) => Math.max(-127, Math.min(127, Math.round(weight / step))))
  const figures: Record<string, TargetCard['crossValidated']> = {}
  for (const [name, reportedPart] of Object.entries(reported)) {
    const rows = await readRows(reportedPart, knowledge)
    const answers = rows.map((row) => ({ answer: row.answer, scores: scoreRow(weights, row, classes).map((score) => score * step) }))
    figures[name] = measure(answers, temperature, labelWeights)
  }
  const card: TargetCard = {
    language,
    licence: 'MIT',
    trainedOn: [trainedOn],
    method: `Softmax regression over hashed features (src/core/sentiment/target-features.ts), ${seeds.length} seeds averaged, 8-bit weights`,
    buckets,
    weightsSha256: createHash('sha256').update(weights).digest('hex'),
    step,
    temperature,
    labelWeights,
    abstainBelow: 0.42,
    crossValidated: measure(outOfFold, temperature, labelWeights),
    reported: figures,
  }
  await writeFile(`config/models/target-${language}.bin`, weights)
  await writeFile(`config/models/target-${language}.json`, `${JSON.stringify(card, undefined, 2)}\n`)
  process.stdout.write(`${JSON.stringify(card, undefined, 2)}\n`)
}

async function readRows(part: string, knowledge: TargetKnowledge): Promise<readonly Row[]> {
  const lines = (await readFile(`${data}/sentiment/${part}.jsonl`, 'utf8')).split('\n').filter((line) => line !== '')
  return lines.flatMap((line) => {
    const { id, text, target, label } = rowSchema.parse(JSON.parse(line))
    const features = targetFeatures(text, target, knowledge, buckets)
    if (features === undefined) return []
    // Where the id names no article, the sentence stands for it.
    const document = /^[^:]*:((?:allsides_\d+_\d+)|(?:polusa_v\d_\d+))/.exec(id)?.[1] ?? text
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

/** The weights of a coarse grid under which macro F1 is highest. */
function fitLabelWeights(answers: readonly Answer[], flattening: number): TargetCard['labelWeights'] {
  const steps = [1, 1.4, 1.8, 2.2, 2.6, 3, 3.5, 4]
  const candidates = steps.flatMap((negative) => steps.map((positive) => ({ negative, neutral: 1, positive })))
  const f1s = candidates.map((candidate) => measure(answers, flattening, candidate).macroF1)
  return candidates[f1s.indexOf(Math.max(...f1s))] ?? { negative: 1, neutral: 1, positive: 1 }
}

/** The few largest weights are clipped, so that the many small ones keep their digits. */
function stepFor(fitted: Float32Array): number {
  const sizes = fitted
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .toSorted()
  return (sizes[Math.floor(sizes.length * 0.9995)] ?? 1) / 127
}

function measure(answers: readonly Answer[], flattening: number, labelWeights: TargetCard['labelWeights']): TargetCard['crossValidated'] {
  const judged = answers.map(({ answer, scores }) => {
    const [negative = 0, neutral = 0, positive = 0] = softmax(scores.map((score) => score / flattening))
    const label = labelOf({ negative, neutral, positive }, labelWeights)
    const guess = tones.indexOf(label)
    const sureness = { negative, neutral, positive }[label]
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
    macroF1: rounded(mean(f1s)),
    f1PosNeg: rounded(mean(f1s.filter((_, tone) => tones[tone] !== 'neutral'))),
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
