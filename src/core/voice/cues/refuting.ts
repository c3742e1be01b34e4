import type { Finding } from '../attribution.ts'
import { trimContent } from '../clause/content.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { isNegated } from '../phrase/verb.ts'
import { placeBefore } from '../source/place.ts'
import { subjectBefore } from '../source/sources.ts'
import { firstOf } from './finding.ts'
import { endOfObject } from './nouns.ts'

/** How far the claim and what it is called may stand from the verb. */
const reach = 16

/**
 * "Министр назвал обвинения в предательстве абсурдными", "dismissed reports of a betrayal as fantasy": a claim that is called untrue is denied.
 * Languages with cases may put the claim in front of everything: "Обвинения в предательстве министр отверг".
 */
export function findRefuting(phrase: Phrase, verb: number): readonly Finding[] {
  const isDenial = phrase.is(verb, 'verb:deny')
  if (!isDenial && !phrase.is(verb, 'verb:name', 'verb:view')) return []
  const cue = { from: verb, to: verb + phrase.items[verb]!.length }
  if (!phrase.language.spaced) return findUnspaced(phrase, cue)
  const refuted = refutationBehind(phrase, verb)
  const isDismissed = isDenial && phrase.is(verb, 'verb:view') && isClaimNext(phrase, cue.to)
  if (refuted === undefined && !isDismissed && (!isDenial || phrase.language.headLast)) return []
  const claim = claimBehind(phrase, cue.to, refuted) ?? claimInFront(phrase, verb)
  if (claim === undefined || (refuted === undefined && !isDismissed && claim.to > verb)) return []
  const content = trimContent(phrase, claim)
  const speaker = claim.to <= verb ? subjectBetween(phrase, claim.to, verb) : (placeBefore(phrase, verb) ?? subjectBefore(phrase, verb, 0))
  const sharesSpeaker = speaker === undefined && phrase.is(verb - 1, 'grammar:coordinators')
  if (content === undefined || (speaker === undefined && !sharesSpeaker)) return []
  const effect = isDenial && isNegated(phrase, verb) ? 'asserts' : 'denies'
  const said = { role: 'says', cue, speaker, sharesSpeaker } as const
  const called = refuted === undefined ? undefined : trimContent(phrase, { from: refuted, to: endOfObject(phrase, refuted + 1) })
  const denied = { ...said, contents: [content], effect } as const
  return called === undefined || isDenial ? [denied] : [denied, { ...said, contents: [called], effect: 'asserts' }]
}

/** "dismissed talk of a collapse as alarmist": whatever it is dismissed as. */
function isClaimNext(phrase: Phrase, index: number): boolean {
  for (let at = index; at < index + 3 && phrase.isWord(at); at++) if (isClaim(phrase, at)) return true
  return false
}

/** "发言人对…的说法予以否认", "将指责斥为无稽之谈": the claim stands behind a preposition, in front of the verb. */
function findUnspaced(phrase: Phrase, cue: Range): readonly Finding[] {
  const marker = markerBefore(phrase, cue.from)
  if (marker === undefined || !(phrase.is(cue.from, 'verb:deny') || refutationBehind(phrase, cue.from) !== undefined)) return []
  const speaker = subjectBefore(phrase, marker, 0)
  const content = trimContent(phrase, { from: marker + phrase.items[marker]!.length, to: cue.from })
  if (speaker === undefined || content === undefined) return []
  return [{ role: 'says', cue, speaker, sharesSpeaker: false, contents: [content], effect: 'denies' }]
}

function markerBefore(phrase: Phrase, verb: number): number | undefined {
  let hasClaim = false
  for (let at = verb - 1; at >= Math.max(0, verb - unspacedReach) && !phrase.isComma(at) && !phrase.isEnd(at); at--) {
    if (phrase.is(at, 'noun:claim')) hasClaim = true
    if (hasClaim && phrase.items[at]!.opens && phrase.is(at, 'grammar:addressees', 'grammar:objectMarkers')) return at
  }
  return undefined
}

const unspacedReach = 30

/** Where the word stands by which something is called untrue. */
function refutationBehind(phrase: Phrase, verb: number): number | undefined {
  if (!phrase.holds('grammar:refutations')) return undefined
  for (let at = verb + 1; at < verb + reach && !phrase.isEnd(at); at++) {
    if (phrase.is(at, 'grammar:refutations')) return phrase.is(at - 1, 'negator') ? undefined : at
    if (phrase.is(at, 'grammar:complementizers') || (phrase.is(at, 'grammar:relatives') && phrase.isComma(at - 1))) return undefined
  }
  return undefined
}

function isClaim(phrase: Phrase, index: number): boolean {
  return phrase.is(index, 'noun:claim', 'noun:clauseOnly') && !phrase.is(index, 'notCue')
}

function claimBehind(phrase: Phrase, from: number, refuted: number | undefined): Range | undefined {
  for (let at = from; at < from + reach && !phrase.isEnd(at); at++) {
    if (isClaim(phrase, at)) {
      const as = firstOf(phrase, at, at + reach, 'grammar:as')
      if (refuted === undefined) return { from: at, to: endOfObject(phrase, at + 1, as) }
      const called = phrase.is(refuted - 1, 'grammar:as', 'grammar:determiners') ? refuted - 1 : refuted
      return { from: at, to: endOfObject(phrase, at + 1, called > at ? called : undefined) }
    }
    if (phrase.isComma(at) || phrase.is(at, 'grammar:complementizers')) return undefined
  }
  return undefined
}

/** The claim opens the clause, in front of the subject. */
function claimInFront(phrase: Phrase, verb: number): Range | undefined {
  if (phrase.language.headLast) return undefined
  const place = placeBefore(phrase, verb)
  let from = verb
  while (from > Math.max(0, verb - reach) && phrase.isWord(from - 1) && !phrase.is(from - 1, 'grammar:complementizers')) from--
  while (phrase.is(from, 'grammar:openers', 'grammar:adverbs', 'grammar:times', 'grammar:determiners', 'contrast'))
    from += phrase.items[from]!.length
  if (place !== undefined && place.from === from + 1 && isClaim(phrase, place.to))
    return { from: place.to, to: endOfObject(phrase, place.to + 1, verb) }
  if (!isClaim(phrase, from)) return undefined
  const subject = subjectBetween(phrase, from + 1, verb)
  return subject === undefined ? undefined : { from, to: subject.from }
}

/** The subject straight in front of the verb: a role, and the names beside it. */
function subjectBetween(phrase: Phrase, floor: number, verb: number): Range | undefined {
  const place = placeBefore(phrase, verb)
  if (place !== undefined) return place
  let to = verb
  while (to > floor && phrase.is(to - 1, 'grammar:adverbs', 'grammar:times')) to--
  let from = to
  while (from > floor && (phrase.isName(from - 1) || phrase.is(from - 1, 'people:roles', 'people:pronouns') || inTitle(phrase, from - 1)))
    from--
  return from < to && !phrase.is(from - 1, 'grammar:prepositions') ? { from, to } : undefined
}

function inTitle(phrase: Phrase, index: number): boolean {
  return phrase.items[index]?.shortQuotation !== undefined
}
