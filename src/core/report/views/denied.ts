import type { OutletId, Rate } from '../../../model.ts'
import type { ReportBody } from '../report-data.ts'

type CountDenied = (outlet: OutletId, frame: string, zone: Rate['zone']) => number

/** Counts the hits in an outlet's own voice that deny what the term says. They count like any other, so their number stands beside the count. */
export function deniedFinder({ articles, hits }: Pick<ReportBody, 'articles' | 'hits'>): CountDenied {
  const outletBy = new Map(articles.map(({ article }) => [article.id, article.outlet]))
  const counts = new Map<string, number>()
  for (const { articleId, frame, zone, voice, mode } of hits) {
    if (mode !== 'negated' || voice.kind !== 'outlet') continue
    const key = keyOf(outletBy.get(articleId), frame, zone === 'headline' ? 'headline' : 'body')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return (outlet, frame, zone) => counts.get(keyOf(outlet, frame, zone)) ?? 0
}

function keyOf(outlet: OutletId | undefined, frame: string, zone: Rate['zone']): string {
  return JSON.stringify([outlet, frame, zone])
}
