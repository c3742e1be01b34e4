import type { Contrast, Estimate } from '../../../model.ts'
import { smallestPermutationP } from '../../stats/permutation-test.ts'

/** Above this no test of so few articles could have come out clear, whatever they say. */
const hopelessP = 0.05

/** What words about a ratio need of a comparison, whoever stands on its sides. */
export interface WordedContrast extends Pick<Contrast, 'ratio' | 'verdict' | 'articles' | 'pAdjusted'> {
  readonly b: string
}

/** A difference that is called, after the name of the outlet: the ratio, its limits and its base. Where a side has no hit, the limit alone. */
export function differenceWords(contrast: WordedContrast, { frame, b }: { readonly frame: string; readonly b: string }): string {
  const { ratio, verdict } = contrast
  const size = sizeWords(contrast)
  if (!ratio) return `uses ${frame} ${verdict === 'higher' ? 'more' : 'less'} often than ${b}`
  const silent = contrast.b === 'others' ? 'the others have' : `${b} has`
  if (ratio.value === Infinity) return `uses ${frame} at least ${times(ratio.low)} times as often as ${b}; ${silent} no hit${size}`
  if (ratio.value === 0) return `has no hit of ${frame}: at most ${times(ratio.high)} times as often as ${b}${size}`
  const limits = `${times(ratio.low)} to ${times(ratio.high)}${size === '' ? '' : `; ${size.slice(2, -1)}`}`
  if (verdict === 'higher') return `uses ${frame} ${times(ratio.value)} times as often as ${b} (${limits})`
  return `uses ${frame} less often than ${b}: ${times(ratio.value)} times as often (${limits})`
}

/** The interval of a ratio that is not called. */
export function rangeWords(ratio: Estimate | undefined): string {
  if (!ratio) return 'the ratio cannot be told'
  if (ratio.high === Infinity) return `at least ${times(ratio.low)} times as often, with no hit on the other side`
  if (ratio.low === 0) return `at most ${times(ratio.high)} times as often, with no hit on its side`
  return `between ${times(ratio.low)} and ${times(ratio.high)} times as often`
}

/** The base: " (12 against 30 articles)". */
export function sizeWords({ articles }: Pick<WordedContrast, 'articles'>): string {
  return articles ? ` (${articles.a} against ${articles.b} articles)` : ''
}

/** What the text could have shown at all: a reader must not take a short text for an equal one. */
export function powerWords({ ratio, pAdjusted }: Pick<WordedContrast, 'ratio' | 'pAdjusted'>): string {
  if (!ratio) return ''
  if (ratio.low > 1 || ratio.high < 1) {
    const p = pAdjusted === undefined ? '' : ` (p = ${pAdjusted.toFixed(2)}, corrected for all comparisons)`
    return ` Articles dealt out by chance differ as much too often to call it${p}.`
  }
  if (ratio.low === 0 || ratio.high === Infinity) return ''
  // The ratio whose interval, as wide as this one, would just leave out 1.
  return ` With this much text, differences under about ${times(Math.sqrt(ratio.high / ratio.low))} times stay unseen.`
}

/** Says so where no test of so few articles could come out clear: the smallest p that exchanging them can give. */
export function reachableP(articles: Contrast['articles']): string {
  if (!articles) return ''
  const p = smallestPermutationP(articles.a, articles.b)
  return p > hopelessP ? ` Even the clearest split of ${articles.a} against ${articles.b} has p = ${p.toFixed(2)}.` : ''
}

/** Two digits, three next to 1, where two would hide on which side of it the number lies. */
function times(value: number): string {
  if (value < 0.01) return value === 0 ? '0' : 'under 0.01'
  if (value >= 1000) return 'over 1,000'
  if (value >= 10) return value.toFixed(0)
  const short = value.toPrecision(2)
  return Number(short) === 1 && value !== 1 ? value.toPrecision(3) : short
}
