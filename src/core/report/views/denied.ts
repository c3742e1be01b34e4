import type { ArticleId, OutletId, Rate } from '../../../model.ts'
import { oncePerOutlet } from '../../compare/once-per-outlet.ts'
import type { ReportArticle, ReportBody } from '../report-data.ts'

type CountDenied = (outlet: OutletId, frame: string, zone: Rate['zone']) => number

/**
 * Counts the hits in an outlet's own voice that deny what the term says. They count like any other, so their number stands beside the count: in
 * the articles that rates count, of which an outlet has one for each text.
 */
export function deniedFinder({ articles, hits }: Pick<ReportBody, 'articles' | 'hits'>): CountDenied {
  const outletBy = countedOutlets(articles)
  const counts = new Map<string, number>()
  for (const { articleId, frame, zone, voice, mode } of hits) {
    const outlet = outletBy.get(articleId)
    if (mode !== 'negated' || voice.kind !== 'outlet' || outlet === undefined) continue
    const key = keyOf(outlet, frame, zone === 'headline' ? 'headline' : 'body')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return (outlet, frame, zone) => counts.get(keyOf(outlet, frame, zone)) ?? 0
}

/** Of the articles that the comparison counts, by id. */
function countedOutlets(articles: readonly ReportArticle[]): ReadonlyMap<ArticleId, OutletId> {
  const counted = articles
    .filter(({ measured, member }) => measured && !member.doubtful)
    // An original is the same text as its copies, whether or not it has any.
    .map(({ article: { id, outlet }, member }) => ({ id, outlet, copyCluster: member.copyOf ?? id }))
  return new Map(oncePerOutlet(counted).map(({ id, outlet }) => [id, outlet]))
}

function keyOf(outlet: OutletId, frame: string, zone: Rate['zone']): string {
  return JSON.stringify([outlet, frame, zone])
}
