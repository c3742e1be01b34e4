import { z } from 'zod'
import type { Sentiment } from '../../model.ts'
import type { Features } from './target-features.ts'

/** In the order of the weights. */
export const tones = ['negative', 'neutral', 'positive'] as const satisfies readonly Sentiment['label'][]

const share = z.number().min(0).max(1)
const figures = z.strictObject({
  rows: z.int(),
  macroF1: share,
  /** Mean F1 of negative and positive alone: what is left when neutral is easy. */
  f1PosNeg: share,
  accuracy: share,
  /** Expected calibration error, ten bins. */
  calibrationError: share,
  /** Accuracy among the half of the rows with the surest answers. */
  surerHalfAccuracy: share,
})

/** `config/models/target-*.json`: how to use the weights beside it, where they come from, and how good they are. */
export const targetCardSchema = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}$/),
  licence: z.string(),
  trainedOn: z.array(z.string()).describe('Data sets, with licence and reference.'),
  method: z.string(),
  buckets: z
    .int()
    .min(1)
    .max(1 << 20),
  weightsSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** What one step of the 8-bit weights stands for. */
  step: z.number().positive(),
  temperature: z.number().positive(),
  /** The label is the tone whose probability times its weight is highest: above 1 for tones that are rare in the training part, lest they drown. */
  labelWeights: z.strictObject({ negative: z.number().positive(), neutral: z.number().positive(), positive: z.number().positive() }),
  /** Answers whose surest tone is less probable are withheld. */
  abstainBelow: share,
  crossValidated: figures.describe(
    'Five folds by document on the training part; settings, temperature and label weights were chosen on these.',
  ),
  reported: z.record(z.string(), figures).describe('Parts that nothing was chosen on.'),
})

export type TargetCard = z.infer<typeof targetCardSchema>

export interface TargetModel {
  readonly card: TargetCard
  /** `buckets` times one weight for each tone. */
  readonly weights: Int8Array
}

export type Probabilities = Readonly<Record<Sentiment['label'], number>>

/** Calibrated probabilities of the tones: a softmax over sums of weights, flattened by the temperature. */
export function predictTone({ card, weights }: TargetModel, { buckets, values }: Features): Probabilities {
  const sums = [0, 0, 0]
  buckets.forEach((bucket, index) => {
    const value = values[index] ?? 0
    for (let tone = 0; tone < tones.length; tone++) sums[tone] = (sums[tone] ?? 0) + (weights[bucket * tones.length + tone] ?? 0) * value
  })
  const [negative, neutral, positive] = softmax(sums.map((sum) => (sum * card.step) / card.temperature))
  return { negative: negative ?? 0, neutral: neutral ?? 0, positive: positive ?? 0 }
}

/** The tone that an answer is given by. */
export function labelOf(probabilities: Probabilities, weights: TargetCard['labelWeights']): Sentiment['label'] {
  const weighed = (tone: Sentiment['label']): number => probabilities[tone] * weights[tone]
  return tones.reduce((best, tone) => (weighed(tone) > weighed(best) ? tone : best), 'neutral')
}

/** Shares that sum to 1, each proportional to e to the power of its number. */
export function softmax(numbers: readonly number[]): readonly number[] {
  const largest = Math.max(...numbers)
  const powers = numbers.map((number) => Math.exp(number - largest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
