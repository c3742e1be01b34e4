// Past 300 lines: one schema of one file, read from top to bottom like the file itself.
import { z } from 'zod'
import {
  articleFlags,
  copyRelations,
  excludingStages,
  modes,
  rateVoices,
  sentimentModels,
  verdicts,
  zones,
  speakerClasses,
  stances,
  voiceWarnings,
} from '../../../model.ts'
import { claimGrades } from '../../claims/claim.ts'
import { scoreCardSchema } from '../../sentiment/score-card.ts'
import { runCounts } from '../report-data.ts'
import { jsonSchemaOf } from './json-schema.ts'
import { estimateSchema, testedShape } from './tested-schema.ts'

/**
 * `report.json`, field by field: the stable interface for scripts. Absent values are `null`. JSON has no infinity, so a limit without
 * bound is the string "Infinity" (R, Python and JavaScript all read it as the number). Numbers carry 12 significant digits.
 */
export const reportSchema = z.object({
  schema: z.literal('frameshift/report@1'),
  anchor: z.string().describe('Id of the article the comparison began with'),
  title: z.string().describe('What the story is called: the headline of the anchor'),
  finding: z.string().describe('The finding in one sentence, made from the verdicts'),
  citation: z.object({ text: z.string(), methods: z.string() }).describe('How to cite the report, and a methods section for a paper'),
  outlets: z.array(outletSchema()),
  articles: z.array(articleSchema()),
  searches: z
    .array(
      z.object({
        service: z.string(),
        language: z.string(),
        url: z.string().nullable().describe('The question as it was asked'),
        items: z.int().min(0).describe('Articles it named'),
        kept: z.int().min(0).describe('Those worth reading, by headline and date'),
        failure: z.string().nullable(),
      }),
    )
    .describe('Search services that were asked beside the outlets'),
  reach: reachSchema()
    .nullable()
    .describe('How much of the coverage was found, by what outlets and search services found apart and together'),
  excluded: z
    .array(
      z.object({
        url: z.string(),
        outlet: z.string().nullable(),
        stage: z.enum(excludingStages),
        code: z.string(),
        reason: z.string(),
        entries: z.int().min(0).optional().describe('Entries of a source that were not read at all, for which this one note stands'),
      }),
    )
    .describe('What was looked at and left out, and why'),
  hits: z.array(hitSchema()),
  claims: z.array(claimSchema()).describe('What the anchor says that other outlets said, held against what they printed'),
  rates: z.array(rateSchema()),
  sentiments: z.array(sentimentSchema()),
  contrasts: z.array(contrastSchema()),
  sweep: sweepSchema().nullable().describe('The comparison under other choices (--sweep)'),
  shifts: z.array(shiftSchema()).describe('Which terms set an outlet apart from the others of its language, own voice'),
  translations: z.array(translationsSchema()).describe('Of sentences, by persons'),
  lexicon: lexiconSchema(),
  method: methodSchema(),
  run: runSchema(),
})

export type ReportJson = z.infer<typeof reportSchema>

/** The JSON Schema of `report.json`, as kept in `config/schemas/report.schema.json`. */
export function reportJsonSchema(): unknown {
  return jsonSchemaOf(reportSchema, 'Frameshift report')
}

function reachSchema() {
  return z.object({
    own: z.int().min(0).describe('Articles that outlets announced themselves, of outlets whose sources could be read'),
    searched: z.int().min(0).describe('Articles of the same outlets that a search service named'),
    both: z.int().min(0).describe('Articles found both ways'),
    articles: estimateSchema().describe('How many there are in all, by Chapman; null under seven found both ways'),
  })
}

/** Who an outlet is, in the reports of a story and of a series: keys of an object. */
export function outletShape() {
  return {
    id: z.string(),
    name: z.string(),
    language: z.string().nullable(),
    country: z.string().nullable(),
    groups: z.record(z.string(), z.string()),
    homepage: z.string().nullable(),
  }
}

function outletSchema() {
  return z.object({
    ...outletShape(),
    status: z
      .enum(['covered', 'silent', 'unseen'])
      .describe('silent: its sources were read and hold nothing; unseen: they could not be read, or list no article'),
    reason: z.string().nullable(),
    sources: z.array(
      z.object({
        url: z.string(),
        items: z.int().min(0),
        failure: z.string().nullable(),
        movedTo: z.string().nullable().describe('Where its server says it has moved for good; the configured address was asked'),
      }),
    ),
  })
}

