import { z } from 'zod'
import { rateVoices, sentimentModels } from '../../../model.ts'
import { jsonSchemaOf } from '../json/json-schema.ts'
import {
  articleSchema,
  hitSchema,
  lexiconSchema,
  outletShape,
  rateSchema,
  sentimentSchema,
  translationsSchema,
} from '../json/report-schema.ts'
import { estimateSchema, testedShape } from '../json/tested-schema.ts'

/** `report.json` of a series, field by field. As in a story report: absent is `null`, infinity a string, 12 significant digits. */
export const seriesSchema = z.object({
  schema: z.literal('frameshift/series@1'),
  finding: z.string().describe('The finding in a sentence, made from the verdicts'),
  stories: z.array(storySchema()),
  outlets: z.array(outletSchema()),
  groups: groupsSchema(),
  articles: z.array(articleSchema().extend({ story: z.string().describe('Id of the story it belongs to') })),
  hits: z.array(hitSchema()),
  rates: z.array(rateSchema()).describe('Over all stories of the series'),
  groupRates: z.array(rateSchema()).describe('outlet holds the value of the group'),
  sentiments: z.array(sentimentSchema()),
  contrasts: z.array(contrastSchema()),
  shifts: z.array(shiftSchema()),
  timeline: z.array(pointSchema()),
  typicalWords: z.array(typicalSchema()),
  translations: z.array(translationsSchema()),
  lexicon: lexiconSchema(),
  method: z.object({
    level: z.number(),
    falseDiscoveryRate: z.number(),
    draws: z.int(),
    seed: z.int(),
    pairs: z.boolean(),
    models: z.array(z.object({ name: z.enum(sentimentModels), description: z.string(), languages: z.array(z.string()) })),
  }),
  run: z.object({
    id: z.string().describe('The same for the same stories, lexicon, settings and version'),
    asOf: z.string().describe('When the newest comparison of the series was made'),
    since: z.string().nullable(),
    until: z.string().nullable(),
    versions: z.object({ frameshift: z.string(), node: z.string(), icu: z.string() }),
    hashes: z.record(z.string(), z.string()),
    settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    leftOut: z.array(z.object({ run: z.string(), reason: z.string() })),
  }),
})

export type SeriesJson = z.infer<typeof seriesSchema>

/** The JSON Schema of a series' `report.json`, as kept in `config/schemas/series.schema.json`. */
export function seriesJsonSchema(): unknown {
  return jsonSchemaOf(seriesSchema, 'Frameshift series report')
}

function storySchema() {
  return z.object({
    id: z.string(),
    runs: z.array(z.string()).describe('Every comparison of this story, the oldest first'),
    day: z.string().describe('The day the anchor was published, else that of the comparison'),
    title: z.string(),
    language: z.string().nullable(),
    url: z.string(),
    articles: z.int().min(0),
    outlets: z.int().min(0),
  })
}

function outletSchema() {
  const stories = () => z.array(z.string())
  return z.object({
    ...outletShape(),
    covered: stories(),
    silent: stories().describe('Stories it did not cover although its sources were read'),
    unseen: stories().describe('Stories for which it could not be read'),
    notAsked: stories(),
  })
}

function groupsSchema() {
  return z
    .object({
      key: z.string(),
      groups: z.array(z.object({ value: z.string(), outlets: z.array(z.string()) })),
      without: z.array(z.string()).describe('Outlets without that key: in no group comparison'),
    })
    .nullable()
}

function contrastSchema() {
  return z.object({
    by: z.enum(['outlet', 'group']),
    frame: z.string(),
    voice: z.enum(rateVoices),
    a: z.string(),
    b: z.string().describe('An outlet or group, or "others": all others pooled'),
    articles: z.object({ a: z.int(), b: z.int() }).nullable(),
    stories: z.int().min(0).describe('Stories with articles of both sides in one language'),
    ...testedShape(),
    sentence: z.string(),
  })
}

function shiftSchema() {
  const rate = () => z.number().min(0)
  const term = z.object({ term: z.string(), hitsA: z.int(), hitsB: z.int(), a: rate(), b: rate() })
  return z.object({
    by: z.enum(['outlet', 'group']),
    frame: z.string(),
    outlet: z.string().describe('Outlet or group; the other side is all others'),
    a: rate().describe('Hits per 1,000 words, stories weighted by Mantel and Haenszel'),
    b: rate(),
    terms: z.array(term).describe('The largest parts of the difference first; a less b of all terms adds up to a less b'),
  })
}

function pointSchema() {
  return z.object({
    frame: z.string(),
    outlet: z.string(),
    story: z.string(),
    hits: z.int().min(0),
    tokens: z.int().min(0),
    articles: z.int().min(0),
    perThousand: estimateSchema(),
  })
}

function typicalSchema() {
  const count = () => z.int().min(0)
  return z.object({
    outlet: z.string(),
    language: z.string(),
    stories: count(),
    words: z.array(z.object({ word: z.string(), count: count(), articles: count(), stories: count(), countOthers: count() })),
  })
}
