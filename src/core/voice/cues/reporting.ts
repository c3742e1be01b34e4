import { afterAddressee, withRelay } from '../source/addressee.ts'
import { toldInFront } from '../source/told.ts'
import type { Finding, Found } from '../attribution.ts'
import { contentEnd, contentStart } from '../clause/content.ts'
import { governedContent, hasQuote } from '../clause/governed.ts'
import { contentsAround, asBefore, contentsOf } from '../clause/insertion.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { isImpersonal, placeBefore } from '../source/place.ts'
import { frontedSource, nounPhraseAfter, subjectBefore } from '../source/sources.ts'
import { endsWithAny } from '../phrase/endings.ts'
import { hangsOnNoun } from '../phrase/infinitive.ts'
import { readInvertedTag, isInserted, isTagEnd, speakerBehind, readTag } from '../clause/tag.ts'
import { opensDocument } from './finding.ts'
import { opensWithPreposition, readFrontedClause, readFrontedQuestion } from './fronted.ts'
import { effectOf, isAttributive, isNegated, isNounHere, isPassive, reportingVerbs } from '../phrase/verb.ts'

/** Verbs that take a clause or a quotation, wherever it stands: "X said that …", "…, X said, …", "…", said X. */
export function findReporting(phrase: Phrase, verb: number): readonly Finding[] {
  if (!phrase.isAny(verb, reportingVerbs) || phrase.is(verb, 'notCue') || isAttributive(phrase, verb)) return []
  // "деген сөзі": in front of its noun it is no verb.
  if (phrase.is(verb, 'grammar:quotedAs') && phrase.is(verb + 1, 'noun:claim', 'noun:clauseOnly', 'verb:ask')) return []
  const cue = { from: verb, to: verb + phrase.items[verb]!.length }
  const found = readAsClause(phrase, cue) ?? readInvertedTag(phrase, cue) ?? readPlain(phrase, cue)
  if (found === undefined) return []
  const finding: Finding = { role: 'says', effect: effectOf(phrase, verb), sharesSpeaker: false, ...found }
  return withRelay(phrase, finding)
}

/** "As the agency reported, …", "…, as critics have named it, …": a clause of its own, all around it is content. */
function readAsClause(phrase: Phrase, cue: Range): Found | undefined {
  const opening = asBefore(phrase, cue.from)
  if (opening === undefined || governsClause(phrase, cue)) return undefined
  const speaker = subjectBefore(phrase, cue.from, opening + 1) ?? speakerBehind(phrase, cue)
  return { cue, speaker, contents: contentsAround(phrase, opening, Math.max(cue.to, speaker?.to ?? 0)) }
}

/** "as they were worried Trump would delete them": a clause straight behind the verb is what is said, and "as" means "because". */
function governsClause(phrase: Phrase, { from, to }: Range): boolean {
  const { headLast, spaced, contentBeforeVerb } = phrase.language
  if (!headLast || !spaced || contentBeforeVerb || !phrase.is(from, 'verb:think')) return false
  return phrase.is(to, 'people:pronouns', 'grammar:complementizers', 'grammar:determiners') || phrase.isName(to)
}

