import type { Hit } from '../../../model.ts'

/** How many hits stand in each article; 0 for those without. */
export function hitCounts(hits: readonly Hit[]): (articleId: string) => number {
  const counts = new Map<string, number>()
  for (const { articleId } of hits) counts.set(articleId, (counts.get(articleId) ?? 0) + 1)
  return (articleId) => counts.get(articleId) ?? 0
}
