import type { Outlet, OutletId } from '../../../model.ts'
import type { ReportData, ReportFrame } from '../report-data.ts'
import type { HitCount } from '../texts/hit-words.ts'
import { deniedFinder } from './denied.ts'
import { rankedFrames, rateFinder } from './frames.ts'

/** Headlines and body together. */
export interface FrameCount extends HitCount {
  readonly frame: ReportFrame
}

/** What one outlet says itself, what it only lets others say, and what others say that it never mentions. */
export interface OwnWords {
  readonly outlet: Outlet
  readonly language: string | undefined
  /** Words of body that were measured: how much silence there is to go by. */
  readonly tokens: number
  readonly articles: number
  readonly itself: readonly FrameCount[]
  /** Attributed or unclear, never in its own voice. */
  readonly throughOthers: readonly FrameCount[]
  /** Hits of all other outlets together. */
  readonly never: readonly FrameCount[]
  /** Frames that the lexicon has no terms for in the outlet's language: nothing was looked for. */
  readonly notLookedFor: readonly ReportFrame[]
}

/** For every outlet with a measured article, in the order of the outlets. */
export function ownWordsOf(data: ReportData): readonly OwnWords[] {
  const rateOf = rateFinder(data)
  const frames = rankedFrames(data)
  const deniedIn = deniedFinder(data)
  const headlinesOf = (outlet: OutletId, frame: string, voice: 'outlet' | 'all') => rateOf(outlet, frame, 'headline', voice)?.hits ?? 0
  const hitsIn = (outlet: OutletId, frame: string, voice: 'outlet' | 'all') =>
    (rateOf(outlet, frame, 'body', voice)?.hits ?? 0) + headlinesOf(outlet, frame, voice)
  const ofAll = new Map(frames.map(({ id }) => [id, data.outlets.reduce((sum, { outlet }) => sum + hitsIn(outlet.id, id, 'all'), 0)]))
  return data.outlets.flatMap(({ outlet }): readonly OwnWords[] => {
    const measured = data.articles.filter((entry) => entry.article.outlet === outlet.id && entry.measured)
    if (measured.length === 0) return []
    const languages = new Set(measured.map(({ article }) => article.language))
    const looked = (frame: ReportFrame) => data.lexicon.terms.some((term) => term.frame === frame.id && languages.has(term.language))
    const itself: FrameCount[] = []
    const throughOthers: FrameCount[] = []
    const never: FrameCount[] = []
    for (const frame of frames) {
      const own = hitsIn(outlet.id, frame.id, 'outlet')
      const all = hitsIn(outlet.id, frame.id, 'all')
      const elsewhere = (ofAll.get(frame.id) ?? 0) - all
      if (own > 0) {
        const denied = deniedIn(outlet.id, frame.id, 'body') + deniedIn(outlet.id, frame.id, 'headline')
        itself.push({ frame, hits: own, inHeadlines: headlinesOf(outlet.id, frame.id, 'outlet'), denied })
      } else if (all > 0) throughOthers.push({ frame, hits: all, inHeadlines: headlinesOf(outlet.id, frame.id, 'all'), denied: 0 })
      else if (elsewhere > 0 && looked(frame)) never.push({ frame, hits: elsewhere, inHeadlines: 0, denied: 0 })
    }
    const byHits = (list: readonly FrameCount[]) => list.toSorted((a, b) => b.hits - a.hits)
    const tokens = Math.max(0, ...frames.map(({ id }) => rateOf(outlet.id, id, 'body', 'all')?.tokens ?? 0))
    const notLookedFor = frames.filter((frame) => !looked(frame))
    const language = measured[0]?.article.language
    const base = { outlet, language, tokens, articles: measured.length }
    return [{ ...base, itself: byHits(itself), throughOthers: byHits(throughOthers), never: byHits(never), notLookedFor }]
  })
}