/** Subject, verb, content; or the content first and subject and verb behind a comma. */
function readPlain(phrase: Phrase, cue: Range): Found | undefined {
  if (phrase.language.contentBeforeVerb) return undefined
  // "…, Астана говорила о предательстве": what is spoken of stands behind, as of a verb that judges.
  const isSpokenOf = phrase.is(cue.from, 'verb:speakOf') && !phrase.is(0, 'grammar:backward')
  if (isSpokenOf && !phrase.language.headLast && phrase.is(cue.to, 'noun:links')) return undefined
  if (phrase.is(cue.from, 'verb:ask')) {
    const asked = readFrontedQuestion(phrase, cue)
    if (asked !== undefined || opensWithPreposition(phrase, cue)) return asked
  }
  const shares = sharesSubject(phrase, cue.from) || hangsOnNoun(phrase, cue.from)
  const place = shares ? undefined : placeBefore(phrase, cue.from)
  // "«Полдню» рассказали трое чиновников": who is told is no subject.
  const told = toldInFront(phrase, cue.from)
  const hasNoSubject = shares || (told !== undefined && phrase.isComma(told.from - 1))
  const speaker = hasNoSubject ? undefined : (place ?? subjectBefore(phrase, told?.from ?? cue.from, 0))
  // "Пескова спросили, считает ли": a singular in front of a plural is who was asked.
  if (speaker !== undefined && place === undefined && phrase.is(cue.from, 'verb:ask') && isImpersonal(phrase, cue.from, speaker))
    return unnamed(phrase, cue)
  if (isPassive(phrase, cue.from)) return readPassive(phrase, cue)
  // "said by officials"; without spaces between words, as in Chinese, 被 goes in front of its verb: 感到被背叛.
  if (phrase.language.spaced && phrase.is(cue.to, 'grammar:passiveBy')) return undefined
  if (speaker === undefined && !shares) return readFronted(phrase, cue)
  if (isNounHere(phrase, cue.from)) return undefined
  const hasPerson = phrase.is(cue.from, 'verb:tell', 'verb:ask') || (phrase.language.spaced && phrase.is(cue.from, 'verb:demand'))
  const afterPerson = hasPerson ? afterAddressee(phrase, cue.to) : cue.to
  const from =
    phrase.is(cue.from, 'verb:demand') && phrase.is(afterPerson, 'grammar:infinitives') ? afterPerson : contentStart(phrase, afterPerson)
  const edge = place === undefined ? (speaker?.from ?? cue.from) : place.from - 1
  const asks = phrase.is(cue.from, 'verb:ask') && phrase.is(from, 'grammar:questionWords', 'grammar:subordinators')
  if (
    !shares &&
    !asks &&
    !phrase.is(cue.to - 1, 'grammar:infinitives') &&
    isInserted(phrase, edge) &&
    isTagEnd(phrase, from) &&
    !opensClauseBehindComma(phrase, edge, from)
  )
    // "当被问及……时，部长没有回答": whoever did not answer has said nothing of what stands in front.
    return isNegated(phrase, cue.from) && !hasQuote(phrase, { from: 0, to: cue.from })
      ? undefined
      : readTag(phrase, { cue, speaker, edge, mark: from })
  const content = governedContent(phrase, cue, from)
  return content === undefined ? undefined : { cue, speaker, sharesSpeaker: shares, contents: contentsOf(phrase, [content]) }
}

function unnamed(phrase: Phrase, cue: Range): Found | undefined {
  const content = governedContent(phrase, cue, contentStart(phrase, cue.to))
  return content === undefined ? undefined : { cue, speaker: undefined, contents: contentsOf(phrase, [content]) }
}

/** "据通讯社报道，发言人表示，…": where a comma opens what is said, a clause behind it is the content, and not what stands in front. */
function opensClauseBehindComma(phrase: Phrase, edge: number, comma: number): boolean {
  if (!phrase.language.spaced && edge > 1 && phrase.is(comma + 1, 'grammar:stops')) return false
  return phrase.language.clauseAfterComma && phrase.isComma(comma) && !phrase.isQuote(edge - 1)
}

/** "В докладе говорится, что …", "Об этом сообщил министр": no subject in front, the source stands behind a preposition or behind the verb. */
function readFronted(phrase: Phrase, cue: Range): Found | undefined {
  if (!phrase.language.spaced) return readFrontedUnspaced(phrase, cue)
  if (phrase.language.headLast || isNounHere(phrase, cue.from)) return undefined
  const asked = readAlternative(phrase, cue)
  if (asked !== undefined) return asked
  const from = contentStart(phrase, cue.to)
  const content = phrase.isComma(from) || phrase.is(from, 'grammar:complementizers') ? governedContent(phrase, cue, from) : undefined
  if (content !== undefined) {
    const speaker = frontedSource(phrase, cue.from)
    return { cue, speaker, sharesSpeaker: speaker === undefined && hasSubject(phrase, cue.from), contents: contentsOf(phrase, [content]) }
  }
  const behind = speakerBehind(phrase, cue)
  const fronted = behind === undefined ? undefined : readFrontedClause(phrase, cue, behind)
  if (fronted !== undefined) return fronted
  const clause = behind === undefined ? undefined : conjunctionBehind(phrase, behind.to)
  // Verb first, then its subject, then what is said: "Сообщил министр, что", "قال الوزير إن".
  if (clause !== undefined)
    return { cue, speaker: behind, contents: contentsOf(phrase, [{ from: clause, to: contentEnd(phrase, clause, cue.from) }]) }
  return behind !== undefined && phrase.is(cue.from, 'verb:report') ? { cue, speaker: behind, contents: [] } : undefined
}

