import type { RunId } from '../../model.ts'
import { countsInVoice } from '../compare/measured-article.ts'
import { sumOf } from '../stats/article-count.ts'
import { rate } from '../stats/rate.ts'
import type { Steps } from '../steps.ts'
import type { SeriesArticle, TimelinePoint } from './series.ts'

/** Own voice of every outlet, story after story, for every frame it uses at all. Stories come in their order. */
export function* timelineInSteps(
  articles: readonly SeriesArticle[],
  { frames, stories, level }: { readonly frames: readonly string[]; readonly stories: readonly RunId[]; readonly level: number },
): Steps<readonly TimelinePoint[]> {
  const byOutlet = [...Map.groupBy(articles, ({ outlet }) => outlet)]
  const told = byOutlet.map(([outlet, own]) => ({ outlet, byStory: Map.groupBy(own, ({ story }) => story) }))
  const timeline: TimelinePoint[] = []
  for (const frame of frames) {
    for (const { outlet, byStory } of told) {
      const points = stories.flatMap((story): readonly TimelinePoint[] => {
        const counts = countsInVoice(byStory.get(story) ?? [], frame, 'outlet')
        if (counts.length === 0) return []
        const sum = { hits: sumOf(counts, ({ hits }) => hits), tokens: sumOf(counts, ({ tokens }) => tokens) }
        return [{ frame, outlet, story, ...sum, articles: counts.length, perThousand: rate(counts, { level }) }]
      })
      if (points.some(({ hits }) => hits > 0)) timeline.push(...points)
      yield
    }
  }
  return timeline
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
