import type { Comparison, Contrast, Verdict } from '../../../model.ts'
import { unreachable } from '../../../errors.ts'
import { checkWords, whyUnsure, withheldWords } from './check-words.ts'
import { baseWords, countWords, whyUnmeasured, type Languages } from './finding-words.ts'
import { robustnessWords } from './robustness-words.ts'
import { differenceWords, powerWords, rangeWords, reachableP, sizeWords } from './ratio-words.ts'

/** How outlets and frames are called in a report. */
export interface Names {
  outletName(id: string): string
  frameName(id: string): string
}

/**
 * What the comparison comes to, in a sentence or two, from its verdicts. The difference that is surely largest leads, with its base; without
 * one, what is said most, and why no difference can be called. `unmeasured` are the languages of the articles that took no part.
 */
export function describeFinding(comparison: Comparison, names: Names, unmeasured: Languages = []): string {
  const against = comparison.contrasts.filter(({ b }) => b === 'others')
  const clear = withoutMirrors(against.filter(isClear).toSorted(bySureSize))
  const [strongest] = clear
  if (!strongest) return `${mostUsed(comparison, names)} ${whyNoDifference(comparison, against, unmeasured)}`.trim()
  const more = clear.length - 1
  const rest = more > 0 ? ` ${more} more ${more === 1 ? 'difference is' : 'differences are'} clear.` : ''
  return describeContrast(strongest, names) + baseWords(strongest, comparison.rates, 'Its own base') + rest
}

/** One contrast in words: the verdict, its interval and its base. What is not clear is never called equal. */
export function describeContrast(contrast: Contrast, names: Names): string {
  const a = names.outletName(contrast.a)
  const b = contrast.b === 'others' ? 'the other outlets in its language' : names.outletName(contrast.b)
  const frame = `“${names.frameName(contrast.frame)}”`
  const { ratio, articles } = contrast
  switch (contrast.verdict) {
    case 'not-used':
      return `Neither ${a} nor ${b} ${contrast.b === 'others' ? 'use' : 'uses'} ${frame} in ${contrast.b === 'others' ? 'their' : 'its'} own voice.`
    case 'one-article':
      return `${frame}: one article is too few to compare ${a} with ${b}; its count and its sentence stand for themselves.`
    case 'too-few':
      return `${frame}: too few articles (${articles ? Math.min(articles.a, articles.b) : 0}) to compare ${a} with ${b}.${reachableP(articles)}`
    case 'no-clear-difference':
      return `No clear difference in ${frame} between ${a} and ${b}: ${rangeWords(ratio)}${sizeWords(contrast)}.${powerWords(contrast)}${checkWords(contrast)}${robustnessWords(contrast)}`
    case 'higher':
    case 'lower':
      return `In its own voice, ${a} ${differenceWords(contrast, { frame, b })}.${checkWords(contrast)}${robustnessWords(contrast)}`
    case 'withheld':
      return `${frame}: no verdict on ${a} against ${b}, because ${withheldWords(contrast)}`
    case 'different-languages':
      return contrast.b === 'others'
        ? `${frame}: no other outlet writes in the language of ${a}; lexicons are not equated.`
        : `${frame}: ${a} and ${b} write in different languages; lexicons are not equated.`
    default:
      return unreachable(contrast.verdict)
  }
}

function isClear({ verdict }: Contrast): boolean {
  return verdict === 'higher' || verdict === 'lower'
}

/** By the limit nearer to 1: a wide interval from few hits does not lead before a narrow one. Of two as sure, the higher first. */
function bySureSize(x: Contrast, y: Contrast): number {
  return sureSize(y) - sureSize(x) || Number(y.verdict === 'higher') - Number(x.verdict === 'higher')
}

/** How far the limit nearer to 1 lies from 1, as a logarithm: of two differences the surer is the larger. */
export function sureSize({ ratio }: Pick<Contrast, 'ratio'>): number {
  if (!ratio) return 0
  // Mirrored contrasts are as sure as each other; their last digits are not the same.
  return Number((ratio.low > 1 ? Math.log(ratio.low) : -Math.log(ratio.high)).toFixed(9))
}

/** Of two outlets, one above the other is the other below the one: one difference, not two. */
function withoutMirrors(contrasts: readonly Contrast[]): readonly Contrast[] {
  return contrasts.filter((one, index) => !contrasts.slice(0, index).some((earlier) => mirrors(earlier, one)))
}

function mirrors(x: Contrast, y: Contrast): boolean {
  return x.verdict !== y.verdict && restOnSame(x, y)
}

/** Whether two clear contrasts of a frame rest on the same articles, from whichever side they are seen. */
export function restOnSame(x: ClearContrast, y: ClearContrast): boolean {
  return x.frame === y.frame && x.p === y.p && x.ratio?.n === y.ratio?.n && sureSize(x) === sureSize(y)
}

type ClearContrast = Pick<Contrast, 'frame' | 'p' | 'ratio'>

/** Who says most in its own voice: a count with its base, never a comparison. Empty where nothing was measured. */
function mostUsed({ rates }: Comparison, names: Names): string {
  if (rates.length === 0) return ''
  const own = rates.filter(({ zone, voice, hits }) => zone === 'body' && voice === 'outlet' && hits > 0)
  const [top] = own.toSorted((x, y) => y.hits - x.hits || y.articlesWithHit - x.articlesWithHit)
  if (!top) return 'No outlet uses any of the frames in its own voice.'
  return `${names.outletName(top.outlet)} uses “${names.frameName(top.frame)}” in its own voice: ${countWords(top)}.`
}

function whyNoDifference({ rates }: Comparison, against: readonly Contrast[], unmeasured: Languages): string {
  if (rates.length === 0) return `No article could be measured: ${whyUnmeasured(unmeasured)}`
  if (against.length === 0) return 'Only one outlet could be measured, so there is nothing to compare it with.'
  const found = new Set<Verdict>(against.map(({ verdict }) => verdict))
  if (found.has('no-clear-difference')) return 'No difference between outlets is clear: there may be none, or too little text to see it.'
  if (found.has('too-few') || found.has('one-article')) return 'There are too few articles to call differences between outlets.'
  const unsure = whyUnsure(against)
  if (unsure !== undefined) return `No difference is called, because ${unsure}.`
  if (found.has('withheld')) return 'No difference is called, because the outlets print too much of the same agency text.'
  if (found.has('not-used')) return ''
  return 'The outlets write in different languages; lexicons are not equated, so no difference is called.'
}
