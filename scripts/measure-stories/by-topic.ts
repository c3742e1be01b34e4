import { randomIndex, type Random } from '../../src/core/stats/seeded-random.ts'

/** One article's figure, and the topic it belongs to. */
export interface Point {
  readonly topic: string
  readonly value: number
}

export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * The mean over articles, with a percentile interval over resampled topics: articles of one topic are alike, and taking them for independent
 * would make the interval far too short.
 */
export function meanOverTopics(
  points: readonly Point[],
  { resamples, level, random }: { readonly resamples: number; readonly level: number; readonly random: Random },
): Interval {
  const topics = [...Map.groupBy(points, ({ topic }) => topic).values()].map((all) => ({ size: all.length, sum: sum(all) }))
  const draws = Array.from({ length: resamples }, () => {
    const drawn = topics.map(() => topics[randomIndex(topics.length, random)] ?? { size: 0, sum: 0 })
    return drawn.reduce((total, each) => total + each.sum, 0) / drawn.reduce((total, { size }) => total + size, 0)
  }).toSorted((a, b) => a - b)
  const cut = Math.floor(((1 - level) / 2) * (draws.length - 1))
  return { value: sum(points) / points.length, low: draws[cut] ?? Number.NaN, high: draws[draws.length - 1 - cut] ?? Number.NaN }
}

/**
 * Cross-validation, one topic left out at a time: for each topic, the choice whose mean is highest on all other topics (the first of equals).
 * `choices` holds, for each choice, the figure of every article, in one order.
 */
export function chooseElsewhere(choices: readonly (readonly Point[])[]): ReadonlyMap<string, number> {
  const topics = new Set(choices[0]?.map(({ topic }) => topic))
  return new Map(
    [...topics].map((left): [string, number] => {
      const means = choices.map((points) => sum(points.filter(({ topic }) => topic !== left)))
      return [left, means.indexOf(Math.max(...means))]
    }),
  )
}

function sum(points: readonly Point[]): number {
  return points.reduce((total, { value }) => total + value, 0)
}
