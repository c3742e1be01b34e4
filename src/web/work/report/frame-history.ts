import { z } from 'zod'
import type { App } from '../../../app.ts'
import type { RunId } from '../../../model.ts'
import { readReport } from './reports.ts'

/** What one report counts of its frames, all outlets together; `undefined` where it has no report that can be read any more. */
export interface FramesOfRun {
  readonly run: RunId
  /** By frame; frames without a hit are among them where the report knows them. */
  readonly frames: ReadonlyMap<string, FrameCount> | undefined
}

export interface FrameCount {
  readonly name: string
  /** Hits of body and headlines, and those of them in the outlets' own voice. */
  readonly hits: number
  readonly own: number
  /** Articles whose body was measured, and those of them with a hit there. */
  readonly articles: number
  readonly articlesWithHit: number
}

/**
 * The counts that a report prints, by frame: how frames moved over the runs of a schedule. Nothing is estimated here. Throws `not-found`, and
 * `store-corrupt`.
 */
export async function frameCounts(run: RunId, app: Pick<App, 'store'>): Promise<ReadonlyMap<string, FrameCount>> {
  const { lexicon, rates } = await readReport(run, reportSchema, app)
  return new Map(lexicon.frames.map(({ id, name }) => [id, countOf(id, name, rates)]))
}

function countOf(frame: string, name: string, rates: readonly z.infer<typeof rateSchema>[]): FrameCount {
  const count: { -readonly [Key in keyof FrameCount]: FrameCount[Key] } = { name, hits: 0, own: 0, articles: 0, articlesWithHit: 0 }
  for (const rate of rates) {
    if (rate.frame !== frame) continue
    if (rate.voice === 'outlet') count.own += rate.hits
    if (rate.voice !== 'all') continue
    count.hits += rate.hits
    if (rate.zone === 'headline') continue
    count.articles += rate.articles
    count.articlesWithHit += rate.articlesWithHit
  }
  return count
}

const rateSchema = z.object({
  frame: z.string(),
  zone: z.enum(['body', 'headline']),
  voice: z.enum(['outlet', 'attributed', 'unclear', 'all']),
  hits: z.number(),
  articles: z.number(),
  articlesWithHit: z.number(),
})

const reportSchema = z.object({
  lexicon: z.object({ frames: z.array(z.object({ id: z.string(), name: z.string() })) }),
  rates: z.array(rateSchema).default([]),
})
