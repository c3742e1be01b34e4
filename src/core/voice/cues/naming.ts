import type { Finding } from '../attribution.ts'
import { contentEnd, isPastForm } from '../clause/content.ts'
import { endsWithAny } from '../phrase/endings.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { withRelay } from '../source/addressee.ts'
import { contentsAround, asBefore } from '../clause/insertion.ts'
import { isParticiple } from '../clause/participle.ts'
import { isClauseVerb, denialBefore, isAttributive, isNamePart, isPassive } from '../phrase/verb.ts'
import { isImpersonal, placeAt, placeAtEnd, placeBefore, placeInClause } from '../source/place.ts'
import { behindCircumstances } from '../source/occasion.ts'
import { nounPhraseAfter, subjectBefore } from '../source/sources.ts'
import { hangsOnNoun } from '../phrase/infinitive.ts'
import { finding, firstOf, opensDocument, reach, trimmedContents } from './finding.ts'
import { findQuotingBehind, findQuotingPassive, findQuoting } from './quoting.ts'

const namingVerbs = ['verb:name', 'verb:view', 'verb:accuse', 'verb:compare', 'verb:mention', 'verb:speakOf', 'verb:quote'] as const

/** Verbs that judge without a clause: "called it a betrayal", "described it as …", "accused him of …", "spoke of …". */
export function findNaming(phrase: Phrase, verb: number): readonly Finding[] {
  if (!phrase.isAny(verb, namingVerbs) || phrase.is(verb, 'notCue')) return []
  if (isNoun(phrase, verb) || isAttributive(phrase, verb)) return []
  // "Об этом говорится в докладе": what is spoken of has been said.
  if (phrase.is(verb, 'verb:speakOf') && phrase.is(0, 'grammar:backward')) return []
  const cue = { from: verb, to: verb + phrase.items[verb]!.length }
  const opening = asBefore(phrase, verb)
  if (opening !== undefined && phrase.is(verb, 'verb:name')) {
    return finding(phrase, cue, subjectBefore(phrase, verb, opening + 1), contentsAround(phrase, opening, cue.to))
  }
  const isAgentNext = phrase.is(cue.to, 'grammar:passiveBy')
  if (isParticiple(phrase, cue)) return passive(phrase, cue)
  return isPassive(phrase, verb) || (isAgentNext && !phrase.isGerund(verb) && !phrase.is(verb, 'verb:speakOf'))
    ? passive(phrase, cue)
    : active(phrase, cue)
}

function isNoun(phrase: Phrase, verb: number): boolean {
  // "Trump's labelling of Cruz", "for alleged schemes": a noun or adjective by what stands beside it.
  if (phrase.isGerund(verb) && phrase.is(verb + 1, 'grammar:genitives') && !phrase.is(verb, 'verb:speakOf')) return true
  if (phrase.is(verb, 'verb:mention') && isPastForm(phrase, verb) && phrase.isAny(verb - 1, openers)) return true
  if (!phrase.is(verb, 'verb:alsoNouns')) return false
  // "brushed aside talk of a betrayal": the object of the verb in front.
  if (phrase.items[verb - 2]?.length === 2 && phrase.is(verb - 2, 'verb:deny')) return true
  if (phrase.is(verb + 1, 'grammar:genitives') && !phrase.is(verb, 'verb:speakOf')) return true
  if (phrase.is(verb - 1, 'noun:support') || isNamePart(phrase, verb)) return true
  return phrase.isAny(verb - 1, openers) && !phrase.is(verb - 1, 'grammar:infinitives')
}

const openers = ['grammar:determiners', 'grammar:possessives', 'grammar:genitives', 'grammar:prepositions'] as const