export function articleSchema() {
  return z.object({
    id: z.string(),
    url: z.string(),
    outlet: z.string(),
    title: z.string(),
    byline: z.array(z.string()),
    publishedAt: z.string().nullable(),
    language: z.string().nullable(),
    role: z.enum(['anchor', 'related', 'copy']),
    copyOf: z.string().nullable(),
    sharedShare: z.number().nullable().describe('Share of its word sequences that stand in copyOf too'),
    relation: z.enum(copyRelations).nullable().describe('What became of the text of copyOf'),
    sharedSpans: z
      .array(z.object({ start: z.int().min(0), end: z.int().min(0) }))
      .describe('The longer stretches of its text that stand in copyOf too'),
    agency: z.string().nullable().describe('The news agency whose marks it carries'),
    similarity: z.number().nullable(),
    evidence: z
      .object({ names: z.array(z.string()), numbers: z.array(z.string()) })
      .describe('What it shares with the anchor, as printed there'),
    pinned: z.boolean().describe("Belongs to the story by the user's word"),
    doubtful: z.boolean().describe('Named by the user and unlike the anchor: may be other news, and part of no rate and no comparison'),
    measured: z.boolean().describe('false: nothing was looked for, so silence means nothing'),
    words: z.int().min(0).nullable().describe('Words of the body, in all voices'),
    voiceWarnings: z
      .array(z.enum(voiceWarnings))
      .describe('Why whose words these are is less sure: no rules for the language, marks that nothing closes, words of another language'),
    extraction: z.object({ confidence: z.number(), flags: z.array(z.enum(articleFlags)) }),
    fetchedAt: z.string().nullable().describe('When the page was read; null for files'),
    page: z.string().describe('SHA-256 of the stored page'),
  })
}

export function hitSchema() {
  const label = z.enum(['negative', 'neutral', 'positive'])
  return z.object({
    articleId: z.string(),
    frame: z.string(),
    term: z.string(),
    concept: z.string(),
    text: z.string().describe('The words as printed'),
    start: z.int().min(0),
    end: z.int().min(0),
    sentence: z.string(),
    zone: z.enum(zones),
    voice: z.object({
      kind: z.enum(['outlet', 'quoted', 'reported', 'unclear']),
      chain: z.array(voiceLinkSchema()).describe('From the outermost reporter to the innermost speaker; the outlet is no link'),
      confidence: z.number().min(0).max(1).describe('Share of right answers among places found by the same means'),
    }),
    mode: z.enum(modes),
    scareQuoted: z.boolean(),
    sentiment: z
      .partialRecord(
        z.enum(sentimentModels),
        z
          .object({
            label,
            score: z.number().min(-1).max(1),
            towards: z.string().nullable().describe('The one named next to the hit, for models of the tone towards somebody'),
          })
          .nullable(),
      )
      .describe('By model, for the models of the run; the words of the hit itself are left out. null where the model abstained'),
    modelsAgree: z.boolean().nullable().describe('Whether all models that say something say the same; null where fewer than two do'),
    checked: z.enum(['right', 'wrong']).nullable().describe('Whether people found that it means its frame; null where nobody looked'),
  })
}

function claimSchema() {
  return z.object({
    source: z.string().describe('The press that is said to have said it, as printed'),
    outlets: z.array(z.string()).describe('Outlets of the report that it may mean'),
    grade: z.enum(claimGrades).describe('stronger, weaker: the claim goes further than its source, or less far'),
    reason: z.string(),
    cue: z.string().nullable(),
    words: z.string().describe('What it is said to have said, as the anchor prints it'),
    quotations: z.array(z.string()).describe('Those of the words that stand in quotation marks'),
    through: z.array(linkSchema()).describe('Whom the press is said to quote in turn, outermost first'),
    sentence: z.string(),
    start: z.int().min(0).describe('Where the words begin in the anchor'),
    end: z.int().min(0),
    match: z
      .object({
        articleId: z.string(),
        start: z.int().min(0),
        end: z.int().min(0),
        sentence: z.string(),
        isOwnVoice: z.boolean().describe('false: there it stands in the mouth of others, or nobody can tell'),
        translated: z.boolean(),
        shared: z.array(z.string()).describe('Terms, numbers, names and words by which it was found'),
      })
      .nullable()
      .describe('The sentence of the named outlet that comes nearest; null for not-found and not-fetched'),
  })
}

function voiceLinkSchema() {
  return linkSchema().extend({
    class: z.enum(speakerClasses).nullable().describe('Kind of speaker, where the words tell'),
    stance: z.enum(stances).describe('How whoever passes the claim on stands to it, by the words of the cue'),
  })
}

function linkSchema() {
  return z.object({ speaker: z.string().nullable(), cue: z.string().nullable() })
}

export function rateSchema() {
  return z.object({
    outlet: z.string(),
    frame: z.string(),
    zone: z.enum(['body', 'headline']),
    voice: z.enum(rateVoices).describe('attributed: quoted and reported together'),
    hits: z.int().min(0),
    tokens: z.int().min(0).describe('Words of that voice'),
    articles: z.int().min(0).describe('Articles measured'),
    articlesWithHit: z.int().min(0),
    perThousand: estimateSchema(),
    share: estimateSchema(),
  })
}

