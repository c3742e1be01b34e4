import type { OutletId, Rate } from '../../../model.ts'
import type { ReportArticle, ReportBody } from '../report-data.ts'

type CountDenied = (outlet: OutletId, frame: string, zone: Rate['zone']) => number

/**
 * Counts the hits in an outlet's own voice that deny what the term says. They count like any other, so their number stands beside the count: in
 * the articles that rates count, of which an outlet has one for each text.
 */
export function deniedFinder({ articles, hits }: Pick<ReportBody, 'articles' | 'hits'>): CountDenied {
  const outletBy = new Map(oncePerOutlet(articles).map(({ article }) => [article.id, article.outlet]))
  const counts = new Map<string, number>()
  for (const { articleId, frame, zone, voice, mode } of hits) {
    const outlet = outletBy.get(articleId)
    if (mode !== 'negated' || voice.kind !== 'outlet' || outlet === undefined) continue
    const key = keyOf(outlet, frame, zone === 'headline' ? 'headline' : 'body')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return (outlet, frame, zone) => counts.get(keyOf(outlet, frame, zone)) ?? 0
}

/** The first by id of those that carry one text, as in the comparison. */
function oncePerOutlet(articles: readonly ReportArticle[]): readonly ReportArticle[] {
  const texts = new Set<string>()
  return articles
    .filter(({ measured, member }) => measured && !member.doubtful)
    .toSorted((x, y) => (x.article.id < y.article.id ? -1 : 1))
    .filter(({ article, member }) => {
      const text = JSON.stringify([article.outlet, member.copyOf ?? article.id])
      const isFirst = !texts.has(text)
      texts.add(text)
      return isFirst
    })
}

function keyOf(outlet: OutletId, frame: string, zone: Rate['zone']): string {
  return JSON.stringify([outlet, frame, zone])
}