function active(phrase: Phrase, cue: Range): readonly Finding[] {
  if (phrase.is(cue.from, 'grammar:passiveVerbs')) {
    // "обвиняемый в измене": a charge is no place.
    const place = phrase.is(cue.from, 'verb:accuse') ? undefined : placeAt(phrase, cue.to, phrase.length)
    return finding(phrase, cue, place, judgement(phrase, cue))
  }
  const fronted = quotedInFront(phrase, cue) ?? frontedParticiple(phrase, cue)
  if (fronted !== undefined) return fronted
  if (hasBareObject(phrase, cue.from)) return []
  const start = denialBefore(phrase, cue.from) ?? cue.from
  const shares = start === cue.from && (sharesSubject(phrase, cue.from) || hangsOnNoun(phrase, cue.from))
  const place = shares ? undefined : placeBefore(phrase, cue.from)
  if (place !== undefined) return finding(phrase, cue, place, judgement(phrase, cue))
  const before = shares ? undefined : subjectBefore(phrase, objectMarkerBefore(phrase, cue.from) ?? start, 0)
  // "…, а слухи назвали провокацией": a claim is what is called so, by whoever spoke before.
  const isClaim = before !== undefined && !phrase.language.headLast && phrase.is(before.from, 'noun:claim', 'noun:clauseOnly')
  if (isClaim && phrase.is(cue.from, 'verb:name')) return finding(phrase, cue, undefined, judgement(phrase, cue), true)
  const speaker = before
  if (speaker === undefined && !shares) return phrase.is(cue.from, 'verb:quote') ? findQuotingBehind(phrase, cue) : verbFirst(phrase, cue)
  if (speaker !== undefined && isExpletive(phrase, cue.from, speaker)) return []
  if (phrase.is(cue.from, 'verb:quote')) return findQuoting(phrase, cue, speaker)
  const judged = frontedJudgement(phrase, cue, speaker)
  if (judged !== undefined) return judged
  if (speaker !== undefined && isImpersonal(phrase, cue.from, speaker)) return impersonal(phrase, cue, speaker)
  return finding(phrase, cue, speaker, judgement(phrase, cue), shares).flatMap((found) => withRelay(phrase, found))
}

/** "Accusing Kazakhstan of treachery, the senator demanded …": a participle that opens the sentence is what the subject behind its comma does. */
function frontedParticiple(phrase: Phrase, cue: Range): readonly Finding[] | undefined {
  if (!phrase.language.spaced || phrase.language.contentBeforeVerb || cue.from > 0 || !phrase.isGerund(cue.from)) return undefined
  // "Speaking of betrayal, …" is a turn of phrase.
  if (phrase.is(cue.from, 'verb:speakOf')) return undefined
  let comma = cue.to
  while (comma < phrase.length && !phrase.isComma(comma) && !phrase.isEnd(comma)) comma++
  const speaker = phrase.isComma(comma) ? nounPhraseAfter(phrase, comma + 1, behindSubject(phrase, comma + 2)) : undefined
  const content = judgement(phrase, cue)[0]
  if (speaker === undefined || content === undefined || content.from >= comma) return undefined
  return finding(phrase, cue, speaker, trimmedContents(phrase, { from: content.from, to: Math.min(content.to, comma) }))
}

/** Where the verb stands behind a subject, by its form. */
function behindSubject(phrase: Phrase, index: number): number {
  let at = index
  while (phrase.isWord(at) && (phrase.isName(at) || !(isPastForm(phrase, at) || phrase.is(at, 'grammar:finiteVerbs')))) at++
  return at
}

/** "It would be wrong to call it a betrayal": the pronoun stands for the infinitive, and nobody speaks. */
function isExpletive(phrase: Phrase, verb: number, { from, to }: Range): boolean {
  if (!phrase.is(verb - 1, 'grammar:infinitives') || to > from + 1 || !phrase.is(from, 'people:pronouns')) return false
  return !phrase.is(from, 'people:masculine', 'people:feminine', 'people:plural')
}

