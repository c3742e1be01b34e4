import type { Means } from './attribution.ts'
import type { Stretch } from './nesting.ts'
import type { Trust } from './trust.ts'

/**
 * Share of right answers by what a voice was found by. Rounded from the words of the Wikinews part of GUM (9,300 words) and the sentences
 * written for this project, both read while the rules were written, so a little high on other text. What GUM does not count as attribution
 * (verbs that judge, nouns) is taken from the sentences, and lowered.
 */
const shareRight: Readonly<Record<Means, number>> = { clause: 0.9, phrase: 0.9, judgement: 0.82, noun: 0.78, headline: 0.85, marks: 0.92 }
/** Between quotation marks it is hardly ever the outlet's own word. */
const shareRightQuoted = 0.97
const shareRightOwn = { apart: 0.95, nearCue: 0.88, quoted: 0.6, unclear: 0.5 } as const
/** A pronoun's name was looked for in sentences before. */
const resolved = 0.85

export function ownConfidence(
  { isUnclear, isQuoted, nearCue }: { readonly isUnclear: boolean; readonly isQuoted: boolean; readonly nearCue: boolean },
  { share: trust }: Trust,
): number {
  if (isUnclear) return shareRightOwn.unclear * trust
  if (isQuoted) return shareRightOwn.quoted * trust
  return (nearCue ? shareRightOwn.nearCue : shareRightOwn.apart) * trust
}

/** The product over the links, as each has to be right. */
export function chainConfidence(
  chain: readonly Stretch[],
  { isQuoted, trust }: { readonly isQuoted: boolean; readonly trust: Trust },
): number {
  let product = trust.share
  chain.forEach(({ attribution }, index) => {
    const isInnermost = index === chain.length - 1
    const share = isInnermost && isQuoted ? Math.max(shareRightQuoted, shareRight[attribution.means]) : shareRight[attribution.means]
    product *= attribution.isResolved ? share * resolved : share
  })
  return product
}
