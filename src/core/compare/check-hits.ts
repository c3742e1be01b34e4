import type { CheckedHits, Contrast, Estimate, HitCheck, RateVoice } from '../../model.ts'
import { sumOf } from '../stats/article-count.ts'
import { stratifiedPrecision } from '../stats/precision-stratified.ts'
import { proportionDifference } from '../stats/proportion-difference.ts'
import { proportion } from '../stats/proportion.ts'
import { hitItem } from '../tuning/judgement.ts'
import { bodyHits, type MeasuredArticle } from './measured-article.ts'

interface Sides {
  readonly a: readonly MeasuredArticle[]
  readonly b: readonly MeasuredArticle[]
}

/** Under this lower limit of the share that is right, a verdict is withheld. */
const withheldBelow = 0.5
/** From this lower limit on, hits are right often enough to compare outlets by. */
const fitFrom = 0.7

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
  return {
    hits: sumOf(strata, ({ size }) => size),
    checked: sumOf(strata, ({ sampled }) => sampled),
    right: shareRight(strata, level),
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

/** `undefined` where no hit was checked. Where all were, nothing is left to chance; where answers agree inside every stratum, they count as one sample. */
function shareRight(strata: readonly ReturnType<typeof countAnswers>[], level: number): Estimate | undefined {
  const stratified = stratifiedPrecision(strata, { level })
  if (!stratified) return undefined
  const { value, n, limits } = stratified
  const size = sumOf(strata, (stratum) => stratum.size)
  if (n === size) return { value, low: value, high: value, level, n, method: 'all-checked' }
  if (limits) return { value, ...limits.wilson, level, n, method: 'stratified-wilson' }
  return proportion({ successes: value * n, trials: n, level })
}

/** Whether so many of the checked hits are wrong, or so few were checked, that no verdict may rest on them. */
export function isTooOftenWrong({ right }: HitCheck): boolean {
  return right !== undefined && right.low < withheldBelow
}

/** Whether the hits are right often enough, and as often on both sides, to compare outlets by. `undefined`: nobody looked. */
export function isFitToCompare({ right, sidesDiffer }: HitCheck): boolean | undefined {
  return right && right.low >= fitFrom && !sidesDiffer
}

/** Why there is no verdict on a contrast that is withheld, as the end of a sentence. */
export function withheldWords(contrast: Pick<Contrast, 'check'>): string {
  if (!contrast.check) return 'agency text that both print makes up more than half of a side or holds every hit.'
  return `too many of its hits are wrong, or too few were checked to know: the lower limit would have to be 50 %.${checkWords(contrast)}`
}

/** " Hits checked: 24 of 31, 88 % right (…)." Empty where nobody looked. */
export function checkWords({ check }: Pick<Contrast, 'check'>): string {
  if (!check?.right) return ''
  const { hits, checked, right, sidesDiffer } = check
  const share = (value: number) => `${Math.round(value * 100)}`
  const limits = checked === hits ? '' : ` (between ${share(right.low)} and ${share(right.high)} %)`
  return ` Hits checked: ${checked} of ${hits}, ${share(right.value)} % right${limits}${sidesDiffer ? ', and not as often on both sides' : ''}.`
}
