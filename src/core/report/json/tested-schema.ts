import { z } from 'zod'
import { verdicts } from '../../../model.ts'

/** What a contrast comes to, in the reports of a story and of a series: keys of an object. */
export function testedShape() {
  return {
    ratio: estimateSchema(),
    p: z.number().nullable().describe('Articles exchanged between the sides, in a series inside each story; two-sided'),
    pAdjusted: z.number().nullable().describe('p after Benjamini-Hochberg over every contrast tested'),
    verdict: z.enum(verdicts),
    check: checkSchema(),
  }
}

export function estimateSchema() {
  const limit = z.union([z.number(), z.literal('Infinity')])
  return z
    .strictObject({
      value: limit,
      low: z.number(),
      high: limit,
      level: z.number().min(0).max(1),
      n: z.int().min(0).describe('Articles behind it'),
      method: z.string(),
    })
    .nullable()
}

function checkSchema() {
  return z
    .object({
      hits: z.int().min(0).describe('Hits that the contrast rests on'),
      checked: z.int().min(0).describe('Those that people judged'),
      right: estimateSchema().describe('Share that means the frame, 0 to 1; null where nobody looked'),
      coveredShare: z
        .number()
        .min(0)
        .max(1)
        .nullable()
        .describe(
          'Share of the hits that right speaks for: those of terms in outlets of which some were judged; null in comparisons of earlier versions',
        ),
      sidesDiffer: z.boolean().describe('The two sides are right in other shares than chance explains'),
    })
    .nullable()
    .describe('Whether the hits are what they claim; null where nothing was tested')
}
