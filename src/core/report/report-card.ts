import { z } from 'zod'

/** What a list of reports says of one: enough to find it again, and to see whether it is worth opening. */
export type ReportCard = z.infer<typeof reportCardSchema>

export const reportCardSchema = z
  .strictObject({
    run: z.string(),
    createdAt: z.string(),
    title: z.string(),
    /** BCP 47 primary subtag of the anchor. */
    language: z.string().nullable(),
    finding: z.string(),
    /** Cards of earlier versions have no hash. */
    lexicon: z.strictObject({ id: z.string(), version: z.number(), hash: z.string().optional() }),
    outlets: z.array(z.strictObject({ id: z.string(), name: z.string(), status: z.enum(['covered', 'silent', 'unseen']) })).readonly(),
    articles: z.number(),
    hits: z.number(),
    /** Contrasts that are called a difference. */
    differences: z.number(),
    frames: z.array(z.string()).readonly(),
  })
  .readonly()

/** The card of a `report.json`. Throws a `ZodError` for something else. */
export function reportCard(report: unknown): ReportCard {
  const { run, anchor, title, finding, lexicon, outlets, articles, hits, contrasts } = reportSchema.parse(report)
  return {
    run: run.id,
    createdAt: run.createdAt,
    title,
    language: articles.find(({ id }) => id === anchor)?.language ?? null,
    finding,
    lexicon,
    outlets,
    articles: articles.length,
    hits: hits.length,
    differences: contrasts.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower').length,
    frames: [...new Set(hits.map(({ frame }) => frame))].toSorted(),
  }
}

const reportSchema = z.object({
  run: z.object({ id: z.string(), createdAt: z.string() }),
  anchor: z.string(),
  title: z.string(),
  finding: z.string(),
  lexicon: z.object({ id: z.string(), version: z.number(), hash: z.string().optional() }),
  outlets: z.array(z.object({ id: z.string(), name: z.string(), status: z.enum(['covered', 'silent', 'unseen']) })),
  articles: z.array(z.object({ id: z.string(), language: z.string().nullable() })),
  hits: z.array(z.object({ frame: z.string() })),
  contrasts: z.array(z.object({ verdict: z.string() })),
})
