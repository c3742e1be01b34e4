import { toId } from '../../src/core/ids.ts'
import type { Pool } from '../../src/core/story/nearness/similarity.ts'
import { rankRelated, usualLook, type SecondLook } from '../../src/core/story/rank-related.ts'
import { storedCoverage } from '../../src/io/stored-coverage.ts'
import { openStore } from '../../src/io/store/store.ts'
import type { Article } from '../../src/model.ts'
import type { Labelled } from './labelled.ts'
import { scoreRanking, type RankingScore } from './ranking-score.ts'
import { temporaryFolder } from '../../bench/running/temporary-folder.ts'

export interface AnchorScore extends RankingScore {
  readonly topic: string
}

/** A pool that computes each similarity once: every article is the anchor in turn. */
export function remembering(pool: Pool): Pool {
  const rows = Array.from({ length: pool.size }, (_, item) =>
    Float64Array.from({ length: item }, (_2, other) => pool.similarity(item, other)),
  )
  return { ...pool, similarity: (a, b) => rows[Math.max(a, b)]?.[Math.min(a, b)] ?? 0 }
}

/** Every article as the anchor, all others of the pool ranked. Articles whose event has no other are no anchors. */
export function rankInPool(articles: readonly Labelled[], pool: Pool, look: SecondLook): readonly AnchorScore[] {
  return articles.flatMap((_, anchor) => scored(articles, anchor, () => rankRelated(anchor, pool, look).map(({ item }) => item)))
}

/** Every article as the anchor of a store that holds all others: what `compare` asks its store, no more than `limit` of it. */
export async function rankFromStore(articles: readonly Labelled[], limit: number): Promise<readonly AnchorScore[]> {
  await using temporary = await temporaryFolder('measure')
  const folder = temporary.path
  await using store = await openStore(folder, { now: Date.now })
  const stored = articles.map(toArticle)
  for (const article of stored) await store.articles.put(article)
  const places = new Map(stored.map(({ url }, place) => [url, place]))
  const scores = []
  for (const [place, anchor] of stored.entries()) {
    const found = await storedCoverage(anchor, { windowDays: 3, limit }, store)
    scores.push(...scored(articles, place, () => found.flatMap(({ url }) => places.get(url) ?? [])))
  }
  return scores
}

/** What the second look could be: none, and fifteen kinds. */
export const looks: readonly SecondLook[] = [
  { neighbours: 0, trust: 0 },
  ...[1, 2, 3, 5, 8].flatMap((neighbours) => [0.3, usualLook.trust, 1].map((trust) => ({ neighbours, trust }))),
]

function scored(articles: readonly Labelled[], anchor: number, rank: () => readonly number[]) {
  const { event, topic } = articles[anchor] ?? { event: '', topic: '' }
  const related = articles.filter((article) => article.event === event).length - 1
  return related === 0 ? [] : [{ topic, ...scoreRanking(rank(), (item) => articles[item]?.event === event, related) }]
}

function toArticle({ id, title, text, language, publishedAt }: Labelled): Article {
  return {
    id: toId<'Article'>(id),
    url: `https://measured.example/${id}`,
    outlet: toId<'Outlet'>('measured'),
    title,
    text: [title, text].join('\n\n'),
    bodyStart: title.length + 2,
    byline: [],
    publishedAt,
    language,
    siteName: undefined,
    confidence: 1,
    flags: [],
    page: toId<'Sha256'>('0'.repeat(64)),
  }
}
