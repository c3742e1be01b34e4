import { z } from 'zod'
import {
  articleFlags,
  copyRelations,
  modes,
  rateVoices,
  sentimentModels,
  speakerClasses,
  stances,
  verdicts,
  voiceWarnings,
  zones,
  type Article,
  type Comparison,
  type Estimate,
  type Scoring,
  type Story,
} from '../../model.ts'
import { exclusionSchema, idSchema, outletSchema, searchReadSchema, textOrUndefined } from '../../stages/noun-schemas.ts'

/** The form in which the nouns stand in the store. What was stored is checked like anything from outside: another version may have written it. */

export const articleSchema: z.ZodType<Article> = z.strictObject({
  id: idSchema<'Article'>(),
  url: z.string(),
  outlet: idSchema<'Outlet'>(),
  title: z.string(),
  text: z.string(),
  bodyStart: z.int(),
  byline: z.array(z.string()),
  publishedAt: textOrUndefined,
  language: textOrUndefined,
  siteName: textOrUndefined,
  confidence: z.number(),
  flags: z.array(z.enum(articleFlags)),
  page: idSchema<'Sha256'>(),
})

// Scorings of earlier versions know no speaker classes, stances, confidences and warnings.
const linkSchema = z.strictObject({
  speaker: textOrUndefined,
  cue: textOrUndefined,
  speakerClass: z
    .enum(speakerClasses)
    .optional()
    .transform((value) => value),
  stance: z.enum(stances).default('neutral'),
})

const voiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('outlet') }),
  z.strictObject({ kind: z.enum(['quoted', 'reported']), chain: z.array(linkSchema) }),
  z.strictObject({ kind: z.literal('unclear') }),
])

const sentimentSchema = z
  .strictObject({ label: z.enum(['negative', 'neutral', 'positive']), score: z.number(), towards: z.string().optional() })
  .optional()
  .transform((sentiment) => sentiment)

const hitSchema = z.strictObject({
  articleId: idSchema<'Article'>(),
  frame: z.string(),
  term: z.string(),
  concept: z.string(),
  text: z.string(),
  start: z.int(),
  end: z.int(),
  sentence: z.string(),
  zone: z.enum(zones),
  voice: voiceSchema,
  voiceConfidence: z.number().default(1),
  mode: z.enum(modes),
  scareQuoted: z.boolean(),
  sentiment: z.partialRecord(z.enum(sentimentModels), sentimentSchema),
})

export const scoringSchema: z.ZodType<Scoring> = z.strictObject({
  articleId: idSchema<'Article'>(),
  lexicon: z.string(),
  hits: z.array(hitSchema),
  tokens: z.record(z.enum(rateVoices), z.number()),
  measured: z.boolean(),
  unheard: z.array(z.strictObject({ model: z.enum(sentimentModels), code: z.string(), message: z.string(), hits: z.int() })).optional(),
  voiceWarnings: z.array(z.enum(voiceWarnings)).default([]),
})

const numberOrUndefined = z
  .number()
  .optional()
  .transform((value) => value)

const memberSchema = z.strictObject({
  articleId: idSchema<'Article'>(),
  role: z.enum(['anchor', 'related', 'copy']),
  copyOf: idSchema<'Article'>()
    .optional()
    .transform((id) => id),
  sharedShare: numberOrUndefined,
  relation: z
    .enum(copyRelations)
    .optional()
    .transform((relation) => relation),
  sharedSpans: z.array(z.strictObject({ start: z.int(), end: z.int() })).default([]),
  agency: textOrUndefined,
  similarity: numberOrUndefined,
  evidence: z.strictObject({ names: z.array(z.string()), numbers: z.array(z.string()) }).default({ names: [], numbers: [] }),
  pinned: z.boolean().default(false),
  doubtful: z.boolean(),
  fetchedAt: textOrUndefined,
})

