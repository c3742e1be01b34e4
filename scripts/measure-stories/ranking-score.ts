/** How well one ranking brings up what is related, each 0 to 1. */
export interface RankingScore {
  /** Share of all related articles that stand among the first 5, 10 and 20. */
  readonly at5: number
  readonly at10: number
  readonly at20: number
  /** Average precision: the mean, over the related articles, of the share of related ones down to its place; those not ranked count 0. */
  readonly averagePrecision: number
  /** Whether the first is related. */
  readonly first: number
}

/** Scores a ranking, from the first place down, of which `isRelated` says what is wanted, `related` of them in all. */
export function scoreRanking(ranking: readonly number[], isRelated: (item: number) => boolean, related: number): RankingScore {
  const places = ranking.flatMap((item, place) => (isRelated(item) ? [place + 1] : []))
  const at = (most: number) => places.filter((place) => place <= most).length / related
  const precisions = places.map((place, index) => (index + 1) / place)
  return {
    at5: at(5),
    at10: at(10),
    at20: at(20),
    averagePrecision: precisions.reduce((sum, value) => sum + value, 0) / related,
    first: places[0] === 1 ? 1 : 0,
  }
}
