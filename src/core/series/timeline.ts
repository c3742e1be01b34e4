import type { OutletId, RunId } from '../../model.ts'
import { countsInVoice } from '../compare/measured-article.ts'
import { sumOf } from '../stats/article-count.ts'
import { rate } from '../stats/rate.ts'
import type { SeriesArticle, TimelinePoint } from './series.ts'

/** Own voice of every outlet, story after story, for every frame it uses at all. Stories come in their order. */
export function timelineOf(
  articles: readonly SeriesArticle[],
  { frames, stories, level }: { readonly frames: readonly string[]; readonly stories: readonly RunId[]; readonly level: number },
): readonly TimelinePoint[] {
  const outlets: readonly OutletId[] = [...new Set(articles.map(({ outlet }) => outlet))]
  return frames.flatMap((frame) =>
    outlets.flatMap((outlet): readonly TimelinePoint[] => {
      const points = stories.flatMap((story): readonly TimelinePoint[] => {
        const own = articles.filter((article) => article.outlet === outlet && article.story === story)
        const counts = countsInVoice(own, frame, 'outlet')
        if (counts.length === 0) return []
        const sum = { hits: sumOf(counts, ({ hits }) => hits), tokens: sumOf(counts, ({ tokens }) => tokens) }
        return [{ frame, outlet, story, ...sum, articles: counts.length, perThousand: rate(counts, { level }) }]
      })
      return points.some(({ hits }) => hits > 0) ? points : []
    }),
  )
}
/** From this many stories on a line may be drawn through the points; fewer would show a trend that is not there. */
const fewestToSmooth = 10
/** Stories that each point of the line takes together. */
const smoothedOver = 5

export interface SmoothedPoint {
  /** The middle of the stories taken together. */
  readonly story: RunId
  readonly perThousand: number
}

/** Hits over words of every five stories that follow each other; none under ten stories. */
export function smoothed(points: readonly TimelinePoint[]): readonly SmoothedPoint[] {
  if (points.length < fewestToSmooth) return []
  return points.slice(smoothedOver - 1).flatMap((_, index): readonly SmoothedPoint[] => {
    const window = points.slice(index, index + smoothedOver)
    const middle = window[Math.floor(smoothedOver / 2)]
    const tokens = sumOf(window, (point) => point.tokens)
    return middle && tokens > 0 ? [{ story: middle.story, perThousand: (1000 * sumOf(window, ({ hits }) => hits)) / tokens }] : []
  })
}
