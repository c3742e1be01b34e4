import { z } from 'zod'
import { decisions } from '../../core/tuning/judgement.ts'
import type { Estimate } from '../../model.ts'
import { personHere } from '../../io/person.ts'
import { annotatorShape } from '../../workbench/judging/judge.ts'
import { Refusal } from '../guard/refusal.ts'
import type { SiteParts } from '../site-parts.ts'
import { editsShape } from '../work/lexicons/draft.ts'
import type { JudgingAsked, JudgingReady } from '../work/lexicons/judging-desk.ts'
import { later, patienceOf, route, waitShape, type ApiRoute } from './route.ts'

const shortText = z.string().min(1).max(100)
const selectionShape = { term: shortText.optional(), frame: shortText.optional(), language: shortText.optional() }
const askedShape = {
  ...selectionShape,
  ...waitShape,
  as: z
    .string()
    .regex(annotatorShape, 'expected letters and digits, at most 60')
    .optional()
    .describe('Name of who judges; the user of the machine where it is missing.'),
  seed: z.coerce.number().int().default(1).describe('Two people who ask with the same seed judge the same hits.'),
}

const estimateSchema = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number(),
  level: z.number(),
  n: z.number(),
  method: z.string(),
})
const termMeasureSchema = z.object({
  term: z.string(),
  hits: z.int(),
  judged: z.int(),
  right: z.int(),
  precision: estimateSchema.nullable(),
  settled: z.enum(['good', 'poor']).nullable(),
})

const stateSchema = z.object({
  left: z.int().describe('Hits that this person has not judged yet.'),
  hit: z
    .object({
      item: z.string().describe('Names the hit in a decision.'),
      term: z.string(),
      frame: z.string(),
      language: z.string(),
      zone: z.enum(['headline', 'body']),
      voice: z.enum(['outlet', 'quoted', 'reported', 'unclear']),
      sentence: z.string(),
      hitStart: z.int(),
      hitEnd: z.int(),
    })
    .nullable()
    .describe('To decide now; the outlet is told after the decision.'),
  precision: termMeasureSchema.nullable().describe('Of the term of that hit.'),
  sameBefore: z
    .object({ decision: z.enum(decisions), outlet: z.string() })
    .nullable()
    .describe('What this person said of the same sentence in another article.'),
})

const moveSchema = z.object({
  article: z.string(),
  url: z.string(),
  outlet: z.string(),
  frame: z.string(),
  term: z.string(),
  start: z.int(),
  end: z.int(),
  left: z.string(),
  text: z.string(),
  right: z.string(),
})

