import type { Contrast, Verdict } from '../../../model.ts'
import { counted, listed } from '../wording.ts'

/** A comparison in words, as reports carry it. */
interface Described extends Pick<Contrast, 'verdict' | 'check'> {
  readonly a: string
  readonly b: string
  readonly sentence: string
}

export interface FoldedVerdicts {
  /** Called differences, a sentence each. */
  readonly clear: readonly string[]
  /** Tested and not called, a sentence each: its interval, or what was found of its hits, is what a reader needs. */
  readonly unclear: readonly string[]
  /** All that could not be compared: one sentence for each reason. */
  readonly untold: readonly string[]
  /** How many comparisons `untold` stands for. */
  readonly untoldCount: number
}

/** Why there is no verdict, the most telling reason first. */
const reasons = [
  ['not-used', 'Not used in its own voice by either side'],
  ['too-few', 'Too few articles to compare'],
  ['one-article', 'Only one article on a side'],
  ['copied', 'No verdict, because too much of the text is copied'],
  ['different-languages', 'In different languages, which are not equated'],
] as const satisfies readonly (readonly [Verdict | 'copied', string])[]

/** Pairs named; more are counted. */
const pairsNamed = 6

/** What the comparisons of one frame come to, without twenty sentences that say the same. */
export function foldVerdicts(contrasts: readonly Described[], nameOf: (id: string) => string): FoldedVerdicts {
  const sentences = (is: (contrast: Described) => boolean) => contrasts.filter(is).map(({ sentence }) => sentence)
  const folded = reasons.map(([reason, words]) => ({ words, list: contrasts.filter((contrast) => reasonOf(contrast) === reason) }))
  return {
    clear: sentences(({ verdict }) => verdict === 'higher' || verdict === 'lower'),
    unclear: sentences((contrast) => contrast.verdict === 'no-clear-difference' || isUnsure(contrast)),
    untold: folded.filter(({ list }) => list.length > 0).map(({ words, list }) => `${words}: ${sidesOf(list, nameOf)}.`),
    untoldCount: folded.reduce((sum, { list }) => sum + list.length, 0),
  }
}

/** Withheld for what people found of its hits: what they found, and how many more would do, differs from one to the next. */
function isUnsure({ verdict, check }: Described): boolean {
  return verdict === 'withheld' && check !== undefined
}

function reasonOf(contrast: Described): Verdict | 'copied' {
  return contrast.verdict === 'withheld' && !isUnsure(contrast) ? 'copied' : contrast.verdict
}

function sidesOf(list: readonly Described[], nameOf: (id: string) => string): string {
  const single = list.filter(({ b }) => b === 'others').map(({ a }) => nameOf(a))
  const pairs = list.filter(({ b }) => b !== 'others')
  const parts = single.length > 0 ? [`${listed(single)} against all others`] : []
  if (pairs.length > pairsNamed) parts.push(counted(pairs.length, 'pair'))
  else parts.push(...pairs.map(({ a, b }) => `${nameOf(a)} with ${nameOf(b)}`))
  return parts.join('; ')
}