/** «Катастрофа» — так описывает положение директор: quoted words, what points back at them, the verb, and its subject last. */
function quotedInFront(phrase: Phrase, cue: Range): readonly Finding[] | undefined {
  if (phrase.language.headLast) return quotedByHow(phrase, cue)
  const so = phrase.startOf(cue.from - 1, 'grammar:manner')
  const isBehindQuote = phrase.isQuote(so - 2) || phrase.items[so - 2]?.shortQuotation !== undefined
  if (!phrase.is(so, 'grammar:manner') || !(phrase.isDash(so - 1) || phrase.isComma(so - 1)) || !isBehindQuote) return undefined
  const who = behindCircumstances(phrase, cue.to)
  const speaker = who === undefined ? undefined : nounPhraseAfter(phrase, who, phrase.length)
  return speaker === undefined ? undefined : finding(phrase, cue, speaker, trimmedContents(phrase, { from: 0, to: so }))
}

/** `"A betrayal" was how the Sentinel described the vote`. */
function quotedByHow(phrase: Phrase, cue: Range): readonly Finding[] | undefined {
  if (!phrase.language.spaced || !phrase.holds('grammar:manner')) return undefined
  const speaker = subjectBefore(phrase, cue.from, 0)
  const how = (speaker?.from ?? 0) - 1
  const last = how - 2
  const isQuoted = phrase.isQuote(last) || phrase.items[last]?.shortQuotation !== undefined
  if (!isQuoted || !phrase.is(how, 'grammar:manner') || !phrase.is(how - 1, 'grammar:copulas')) return undefined
  return finding(phrase, cue, speaker, trimmedContents(phrase, { from: 0, to: last + 1 }))
}

/** "A “shameful” law, the bishop called it", "Бегством назвал отход советник": what it is called stands in front of everything. */
function frontedJudgement(phrase: Phrase, cue: Range, speaker: Range | undefined): readonly Finding[] | undefined {
  if (!phrase.is(cue.from, 'verb:name') || speaker === undefined) return undefined
  const { headLast, grammar } = phrase.language
  if (headLast) {
    const isBare = phrase.is(cue.to, 'people:pronouns') && phrase.isEnd(cue.to + 1)
    if (!isBare || !phrase.isComma(speaker.from - 1)) return undefined
    return finding(phrase, cue, speaker, trimmedContents(phrase, { from: 0, to: speaker.from }))
  }
  const before = phrase.items[cue.from - 1]?.lower ?? ''
  if (speaker.from > 0 || cue.from > 3 || !grammar.judgementEndings.some((ending) => before.endsWith(ending))) return undefined
  const who = phrase.items.findIndex((_, at) => at > cue.to && (phrase.is(at, 'people:roles') || phrase.isName(at)))
  const source = who === -1 ? undefined : nounPhraseAfter(phrase, who, phrase.length)
  return source === undefined ? undefined : finding(phrase, cue, source, trimmedContents(phrase, { from: 0, to: cue.from }))
}

/** "Сделку назвали предательством в Москве": without a subject the place behind tells who says so, if anything does. */
function impersonal(phrase: Phrase, cue: Range, thing: Range): readonly Finding[] {
  const contents = judgement(phrase, cue)
  const [content] = contents
  // "Сделку в Лигурии назвали предательством".
  let preposition = thing.from
  while (preposition < thing.to && !phrase.is(preposition, 'grammar:places')) preposition++
  const behind = placeAt(phrase, preposition, cue.from)
  if (behind?.to === thing.to && phrase.isName(behind.from)) return finding(phrase, cue, behind, contents)
  const place = content === undefined ? undefined : placeAtEnd(phrase, content)
  if (content === undefined || place === undefined) return finding(phrase, cue, undefined, contents)
  return finding(phrase, cue, place, trimmedContents(phrase, { from: content.from, to: place.from - 1 }))
}

/** "وصف المتحدث الصفقة بأنها": the subject, a role, stands behind the verb that opens the sentence. */
function verbFirst(phrase: Phrase, cue: Range): readonly Finding[] {
  if (phrase.language.headLast || cue.from > 1 || !phrase.is(cue.to, 'people:roles')) return []
  const speaker = { from: cue.to, to: cue.to + 1 }
  return finding(phrase, cue, speaker, trimmedContents(phrase, { from: speaker.to, to: contentEnd(phrase, speaker.to, cue.from) }))
}

