import type { Estimate } from '../../model.ts'
import { sumOf, totalHits, totalTokens, type ArticleCount } from './article-count.ts'
import { increasingRoot } from './distributions/increasing-root.ts'
import { studentWithin } from './distributions/student-t.ts'
import { shareOfA, withinStoryRatio, type StoryCounts } from './rate-ratio-within-story.ts'

/** The articles of two outlets on one story. */
export interface Stratum {
  readonly a: readonly ArticleCount[]
  readonly b: readonly ArticleCount[]
}

/**
 * How many times as often A says it as B when both tell the same stories, with the interval that series reports show. The Mantel-Haenszel ratio
 * takes hits as independent; framing words come in clumps, so its log variance (Greenland and Robins 1985) is multiplied by the dispersion of
 * articles about one rate a story and this ratio, floored at 1, and Student's t takes the place of the normal. With one story it is
 * `quasiRateRatio`. Where a side has no hit, the exact conditional limit over stories. `n` counts articles. `undefined` when neither side has a
 * hit in a story that both tell, and where there are too few articles to see how they vary.
 */
export function strataRatio(strata: readonly Stratum[], { level }: { readonly level: number }): Estimate | undefined {
  const shared = strata.filter(({ a, b }) => totalTokens(a) > 0 && totalTokens(b) > 0)
  const stories = shared.map(toCounts)
  const n = sumOf(shared, ({ a, b }) => a.length + b.length)
  const ratio = withinStoryRatio(stories, { level })
  if (!ratio) return oneSided(stories, { level, n })
  const { value, standardErrorOfLog } = ratio
  const spread = spreadOfArticles(shared, value)
  if (!spread) return undefined
  const { dispersion, degreesOfFreedom } = spread
  const reach = studentWithin(level, degreesOfFreedom) * Math.sqrt(Math.max(1, dispersion)) * standardErrorOfLog
  return { value, low: value * Math.exp(-reach), high: value * Math.exp(reach), level, n, method: 'mantel-haenszel-quasi' }
}

function toCounts({ a, b }: Stratum): StoryCounts {
  return { hitsA: totalHits(a), tokensA: totalTokens(a), hitsB: totalHits(b), tokensB: totalTokens(b) }
}

interface Spread {
  readonly dispersion: number
  readonly degreesOfFreedom: number
}

/** Pearson's dispersion of articles about what the ratio and one rate a story let expect. Stories without a hit say nothing about it. */
function spreadOfArticles(strata: readonly Stratum[], ratio: number): Spread | undefined {
  let squares = 0
  let articles = 0
  let stories = 0
  for (const { a, b } of strata) {
    const hits = totalHits(a) + totalHits(b)
    if (hits === 0) continue
    const rate = hits / (ratio * totalTokens(a) + totalTokens(b))
    squares += squaredResiduals(a, ratio * rate) + squaredResiduals(b, rate)
    articles += a.length + b.length
    stories++
  }
  const degreesOfFreedom = articles - stories - 1
  return degreesOfFreedom < 1 ? undefined : { dispersion: squares / degreesOfFreedom, degreesOfFreedom }
}

function squaredResiduals(articles: readonly ArticleCount[], rate: number): number {
  return sumOf(articles, ({ hits, tokens }) => (tokens > 0 ? (hits - rate * tokens) ** 2 / (rate * tokens) : 0))
}

/**
 * Where every hit is on one side: given the hits of each story, they all fall there with a chance that the ratio sets; the limit is the ratio
 * at which this chance is half of what the level leaves out. With one story it is the limit of Clopper and Pearson.
 */
function oneSided(stories: readonly StoryCounts[], { level, n }: { readonly level: number; readonly n: number }): Estimate | undefined {
  const [hitsA, hitsB] = [sumOf(stories, (story) => story.hitsA), sumOf(stories, (story) => story.hitsB)]
  if (hitsA + hitsB === 0) return undefined
  const logTail = Math.log((1 - level) / 2)
  const bracket = { low: -50, high: 50, start: 0 }
  const common = { level, n, method: 'exact-conditional-strata' }
  if (hitsA === 0) {
    const heightAt = (x: number) => ({
      value: logTail - sumOf(stories, (story) => story.hitsB * Math.log1p(-shareOfA(story, x))),
      slope: sumOf(stories, (story) => story.hitsB * shareOfA(story, x)),
    })
    return { value: 0, low: 0, high: Math.exp(increasingRoot(heightAt, bracket)), ...common }
  }
  const heightAt = (x: number) => ({
    value: sumOf(stories, (story) => story.hitsA * Math.log(shareOfA(story, x))) - logTail,
    slope: sumOf(stories, (story) => story.hitsA * (1 - shareOfA(story, x))),
  })
  return { value: Infinity, low: Math.exp(increasingRoot(heightAt, bracket)), high: Infinity, ...common }
}
