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
