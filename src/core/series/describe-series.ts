import { unreachable } from '../../errors.ts'
import type { Rate } from '../../model.ts'
import { checkWords, whyUnsure, withheldWords } from '../compare/words/check-words.ts'
import { baseWords, whyUnmeasured, type Languages } from '../compare/words/finding-words.ts'
import { restOnSame, sureSize, type Names } from '../compare/words/finding.ts'
import { differenceWords, powerWords, rangeWords, reachableP, sizeWords } from '../compare/words/ratio-words.ts'
import type { SeriesContrast } from './series.ts'

/** How a series calls its parties: groups by their key. */
export interface SeriesNames extends Names {
  /** "ownership state". */
  groupName(value: string): string
}

/** One comparison of a series in words: the verdict, its interval, its base. What is not clear is never called equal. */
export function describeSeriesContrast(contrast: SeriesContrast, names: SeriesNames): string {
  const nameOf = (id: string) => (contrast.by === 'group' ? names.groupName(id) : names.outletName(id))
  const a = nameOf(contrast.a)
  const pooled = contrast.by === 'group' ? 'the other groups' : 'the other outlets in its language'
  const b = contrast.b === 'others' ? pooled : nameOf(contrast.b)
  const frame = `“${names.frameName(contrast.frame)}”`
  const over = overStories(contrast.stories)
  switch (contrast.verdict) {
    case 'not-used':
      return `Neither ${a} nor ${b} ${contrast.b === 'others' ? 'use' : 'uses'} ${frame} in ${contrast.b === 'others' ? 'their' : 'its'} own voice${over}.`
    case 'one-article':
      return `${frame}: one article is too few to compare ${a} with ${b}${over}; its count and its sentence stand for themselves.`
    case 'too-few':
      if (contrast.stories === 0) return `${frame}: ${a} and ${b} told no story of this series in the same language.`
      return `${frame}: too few articles (${fewest(contrast)}) to compare ${a} with ${b}${over}.${reachableP(contrast.articles)}`
    case 'no-clear-difference':
      return `No clear difference in ${frame} between ${a} and ${b}${over}: ${rangeWords(contrast.ratio)}${sizeWords(contrast)}.${powerWords(contrast)}${checkWords(contrast)}`
    case 'higher':
    case 'lower':
      return `In its own voice and on the same stories, ${a} ${differenceWords(contrast, { frame, b })}${over}.${checkWords(contrast)}`
    case 'withheld':
      return `${frame}: no verdict on ${a} against ${b}, because ${withheldWords(contrast)}`
    case 'different-languages':
      if (contrast.b === 'others')
        return `${frame}: no other ${contrast.by === 'group' ? 'group' : 'outlet'} of the series writes in the language of ${a}; lexicons are not equated.`
      return `${frame}: ${a} and ${b} share no language; lexicons are not equated.`
    default:
      return unreachable(contrast.verdict)
  }
}

export interface SeriesVerdicts {
  readonly contrasts: readonly SeriesContrast[]
  readonly rates: readonly Rate[]
  readonly groupRates: readonly Rate[]
}

/**
 * What the series comes to, from its verdicts. The difference that is surely largest leads, with its base. `unmeasured` are the languages of
 * the articles that took no part.
 */
export function describeSeriesFinding(
  { contrasts, rates, groupRates }: SeriesVerdicts,
  names: SeriesNames,
  unmeasured: Languages = [],
): string {
  const clear = contrasts.filter(({ verdict }) => verdict === 'higher' || verdict === 'lower').toSorted(bySureSize)
  const [strongest] = clear
  if (strongest)
    return (
      describeSeriesContrast(strongest, names) +
      baseWords(strongest, strongest.by === 'group' ? groupRates : rates, 'Its own base, over all stories') +
      others(clear)
    )
  if (rates.length === 0) return `No article could be measured: ${whyUnmeasured(unmeasured)}`
  const tested = contrasts.filter(({ verdict }) => verdict === 'no-clear-difference').length
  if (tested > 0)
    return `No difference between outlets is clear in the ${tested} ${tested === 1 ? 'comparison' : 'comparisons'} that could be made: there may be none, or too little text to see it.`
  if (contrasts.length === 0) return 'Only one outlet could be measured, so there is nothing to compare it with.'
  if (contrasts.every(({ verdict }) => verdict === 'different-languages'))
    return 'The outlets write in different languages; lexicons are not equated, so no ratio is given and no difference is called.'
  if (contrasts.every(({ verdict }) => verdict === 'not-used' || verdict === 'different-languages'))
    return 'No outlet that can be compared uses any of the frames in its own voice.'
  const found = new Set(contrasts.map(({ verdict }) => verdict))
  if (found.has('too-few') || found.has('one-article'))
    return 'There are too few articles on the same stories to call differences between outlets.'
  const unsure = whyUnsure(contrasts)
  return `No difference is called, because ${unsure ?? 'the outlets print too much of the same agency text'}.`
}

/** Clear comparisons beside the strongest; one question seen from both sides, or asked as a pair too, counts once. */
function others(clear: readonly SeriesContrast[]): string {
  const more = clear.filter((one, index) => !clear.slice(0, index).some((earlier) => isSameQuestion(earlier, one))).length - 1
  if (more === 0) return ''
  return ` ${more} more ${more === 1 ? 'comparison is' : 'comparisons are'} clear.`
}

function isSameQuestion(x: SeriesContrast, y: SeriesContrast): boolean {
  const isOneAPair = (x.b === 'others') !== (y.b === 'others')
  return x.by === y.by && (x.verdict !== y.verdict || isOneAPair) && restOnSame(x, y)
}

/** By the limit nearer to 1; of two as sure, the higher first, and outlets before groups. */
function bySureSize(x: SeriesContrast, y: SeriesContrast): number {
  return (
    sureSize(y) - sureSize(x) ||
    Number(x.by === 'group') - Number(y.by === 'group') ||
    Number(y.verdict === 'higher') - Number(x.verdict === 'higher')
  )
}

function overStories(stories: number): string {
  return stories === 0 ? '' : `, over ${stories} ${stories === 1 ? 'story' : 'stories'} that both tell`
}

function fewest({ articles }: SeriesContrast): number {
  return articles ? Math.min(articles.a, articles.b) : 0
}