/** "反对派将协议称为投降": the object stands between subject and verb. */
function objectMarkerBefore(phrase: Phrase, verb: number): number | undefined {
  if (phrase.language.grammar.objectMarkers.length === 0) return undefined
  for (let at = verb - 1; at >= Math.max(0, verb - reach) && !phrase.isMark(at); at--) {
    if (phrase.is(at, 'grammar:objectMarkers')) return phrase.isMark(at - 1) ? undefined : at
  }
  return undefined
}

/** "他表示，把交易称为投降是幼稚的": inside what somebody says, an object marker that opens its clause has no subject in front, and nobody else speaks. */
function hasBareObject(phrase: Phrase, verb: number): boolean {
  if (phrase.language.grammar.objectMarkers.length === 0) return false
  let marker = verb - 1
  while (marker > Math.max(0, verb - reach) && !phrase.isMark(marker) && !phrase.is(marker, 'grammar:objectMarkers')) marker--
  if (!phrase.is(marker, 'grammar:objectMarkers') || !phrase.isComma(marker - 1)) return false
  return phrase.items.some((_, at) => at < marker && isClauseVerb(phrase, at))
}

function sharesSubject(phrase: Phrase, verb: number): boolean {
  let at = verb - 1
  while (at >= 0 && phrase.is(at, 'grammar:adverbs', 'grammar:times')) at--
  if (phrase.is(at, 'grammar:coordinators', 'contrast') || opensDocument(phrase, at)) return true
  // "护士周二罢工，指责卫生部": behind a comma the verb goes on with the subject it had.
  if (!phrase.language.spaced && phrase.isComma(at)) return true
  return (
    phrase.isGerund(verb) &&
    !phrase.is(at, 'grammar:auxiliaries') &&
    (phrase.isComma(at) || phrase.is(at, 'grammar:subordinators', 'grammar:prepositions'))
  )
}

/** Where the judgement stands behind the verb: the first of the patterns that the verb allows. */
function judgement(phrase: Phrase, cue: Range): readonly Range[] {
  const end = contentEnd(phrase, cue.to, cue.from)
  if (phrase.is(cue.from, 'verb:view')) {
    const as = firstOf(phrase, cue.to, end, 'grammar:as')
    if (as !== undefined) return trimmedContents(phrase, { from: as + phrase.items[as]!.length, to: end })
  }
  if (phrase.is(cue.from, 'verb:accuse')) {
    if (phrase.language.grammar.charges.length === 0) return trimmedContents(phrase, { from: cue.to, to: end })
    const charge = firstOf(phrase, cue.to, end, 'grammar:charges')
    if (charge !== undefined) return trimmedContents(phrase, { from: charge + 1, to: end })
  }
  if (phrase.is(cue.from, 'verb:compare')) {
    const than = firstOf(phrase, cue.to, end, 'grammar:comparisons')
    if (than !== undefined) return trimmedContents(phrase, { from: than + 1, to: end })
  }
  if (phrase.is(cue.from, 'verb:speakOf')) {
    const link = linkBehind(phrase, cue.to)
    if (link !== undefined) return trimmedContents(phrase, { from: link + 1, to: end })
  }
  if (isPerformed(phrase, { from: cue.to, to: end }, cue.from)) return []
  if (phrase.is(cue.from, 'verb:name', 'verb:mention') && !phrase.isEnd(cue.to)) return trimmedContents(phrase, { from: cue.to, to: end })
  return []
}

/** "объявили бойкот", "признал поражение": done by saying so, while "объявили его врагом" has what it is called in the instrumental. */
function isPerformed(phrase: Phrase, { from, to }: Range, verb: number): boolean {
  const { judgementEndings } = phrase.language.grammar
  if (judgementEndings.length === 0 || !phrase.is(verb, 'verb:report') || !phrase.is(verb, 'verb:name')) return false
  for (let at = from; at < to; at++) if (endsWithAny(phrase.items[at]?.lower, judgementEndings) || phrase.isQuote(at)) return false
  return true
}

