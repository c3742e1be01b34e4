import { z } from 'zod'
import type { App } from '../../../app.ts'
import type { CoverageStatus, RunId } from '../../../model.ts'
import { readReport } from './reports.ts'

/** What one outlet does with a frame: the numbers of the report, headlines counted with the body. */
export interface OutletUse {
  readonly outlet: string
  readonly status: CoverageStatus
  /** Why it is silent or unseen. */
  readonly reason: string | undefined
  /** `undefined` where none of its articles could be measured. */
  readonly counts: UseCounts | undefined
  /** Whether there is enough text to tell it from the other outlets in its language, in a sentence. */
  readonly verdict: string | undefined
}

export interface UseCounts {
  readonly own: number
  readonly attributed: number
  readonly unclear: number
  readonly articles: number
  /** Of the body, in its own voice. */
  readonly words: number
}

/** Which outlets use a frame themselves, which only pass it on, and which do not have it; none where the report does not know the frame. Throws `not-found`. */
export async function frameUse(run: RunId, frame: string, app: Pick<App, 'store'>): Promise<readonly OutletUse[]> {
  const { outlets, rates, contrasts } = await readReport(run, reportSchema, app)
  if (!rates.some((rate) => rate.frame === frame)) return []
  const uses = outlets.map(({ id, name, status, reason }): OutletUse => {
    const own = rates.filter((rate) => rate.outlet === id && rate.frame === frame)
    const verdict = contrasts.find(
      ({ a, b, voice, ...contrast }) => contrast.frame === frame && a === id && b === 'others' && voice === 'outlet',
    )
    return { outlet: name, status, reason: reason ?? undefined, counts: countsOf(own), verdict: verdict?.sentence ?? undefined }
  })
  return uses.toSorted(byUse)
}

/** Those that say it themselves first, then those that pass it on, then those without it, and those that were not measured last. */
function byUse({ counts: a }: OutletUse, { counts: b }: OutletUse): number {
  if (!a || !b) return Number(b !== undefined) - Number(a !== undefined)
  return b.own - a.own || b.attributed - a.attributed || b.unclear - a.unclear
}

function countsOf(rates: readonly z.infer<typeof rateSchema>[]): UseCounts | undefined {
  const whole = rates.find(({ zone, voice }) => zone === 'body' && voice === 'all')
  if (!whole) return undefined
  const hits = (voice: string) => rates.reduce((sum, rate) => sum + (rate.voice === voice ? rate.hits : 0), 0)
  const words = rates.find(({ zone, voice }) => zone === 'body' && voice === 'outlet')?.tokens ?? 0
  return { own: hits('outlet'), attributed: hits('attributed'), unclear: hits('unclear'), articles: whole.articles, words }
}

const rateSchema = z.object({
  outlet: z.string(),
  frame: z.string(),
  zone: z.enum(['body', 'headline']),
  voice: z.enum(['outlet', 'attributed', 'unclear', 'all']),
  hits: z.number(),
  tokens: z.number(),
  articles: z.number(),
})

const reportSchema = z.object({
  outlets: z.array(
    z.object({ id: z.string(), name: z.string(), status: z.enum(['covered', 'silent', 'unseen']), reason: z.string().nullish() }),
  ),
  rates: z.array(rateSchema).default([]),
  contrasts: z
    .array(z.object({ frame: z.string(), voice: z.string(), a: z.string(), b: z.string(), sentence: z.string().nullish() }))
    .default([]),
})