export function sentimentSchema() {
  const share = z.number().min(0).max(1)
  return z.object({
    outlet: z.string(),
    frame: z.string(),
    voice: z.enum(rateVoices),
    model: z.enum(sentimentModels),
    n: z.int().min(0).describe('Hits'),
    articles: z.int().min(0),
    share: z.object({ negative: share, neutral: share, positive: share, abstained: share }),
    mean: estimateSchema(),
  })
}

function contrastSchema() {
  return z.object({
    frame: z.string(),
    voice: z.enum(rateVoices),
    a: z.string(),
    b: z.string().describe('An outlet, or "others": all others pooled'),
    ...testedShape(),
    robustness: z
      .object({ holds: z.int(), of: z.int(), otherwise: z.array(z.string()).describe('Choices under which it is not the same') })
      .nullable()
      .describe('In how many of the choices of a sweep the verdict is the same; null without a sweep, or where nothing was tested'),
    sentence: z.string().describe('The contrast in words'),
  })
}

function sweepSchema() {
  return z.object({
    choices: z
      .array(z.object({ words: z.string(), lexicon: z.string(), copies: z.string(), grouping: z.string(), measured: z.int().min(0) }))
      .describe("The report's own comes first; measured: articles that take part"),
    idle: z.array(z.string()).describe('Choices that change nothing here and are not counted'),
    contrasts: z.array(
      z.object({
        frame: z.string(),
        voice: z.enum(rateVoices),
        a: z.string(),
        b: z.string(),
        verdicts: z.array(z.enum(verdicts).nullable()).describe('In the order of the choices; null where the contrast is not there'),
        ratios: z.array(z.union([z.number(), z.literal('Infinity')]).nullable()),
      }),
    ),
  })
}

function shiftSchema() {
  const rate = () => z.number().min(0)
  const term = z.object({ term: z.string(), hitsA: z.int(), hitsB: z.int(), a: rate(), b: rate() })
  return z.object({
    frame: z.string(),
    outlet: z.string(),
    a: rate().describe('Hits per 1,000 words of the outlet'),
    b: rate().describe('The same of all others of its language'),
    terms: z.array(term).describe('The largest parts of the difference first; a less b of all terms adds up to a less b'),
  })
}

export function translationsSchema() {
  return z.object({ sentence: z.string(), translation: z.string(), language: z.string(), by: z.string() })
}

export function lexiconSchema() {
  return z.object({
    id: z.string(),
    version: z.number(),
    hash: z.string(),
    licence: z.string().nullable(),
    frames: z.array(z.object({ id: z.string(), name: z.string(), definition: z.string() })),
    terms: z.array(
      z.object({ id: z.string(), frame: z.string(), concept: z.string(), language: z.string(), patterns: z.array(z.string()) }),
    ),
  })
}

function methodSchema() {
  return z.object({
    level: z.number(),
    falseDiscoveryRate: z.number(),
    draws: z.int(),
    seed: z.int(),
    windowDays: z.number(),
    perOutlet: z.int(),
    pairs: z.boolean(),
    models: z.array(
      z.object({
        name: z.enum(sentimentModels),
        description: z.string(),
        languages: z.array(z.string()),
        cards: z.array(scoreCardSchema).describe('How good the model was found to be, by language and labelled set; docs/score-cards.md'),
      }),
    ),
  })
}

function runSchema() {
  return z.object({
    id: z.string(),
    createdAt: z.string(),
    note: z.string().nullable(),
    command: z.string().nullable(),
    versions: z.object({ frameshift: z.string(), node: z.string(), icu: z.string() }),
    hashes: z.record(z.string(), z.string()),
    settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    seed: z.int(),
    counts: z.record(z.enum(runCounts), z.int().min(0)),
    history: z
      .object({
        lexiconFirstUsed: z.string().describe('When a run first used the lexicon in this form'),
        articlesBeforeLexicon: z
          .int()
          .min(0)
          .describe('Articles that had been stored before it: its words may have been chosen knowing them'),
        registration: z
          .object({
            hash: z.string().describe('SHA-256 of the plan file'),
            question: z.string(),
            registeredAt: z.string(),
            deviations: z.array(z.string()),
            articlesBefore: z.int().min(0).describe('Articles that had been stored when the plan was registered'),
          })
          .nullable()
          .describe('The plan that was registered, if any'),
      })
      .describe('What came first: lexicon and plan, or the articles'),
    failures: z.array(z.object({ stage: z.string(), code: z.string(), message: z.string() })),
  })
}