/** The tuning of lexicons: hits judged one by one, what that has shown, and what an edit would change. */
export function tuningRoutes({ shelf, judging, tuning, drafts }: SiteParts): readonly ApiRoute[] {
  return [
    route({
      method: 'get',
      path: '/lexicons/{lexicon}/judge',
      summary: 'The next hit to judge, drawn by term and outlet in turn.',
      query: z.object(askedShape),
      answer: { status: 200, schema: stateSchema, description: 'How judging stands' },
      isLong: true,
      handle: async ({ id, query, context }) => {
        const state = await judging.state(await askedOf(id('lexicon'), query), patienceOf(query))
        return state.kind === 'working' ? later(context, state) : stateJson(state)
      },
    }),
    route({
      method: 'post',
      path: '/lexicons/{lexicon}/judge',
      summary: 'Keep a decision on a hit, or take the newest one back.',
      body: z.strictObject({
        ...askedShape,
        decision: z.enum([...decisions, 'undo']),
        item: z.string().min(1).max(500).optional().describe('Of the hit; not for "undo".'),
      }),
      answer: {
        status: 200,
        schema: stateSchema.extend({
          outlet: z.string().nullable().describe('Where the judged hit stood.'),
          undone: z.enum(decisions).nullable().describe('What was taken back, if anything.'),
        }),
        description: 'How judging stands now; the decision is kept also where the answer is 202',
      },
      isLong: true,
      handle: async ({ id, body: { decision, item, ...wishes }, context }) => {
        const asked = await askedOf(id('lexicon'), wishes)
        if (decision !== 'undo' && item === undefined)
          throw new Refusal(400, 'invalid', 'item: expected the name of the hit that is decided')
        const undone = decision === 'undo' ? await judging.undo(asked) : undefined
        const judged = decision === 'undo' ? undefined : await judging.decide(asked, item ?? '', decision)
        const state = await judging.state(asked, patienceOf(wishes))
        if (state.kind === 'working') return later(context, state)
        return { ...stateJson(state), outlet: judged?.outlet ?? null, undone: undone ?? null }
      },
    }),
    route({
      method: 'get',
      path: '/lexicons/{lexicon}/precision',
      summary: 'How often terms mean what they claim, by what people judged so far.',
      query: z.object({ ...selectionShape, ...waitShape }),
      answer: {
        status: 200,
        schema: z.object({ holding: z.int(), read: z.int(), terms: z.array(termMeasureSchema) }),
        description: 'The term that judging helps most first; articles that may hold a term, and how many of them were read',
      },
      isLong: true,
      handle: async ({ id, query: { term, frame, language, wait }, context }) => {
        const file = await shelf.lexicon(id('lexicon'))
        const found = await tuning.measured(file, { term, frame, language }, patienceOf({ wait }))
        if (found.kind === 'working') return later(context, found)
        const { holding, read, terms } = found.value
        return { holding, read, terms: terms.map(termJson) }
      },
    }),
    route({
      method: 'post',
      path: '/lexicons/{lexicon}/what-if',
      summary: 'What stored reports would gain and lose if the lexicon were another. Nothing is stored.',
      body: z.strictObject(editsShape),
      answer: {
        status: 200,
        schema: z.object({
          change: z.array(z.string()),
          holding: z.int(),
          read: z.int(),
          gained: z.array(moveSchema),
          lost: z.array(moveSchema),
          reports: z.array(
            z.object({
              run: z.string(),
              title: z.string(),
              createdAt: z.string(),
              gained: z.int(),
              lost: z.int(),
              verdicts: z.unknown().describe('"known" with the moves, "not-asked", or "cannot-tell" with the reason.'),
            }),
          ),
        }),
        description: 'Hits that move, and the reports in which they do, the newest first',
      },
      handle: async ({ id, body, context }) => {
        const json = await drafts.whatIfJson(await shelf.lexicon(id('lexicon')), body, context.req.raw.signal)
        return context.body(json, 200, { 'content-type': 'application/json' })
      },
    }),
  ]

  async function askedOf(
    name: string,
    { as = personHere(), seed, term, frame, language }: Omit<z.infer<z.ZodObject<typeof askedShape>>, 'wait'>,
  ): Promise<JudgingAsked> {
    return { lexicon: await shelf.lexicon(name), annotator: as, seed, selection: { term, frame, language } }
  }
}

function stateJson({ hit, left, precision, sameBefore }: JudgingReady): z.infer<typeof stateSchema> {
  return {
    left,
    hit: hit === undefined ? null : blind(hit),
    precision: precision === undefined ? null : termJson(precision),
    sameBefore: sameBefore === undefined ? null : { decision: sameBefore.decision, outlet: sameBefore.outlet },
  }
}

/** A hit without what would tell its outlet. */
function blind({ item, term, frame, language, zone, voice, sentence, hitStart, hitEnd }: NonNullable<JudgingReady['hit']>) {
  return { item, term, frame, language, zone, voice, sentence, hitStart, hitEnd }
}

interface TermNumbers {
  readonly term: string
  readonly hits: number
  readonly judged: number
  readonly right: number
  readonly precision: Estimate | undefined
  readonly settled: 'good' | 'poor' | undefined
}

function termJson({ precision, settled, ...counts }: TermNumbers): z.infer<typeof termMeasureSchema> {
  return { ...counts, precision: precision ?? null, settled: settled ?? null }
}
