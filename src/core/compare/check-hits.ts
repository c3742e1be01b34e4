import type { CheckedHits, Estimate, HitCheck, RateVoice } from '../../model.ts'
import { sumOf } from '../stats/article-count.ts'
import { stratifiedPrecision, type StratifiedPrecision } from '../stats/precision-stratified.ts'
import { proportionDifference } from '../stats/proportion-difference.ts'
import { proportion } from '../stats/proportion.ts'
import { hitItem } from '../tuning/judgement.ts'
import { fitFrom } from '../tuning/precision.ts'
import { bodyHits, type MeasuredArticle } from './measured-article.ts'

interface Sides {
  readonly a: readonly MeasuredArticle[]
  readonly b: readonly MeasuredArticle[]
}

/** Under this lower limit of the share that is right, a verdict is withheld. */
const withheldBelow = 0.5

/**
 * How many of the hits that a contrast rests on were checked, and what share of them is right: each term of each outlet weighs by its hits,
 * however many of these were checked. Checked hits are taken as a random draw.
 */
export function checkHits(
  sides: Sides,
  { frame, voice }: { readonly frame: string; readonly voice: RateVoice },
  { checked, level }: { readonly checked: CheckedHits; readonly level: number },
): HitCheck {
  const [ofA, ofB] = [hitsOf(sides.a), hitsOf(sides.b)]
  const strata = [...Map.groupBy([...ofA, ...ofB], ({ stratum }) => stratum).values()].map(countAnswers)
  const difference = proportionDifference(asTrials(ofA), asTrials(ofB), { level })
  const stratified = stratifiedPrecision(strata, { level })
  const hits = sumOf(strata, ({ size }) => size)
  return {
    hits,
    checked: sumOf(strata, ({ sampled }) => sampled),
    right: stratified && shareRight(stratified, hits),
    coveredShare: stratified?.coveredShare ?? 0,
    sidesDiffer: difference !== undefined && (difference.low > 0 || difference.high < 0),
  }

  function hitsOf(articles: readonly MeasuredArticle[]): readonly Answer[] {
    return articles.flatMap((article) =>
      bodyHits(article, frame, voice).map((hit) => ({
        stratum: `${hit.term} ${article.outlet}`,
        isRight: checked[hitItem(article.id, hit)],
      })),
    )
  }
}

/** A hit, and what was said of it; `undefined`: nobody looked. */
interface Answer {
  readonly stratum: string
  readonly isRight: boolean | undefined
}

function countAnswers(answers: readonly Answer[]): { readonly size: number; readonly sampled: number; readonly correct: number } {
  const { trials, successes } = asTrials(answers)
  return { size: answers.length, sampled: trials, correct: successes }
}

function asTrials(answers: readonly Answer[]): { readonly successes: number; readonly trials: number } {
  return {
    successes: answers.filter(({ isRight }) => isRight === true).length,
    trials: answers.filter(({ isRight }) => isRight !== undefined).length,
  }
}

/** Where all hits were checked, nothing is left to chance; where answers agree inside every stratum, they count as one sample. */
function shareRight({ value, n, level, limits }: StratifiedPrecision, hits: number): Estimate | undefined {
  if (n === hits) return { value, low: value, high: value, level, n, method: 'all-checked' }
  if (limits) return { value, ...limits.wilson, level, n, method: 'stratified-wilson' }
  return proportion({ successes: value * n, trials: n, level })
}

/** Whether so many of the checked hits are wrong, or so few were checked, that no verdict may rest on them. */
export function isTooUnsure({ right }: HitCheck): boolean {
  return right !== undefined && right.low < withheldBelow
}

/** Whether the share that was found right would do, were it known from more hits. */
export function saysTooLittle({ right, sidesDiffer }: HitCheck): boolean {
  return right !== undefined && right.low < fitFrom && right.value >= fitFrom && !sidesDiffer
}

/**
 * How many more answers would lift the lower limit of the share that is right to 50 %, were they right as often as those so far; at most all
 * hits that are left. `undefined` where more would not help: more are wrong than right. It inverts Wilson's limit (1927): of a share p, a lower limit L is
 * reached at a number of answers in proportion to L (1 - L) / (p - L)².
 */
export function answersToSay({ hits, checked, right }: HitCheck): number | undefined {
  if (!right || right.value < withheldBelow) return undefined
  const effort = (low: number) => (low * (1 - low)) / (right.value - low) ** 2
  const needed = right.value > withheldBelow ? Math.ceil((checked * effort(withheldBelow)) / effort(right.low) - 1e-9) : hits
  return Math.max(1, Math.min(hits, needed) - checked)
}

/** Whether the hits are right often enough, and as often on both sides, to compare outlets by. `undefined`: nobody looked. */
export function isFitToCompare({ right, sidesDiffer }: HitCheck): boolean | undefined {
  return right && right.low >= fitFrom && !sidesDiffer
}