/** "считает ли Кремль это изменой": in a question with "ли" the subject stands behind the verb. */
function readAlternative(phrase: Phrase, cue: Range): Found | undefined {
  if (!phrase.is(cue.to, 'grammar:alternatives')) return undefined
  let end = cue.to + 2
  while (phrase.isWord(end) && !phrase.is(end, 'grammar:determiners', 'grammar:demonstratives')) end++
  const speaker = nounPhraseAfter(phrase, cue.to + 1, end)
  if (speaker === undefined) return undefined
  return { cue, speaker, contents: contentsOf(phrase, [{ from: speaker.to, to: contentEnd(phrase, speaker.to, cue.from) }]) }
}

/** "据悉，……", "报道称，……": in front of everything nobody is named. */
function readFrontedUnspaced(phrase: Phrase, cue: Range): Found | undefined {
  if (cue.from > 0 || !phrase.is(cue.from, 'verb:report') || !phrase.isComma(cue.to)) return undefined
  return { cue, speaker: undefined, contents: contentsOf(phrase, [{ from: cue.to, to: contentEnd(phrase, cue.to, cue.from) }]) }
}

/** "Утверждается, что", "Ранее сообщалось, что": in front of everything, and of a verb that takes no subject, nobody is named. */
function hasSubject(phrase: Phrase, verb: number): boolean {
  if (endsWithAny(phrase.items[verb]?.lower, phrase.language.grammar.subjectlessEndings)) return false
  let at = verb
  while (at > 0 && phrase.is(phrase.startOf(at - 1, 'grammar:adverbs', 'grammar:openers'), 'grammar:adverbs', 'grammar:openers'))
    at = phrase.startOf(at - 1, 'grammar:adverbs', 'grammar:openers')
  return at > 0
}

function conjunctionBehind(phrase: Phrase, index: number): number | undefined {
  for (let at = index; at < index + 6 && (phrase.isWord(at) || phrase.isComma(at)); at++)
    if (phrase.is(at, 'grammar:complementizers')) return at
  return undefined
}

/** The verb follows "and", or is a participle: "…, saying that". */
function sharesSubject(phrase: Phrase, verb: number): boolean {
  let at = verb - 1
  while (at >= 0 && phrase.is(at, 'grammar:adverbs', 'grammar:times')) at--
  if (phrase.is(at, 'grammar:coordinators', 'contrast') || opensDocument(phrase, at)) return true
  // "中方表示不满，认为…": behind a comma the verb goes on with the subject it had.
  if (!phrase.language.spaced && phrase.isComma(at)) return true
  return phrase.isGerund(verb) && !phrase.isName(at) && !phrase.is(at, 'grammar:auxiliaries', 'people:roles')
}

/** "It was reported that …": someone says so, nobody says who. With "by", the agent. */
function readPassive(phrase: Phrase, cue: Range): Found | undefined {
  const agent = phrase.is(cue.to, 'grammar:passiveBy') ? nounPhraseAfter(phrase, cue.to + 1, phrase.length) : undefined
  const from = contentStart(phrase, agent?.to ?? cue.to)
  if (phrase.is(from, 'grammar:complementizers') || phrase.isQuote(from)) {
    return {
      cue,
      speaker: agent ?? frontedSource(phrase, cue.from),
      contents: contentsOf(phrase, [{ from, to: contentEnd(phrase, from, cue.from) }]),
    }
  }
  // "were told there was no risk": whoever told them is not named.
  if (agent === undefined && phrase.is(cue.from, 'verb:tell')) {
    const content = governedContent(phrase, cue, from)
    return content === undefined || phrase.is(from, 'grammar:infinitives')
      ? undefined
      : { cue, speaker: undefined, contents: contentsOf(phrase, [content]) }
  }
  // "is said to be a traitor": the infinitive is what is said.
  if (phrase.is(cue.to, 'grammar:infinitives') && phrase.is(cue.from, 'verb:report', 'verb:think') && !phrase.is(cue.from, 'verb:demand')) {
    return { cue, speaker: undefined, contents: contentsOf(phrase, [{ from: cue.to, to: contentEnd(phrase, cue.to, cue.from) }]) }
  }
  return undefined
}