/** "complained to the broadcaster of": the link, with at most the person addressed in front of it. */
function linkBehind(phrase: Phrase, from: number): number | undefined {
  if (phrase.is(from, 'noun:links')) return from
  if (!phrase.is(from, 'grammar:addressees')) return undefined
  for (let at = from + 1; at < from + 7 && phrase.isWord(at); at++) if (phrase.is(at, 'noun:links')) return at
  return undefined
}

/** "described by journalists as …", "branded a betrayal by the union", "accused of treason": with or without an agent. */
function passive(phrase: Phrase, cue: Range): readonly Finding[] {
  if (phrase.is(cue.from, 'verb:quote')) return findQuotingPassive(phrase, cue)
  const end = contentEnd(phrase, cue.to, cue.from)
  if (phrase.is(cue.to, 'grammar:passiveBy')) {
    const agent = nounPhraseAfter(phrase, cue.to + 1, chargeBehindAgent(phrase, cue) ?? end)
    const from = agent?.to ?? cue.to + 1
    const opening = firstOf(
      phrase,
      from,
      end,
      phrase.is(cue.from, 'verb:accuse') && firstOf(phrase, from, from + 2, 'grammar:as') === undefined ? 'grammar:charges' : 'grammar:as',
    )
    // "A memo seen by Reuters describes the sale as": the verb behind the agent has the judgement.
    const isOthers = opening !== undefined && hasCueBetween(phrase, from, opening)
    return opening === undefined || isOthers
      ? []
      : finding(phrase, cue, agent, trimmedContents(phrase, { from: opening + phrase.items[opening]!.length, to: end }))
  }
  const as = phrase.is(cue.from, 'verb:view') ? firstOf(phrase, cue.to, end, 'grammar:as') : undefined
  const agent = as === undefined ? undefined : instrumental(phrase, { from: cue.to, to: as })
  if (agent !== undefined) return finding(phrase, cue, agent, judgement(phrase, cue))
  const place = placeAt(phrase, cue.to, end) ?? (phrase.language.grammar.places.length > 0 ? placeInClause(phrase, cue.from) : undefined)
  const contents = judgement(phrase, cue)
  const content = contents[0]
  if (place !== undefined) return finding(phrase, cue, place, contents)
  if (content === undefined || phrase.is(content.from, 'grammar:prepositions', 'grammar:infinitives')) return []
  const by = firstOf(phrase, content.from, content.to, 'grammar:passiveBy')
  const behind = by === undefined ? undefined : nounPhraseAfter(phrase, by + 1, content.to)
  if (by === undefined || behind === undefined) return finding(phrase, cue, undefined, contents)
  return finding(phrase, cue, behind, trimmedContents(phrase, { from: content.from, to: by }))
}

/** "было воспринято Москвой как предательство": who does it, by the case alone. */
function instrumental(phrase: Phrase, { from, to }: Range): Range | undefined {
  const { judgementEndings } = phrase.language.grammar
  const isAgent = (at: number): boolean => phrase.isWord(at) && endsWithAny(phrase.items[at]?.lower, judgementEndings)
  if (judgementEndings.length === 0 || from >= to || !isAgent(from)) return undefined
  for (let at = from; at < to; at++) if (!phrase.isWord(at) || phrase.is(at, 'grammar:prepositions')) return undefined
  return { from, to }
}

/** "accused by the union of having stolen": the word for the charge is no part of who makes it. */
function chargeBehindAgent(phrase: Phrase, cue: Range): number | undefined {
  if (!phrase.is(cue.from, 'verb:accuse')) return undefined
  for (let at = cue.to + 2; at < cue.to + 9 && phrase.isWord(at); at++)
    if (phrase.is(at, 'grammar:charges') && phrase.isGerund(at + 1)) return at
  return undefined
}

function hasCueBetween(phrase: Phrase, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isClauseVerb(phrase, at) && !phrase.isGerund(at) && !phrase.is(at, 'verb:alsoNouns')) return true
  return false
}
