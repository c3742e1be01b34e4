import type { Finding } from '../attribution.ts'
import { trimContent } from '../clause/content.ts'
import { placeAt } from '../source/place.ts'
import { isClock } from '../source/trim-speaker.ts'
import { nounPhraseAfter, subjectBefore } from '../source/sources.ts'
import { isClauseVerb, isNamePart, isNegated, isPassive } from '../phrase/verb.ts'
import type { Phrase } from '../phrase/phrase.ts'

/** Longer openings in front of a colon are no name. */
const longestName = 6
/** In scripts without spaces every character is one place. */
const longestCharacters = 8

/** "Minister: deal is betrayal" and "Deal is betrayal: minister", which only headlines write. */
export function findHeadlineSpeaker(phrase: Phrase): readonly Finding[] {
  const colon = phrase.items.findIndex((_, index) => phrase.isColon(index))
  if (colon <= 0) return findBehindDash(phrase)
  const front = { from: behindClock(phrase, behindLastMark(phrase, colon)), to: colon }
  // "'A farce': how the foreign press saw the vote".
  const back = { from: phrase.is(colon + 1, 'grammar:questionWords') ? colon + 2 : colon + 1, to: phrase.length }
  const base = { role: 'says', cue: { from: colon, to: colon + 1 }, sharesSpeaker: false, effect: 'asserts' } as const
  // "从盟友到路人：…": a way or a place is no speaker.
  if (!phrase.language.spaced && phrase.is(front.from, 'grammar:prepositions')) return []
  const isQuotedInFront = isInQuotes(phrase, front.from, front.to)
  if (!isQuotedInFront && isSpeaker(phrase, front.from, front.to)) {
    const content = trimContent(phrase, back)
    return content === undefined ? [] : [{ ...base, speaker: front, contents: [content] }]
  }
  const place = isQuotedInFront ? placeAt(phrase, back.from, back.to) : undefined
  const who = isQuotedInFront ? (place ?? nounPhraseAfter(phrase, back.from, back.to)) : undefined
  if (who !== undefined && (place !== undefined || holdsRole(phrase, who.from, who.to))) {
    const content = trimContent(phrase, front)
    return content === undefined ? [] : [{ ...base, speaker: who, contents: [content] }]
  }
  if (!isSpeaker(phrase, back.from, back.to)) return []
  const content = trimContent(phrase, front)
  return content === undefined ? [] : [{ ...base, speaker: nounPhraseAfter(phrase, back.from, back.to) ?? back, contents: [content] }]
}

/** "Никакого предательства нет — министр", "Deal is betrayal – report": the speaker stands behind the last dash. */
function findBehindDash(phrase: Phrase): readonly Finding[] {
  const dash = phrase.items.findLastIndex((_, index) => phrase.isDash(index))
  const speaker = { from: dash + 1, to: phrase.length }
  const content = dash < 2 ? undefined : trimContent(phrase, { from: 0, to: dash })
  if (content === undefined || !isSpeaker(phrase, speaker.from, speaker.to) || !holdsRole(phrase, speaker.from, speaker.to)) return []
  if (phrase.is(speaker.to - 1, 'grammar:copulas') || !opensWithSpeaker(phrase, speaker.from)) return []
  return [{ role: 'says', cue: { from: dash, to: dash + 1 }, speaker, sharesSpeaker: false, contents: [content], effect: 'asserts' }]
}

/** "Астана — предатель" says what Astana is: whoever speaks is a role or an outlet, or two names. */
function opensWithSpeaker(phrase: Phrase, index: number): boolean {
  return phrase.is(index, 'people:roles', 'people:media') || (phrase.isName(index) && !phrase.is(index, 'grammar:determiners'))
}

/**
 * "Minister slams 'betrayal' deal": what is quoted of the thing judged is the word of the one who judges. Outside headlines only behind verbs
 * that charge somebody with something ("condemned the 'illegal occupation'").
 */
export function findQuotedObject(phrase: Phrase, { isHeadline }: { readonly isHeadline: boolean }): readonly Finding[] {
  const verb = judgingVerb(phrase, { isHeadline })
  if (verb === undefined) return []
  const speaker = verb === 0 || isPassive(phrase, verb) || isNamePart(phrase, verb) ? undefined : subjectBefore(phrase, verb, 0)
  const cue = { from: verb, to: verb + (phrase.items[verb]?.length ?? 1) }
  const from = speaker === undefined ? undefined : quotedBehind(phrase, cue.to)
  if (from === undefined) return []
  let to = from + 1
  while (isQuoted(phrase, to) && phrase.items[to]?.shortQuotation === phrase.items[from]?.shortQuotation) to++
  return [
    { role: 'says', cue, speaker, sharesSpeaker: false, contents: [{ from, to }], effect: isNegated(phrase, verb) ? 'denies' : 'asserts' },
  ]
}

function judgingVerb(phrase: Phrase, { isHeadline }: { readonly isHeadline: boolean }): number | undefined {
  for (let at = 0; at < phrase.length; at++) {
    if (!phrase.items[at]!.mayBring || !phrase.is(at, 'verb:view') || phrase.is(at, 'notCue')) continue
    if (isHeadline || phrase.is(at, 'verb:accuse')) return at
  }
  return undefined
}

/** The first quoted word of the object, in front of any preposition or other verb. */
function quotedBehind(phrase: Phrase, index: number): number | undefined {
  for (let at = index; at < index + longestName && (isQuoted(phrase, at) || phrase.isWord(at)); at++) {
    if (isQuoted(phrase, at)) return at
    if (phrase.is(at, 'grammar:prepositions', 'grammar:as', 'grammar:auxiliaries', 'grammar:infinitives') || isClauseVerb(phrase, at))
      return undefined
  }
  return undefined
}

function isQuoted(phrase: Phrase, index: number): boolean {
  return phrase.isQuote(index) || phrase.items[index]?.shortQuotation !== undefined
}

/** "'Betrayal': farmers rage at deal": the words in front of the colon are a quotation. */
function isInQuotes(phrase: Phrase, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isQuoted(phrase, at) && (at === from || !phrase.is(at, 'grammar:coordinators'))) return false
  return true
}

function holdsRole(phrase: Phrase, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (phrase.is(at, 'people:roles', 'people:media') || phrase.isName(at)) return true
  return false
}

/** "14:20 Peskov: …": the time of an entry of a live page. */
function behindClock(phrase: Phrase, index: number): number {
  return isClock(phrase, index) ? index + 1 : index
}

function behindLastMark(phrase: Phrase, colon: number): number {
  for (let at = colon - 1; at >= 0; at--) if (phrase.isComma(at) || phrase.isEnd(at)) return at + 1
  return 0
}

/** A short run of words without a verb that holds a role or a news outlet, or a name alone. */
function isSpeaker(phrase: Phrase, from: number, to: number): boolean {
  const { spaced } = phrase.language
  if (to - from > (spaced ? longestName : longestCharacters) || to <= from) return false
  let known = false
  for (let at = from; at < to; at++) {
    if (!phrase.isWord(at) || phrase.is(at, 'grammar:auxiliaries', 'grammar:openers', 'grammar:questionWords')) return false
    if (phrase.is(at, 'people:roles', 'people:media')) known = true
  }
  const isBareName = to - from <= 3 && Array.from({ length: to - from }, (_, offset) => phrase.isName(from + offset)).every(Boolean)
  return known || !spaced || isBareName
}