export const storySchema: z.ZodType<Story> = z.strictObject({
  anchor: idSchema<'Article'>(),
  members: z.array(memberSchema),
  outlets: z.array(
    z.strictObject({
      outlet: outletSchema,
      status: z.enum(['covered', 'silent', 'unseen']),
      reason: textOrUndefined,
      sources: z.array(z.strictObject({ url: z.string(), items: z.int(), failure: textOrUndefined, movedTo: textOrUndefined })),
    }),
  ),
  searches: z.array(searchReadSchema).default([]),
  excluded: z.array(exclusionSchema),
  harvest: z.strictObject({ found: z.int(), fetched: z.int(), extracted: z.int() }),
  failures: z.array(z.strictObject({ stage: z.string(), code: z.string(), message: z.string() })),
  reach: z.strictObject({ own: z.int(), searched: z.int(), both: z.int() }).optional(),
  otherCutOffs: z.array(z.strictObject({ words: z.string(), members: z.array(memberSchema) })).optional(),
})

/** Zod calls infinite numbers invalid; limits of estimates may be infinite. */
const numberSchema = z.custom<number>((value) => typeof value === 'number', 'expected a number')

const estimateSchema: z.ZodType<Estimate | undefined> = z
  .strictObject({ value: numberSchema, low: numberSchema, high: numberSchema, level: z.number(), n: z.int(), method: z.string() })
  .optional()
  .transform((estimate) => estimate)

const rateSchema = z.strictObject({
  outlet: idSchema<'Outlet'>(),
  frame: z.string(),
  zone: z.enum(['body', 'headline']),
  voice: z.enum(rateVoices),
  hits: z.int(),
  tokens: z.int(),
  articles: z.int(),
  articlesWithHit: z.int(),
  perThousand: estimateSchema,
  share: estimateSchema,
})

const summarySchema = z.strictObject({
  outlet: idSchema<'Outlet'>(),
  frame: z.string(),
  voice: z.enum(rateVoices),
  model: z.enum(sentimentModels),
  n: z.int(),
  articles: z.int(),
  share: z.record(z.enum(['negative', 'neutral', 'positive', 'abstained']), z.number()),
  mean: estimateSchema,
})

const contrastSchema = z.strictObject({
  frame: z.string(),
  voice: z.enum(rateVoices),
  a: idSchema<'Outlet'>(),
  b: z.union([z.literal('others'), idSchema<'Outlet'>()]),
  articles: z
    .strictObject({ a: z.int(), b: z.int() })
    .optional()
    .transform((articles) => articles),
  ratio: estimateSchema,
  p: numberOrUndefined,
  pAdjusted: numberOrUndefined,
  verdict: z.enum(verdicts),
  check: z
    .strictObject({
      hits: z.int(),
      checked: z.int(),
      right: estimateSchema,
      // Earlier versions did not say it.
      coveredShare: z.number().optional(),
      sidesDiffer: z.boolean(),
    })
    .optional(),
  robustness: z.strictObject({ holds: z.int(), of: z.int(), otherwise: z.array(z.string()) }).optional(),
})

const sweepSchema = z.strictObject({
  choices: z.array(z.strictObject({ words: z.string(), lexicon: z.string(), copies: z.string(), grouping: z.string(), measured: z.int() })),
  idle: z.array(z.string()),
  contrasts: z.array(
    z.strictObject({
      frame: z.string(),
      voice: z.enum(rateVoices),
      a: idSchema<'Outlet'>(),
      b: z.union([z.literal('others'), idSchema<'Outlet'>()]),
      verdicts: z.array(
        z
          .enum(verdicts)
          .nullable()
          .transform((verdict) => verdict ?? undefined),
      ),
      ratios: z.array(numberSchema.nullable().transform((ratio) => ratio ?? undefined)),
    }),
  ),
})

export const comparisonSchema: z.ZodType<Comparison> = z.strictObject({
  rates: z.array(rateSchema),
  sentiments: z.array(summarySchema),
  contrasts: z.array(contrastSchema),
  sweep: sweepSchema.optional(),
  checked: z.record(z.string(), z.boolean()).optional(),
})
