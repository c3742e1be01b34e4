import { z } from 'zod'
import { sentimentModels } from '../../model.ts'

/** How the rows of a set stand to the model: it never saw them; it was fitted on other folds of them; it was fitted on them. */
const splits = ['held-out', 'cross-validated', 'in-sample'] as const

const share = z.number().min(0).max(1)

/** How good one model is on one labelled set. `config/models/score-cards.json` holds them all; `npm run score-cards` measures them anew. */
export const scoreCardSchema = z.strictObject({
  model: z.enum(sentimentModels),
  language: z.string(),
  set: z.string(),
  split: z.enum(splits),
  rows: z.int(),
  /** Share of rows that it gives an answer for; the others count as wrong. */
  answered: share,
  macroF1: share,
  /** 95 %, by resampling rows; `null` where only the figures were kept. */
  macroF1Low: share.nullable(),
  macroF1High: share.nullable(),
  /** Mean F1 of negative and positive alone. */
  f1PosNeg: share,
  accuracy: share,
  /** Expected calibration error, ten bins; `null` for models without probabilities. */
  calibrationError: share.nullable(),
  /** Accuracy among the half of the rows with the surest answers; `null` without probabilities. */
  surerHalfAccuracy: share.nullable(),
})

export type ScoreCard = z.infer<typeof scoreCardSchema>

export const scoreCardsSchema = z.array(scoreCardSchema)
