import type { Finding, Means, MeansOfFinding } from '../attribution.ts'
import { contentEnd, isPastForm, trimContent } from '../clause/content.ts'
import { endsWithAny } from '../phrase/endings.ts'
import { leadingSpeaker } from '../source/leading.ts'
import { nounPhraseAfter, subjectBefore } from '../source/sources.ts'
import { findContentBefore } from './content-before.ts'
import { findHeadlineSpeaker, findQuotedObject } from './headlines.ts'
import { findNaming } from './naming.ts'
import { findNouns } from './nouns.ts'
import type { Phrase } from '../phrase/phrase.ts'
import { effectOf } from '../phrase/verb.ts'
import { findRefuting } from './refuting.ts'
import { findReporting } from './reporting.ts'
import { findSlots } from './slots.ts'

/** Every cue of a sentence, in the order in which they stand. A verb that takes a clause and a judgement is read as one or the other. */
export function findCues(phrase: Phrase, { isHeadline }: { readonly isHeadline: boolean }): readonly MeansOfFinding[] {
  const findings: MeansOfFinding[] = []
  let closedUntil = 0
  for (let index = 0; index < phrase.length; index++) {
    const item = phrase.items[index]!
    if (item.classes.size === 0) {
      const unlisted = findUnlisted(phrase, index)
      if (unlisted.length > 0) findings.push(...by('clause', unlisted))
      if (item.slots.length === 0) continue
    }
    if (!item.opens) continue
    if (item.slots.length > 0) {
      const slots = findSlots(phrase, index)
      findings.push(...by('phrase', slots.findings))
      closedUntil = Math.max(closedUntil, slots.to)
    }
    if (index < closedUntil) continue
    // "Бұл туралы «Дала» хабарлады": what is told stands in the sentence before.
    if (phrase.language.contentBeforeVerb && phrase.is(0, 'grammar:backward')) {
      findings.push(...by('clause', findBackward(phrase, index)))
      continue
    }
    if (phrase.language.contentBeforeVerb) findings.push(...by('clause', findContentBefore(phrase, index)))
    if (!item.mayBring) continue
    const refuting = findRefuting(phrase, index)
    if (refuting.length > 0) {
      findings.push(...by('judgement', refuting))
      continue
    }
    const reporting = by('clause', findReporting(phrase, index))
    const verbs = reporting.some(({ contents }) => contents.length > 0)
      ? reporting
      : [...by('judgement', findNaming(phrase, index)), ...reporting].slice(0, 2)
    // "援引不愿透露姓名的官员的话称": the words between a quoting verb and "as saying" are the source.
    for (const found of verbs) if (found.role === 'is-cited') closedUntil = Math.max(closedUntil, found.cue.to)
    findings.push(...(verbs.length > 0 ? verbs : by('noun', findNouns(phrase, index))))
  }
  if (isHeadline) findings.push(...by('headline', findHeadlineSpeaker(phrase)).filter((found) => standsBeside(found, findings)))
  for (const found of by('headline', findQuotedObject(phrase, { isHeadline }))) {
    const quoted = found.contents[0]
    if (!findings.some((other) => quoted !== undefined && holds(other, quoted.from))) findings.push(found)
  }
  return findings.length === 0 ? noFindings : shareContents(findings)
}

/**
 * "Кремль: обвинения в шантаже беспочвенны", "Песков: Москва не считает это изменой": who stands in front of the colon says all that others say
 * behind it; who stands behind it is only taken for a speaker where nobody else is named.
 */
function standsBeside({ speaker, cue }: Finding, others: readonly Finding[]): boolean {
  if (others.every((other) => other.speaker === undefined && !other.sharesSpeaker)) return true
  return (
    speaker !== undefined &&
    speaker.to <= cue.from &&
    others.every((other) => other.cue.from > cue.from && (other.speaker?.from ?? cue.to) >= cue.to)
  )
}

function by(means: Means, findings: readonly Finding[]): readonly MeansOfFinding[] {
  return findings.length === 0 ? noFindings : findings.map((found) => ({ ...found, means }))
}

const noFindings: readonly MeansOfFinding[] = []

/** «Он предатель», — ликует сосед: behind a quotation, comma and dash any verb tells who said it. */
function findUnlistedTag(phrase: Phrase, index: number): readonly Finding[] {
  if (!phrase.isDash(index - 1) || !phrase.isComma(index - 2) || !isFiniteForm(phrase, index)) return noFindings
  const last = index - 3
  const short = phrase.items[last]?.shortQuotation
  if (!phrase.isQuote(last) && short === undefined) return []
  const from = short === undefined ? last : phrase.items.findIndex(({ shortQuotation }) => shortQuotation === short)
  const speaker = nounPhraseAfter(phrase, index + 1, phrase.length)
  const content = { from, to: last + 1 }
  return [{ role: 'says', cue: { from: index, to: index + 1 }, speaker, sharesSpeaker: false, contents: [content], effect: 'asserts' }]
}

/** What a verb that nothing lists tells by its place. */
function findUnlisted(phrase: Phrase, index: number): readonly Finding[] {
  if (phrase.language.headLast) return findShortTag(phrase, index)
  const tag = findUnlistedTag(phrase, index)
  return tag.length > 0 ? tag : findUnlistedReport(phrase, index)
}

/** "Блогеры ёрничают, что налог — дань": somebody, any verb, a comma and a conjunction. */
function findUnlistedReport(phrase: Phrase, verb: number): readonly Finding[] {
  const { clauseAfterComma, grammar } = phrase.language
  // Where it stands is sooner seen than what form it has.
  if (!phrase.isComma(verb + 1) || !phrase.is(verb + 2, 'grammar:complementizers') || phrase.is(verb + 2, 'grammar:alternatives'))
    return noFindings
  if (!clauseAfterComma || grammar.presentEndings.length === 0 || phrase.isName(verb) || !isFiniteForm(phrase, verb)) return noFindings
  const speaker = subjectBefore(phrase, verb, 0)
  if (speaker === undefined || !isSomebody(phrase, speaker)) return []
  const content = trimContent(phrase, { from: verb + 2, to: contentEnd(phrase, verb + 2, verb) })
  const cue = { from: verb, to: verb + 1 }
  return content === undefined
    ? []
    : [{ role: 'says', cue, speaker, sharesSpeaker: false, contents: [content], effect: effectOf(phrase, verb) }]
}

/** A verb in the past or present, by its ending. */
function isFiniteForm(phrase: Phrase, index: number): boolean {
  return isPastForm(phrase, index) || endsWithAny(phrase.items[index]?.lower, phrase.language.grammar.presentEndings)
}

function isSomebody(phrase: Phrase, { from, to }: { readonly from: number; readonly to: number }): boolean {
  for (let at = from; at < to; at++)
    if (phrase.is(at, 'people:roles', 'people:media', 'people:pronouns') || (phrase.isName(at) && at > 0)) return true
  return false
}

/** `"It's a scam," one trader shrugged.`: straight behind a quotation, a subject and a verb in the past that end the sentence. */
function findShortTag(phrase: Phrase, verb: number): readonly Finding[] {
  const { spaced, contentBeforeVerb } = phrase.language
  if (!spaced || contentBeforeVerb || phrase.isName(verb) || !endsTag(phrase, verb + 1) || !isPastForm(phrase, verb)) return noFindings
  const speaker = subjectBefore(phrase, verb, 0)
  if (speaker === undefined || !phrase.isQuote(speaker.from - 1) || speaker.to < verb - 1) return []
  const content = { from: speaker.from - 1, to: speaker.from }
  return [{ role: 'says', cue: { from: verb, to: verb + 1 }, speaker, sharesSpeaker: false, contents: [content], effect: 'asserts' }]
}

function endsTag(phrase: Phrase, index: number): boolean {
  return phrase.isEnd(index) || phrase.is(index, 'grammar:prepositions', 'grammar:adverbs')
}

function findBackward(phrase: Phrase, verb: number): readonly Finding[] {
  if (!phrase.is(verb, 'verb:report')) return []
  const speaker = leadingSpeaker(phrase, phrase.items[0]!.length, verb)
  const cue = { from: verb, to: verb + phrase.items[verb]!.length }
  return [{ role: 'says', cue, speaker, sharesSpeaker: false, contents: [], effect: 'asserts' }]
}

/** A source that is cited, or an outlet that was told, stands over what the saying beside it stands over. */
function shareContents(findings: readonly MeansOfFinding[]): readonly MeansOfFinding[] {
  const main = findings.find(
    ({ role, contents, cue }) =>
      role === 'says' && contents.length > 0 && !findings.some((other) => other.role === 'says' && holds(other, cue.from)),
  )
  if (main === undefined) return findings
  return findings.map((finding) =>
    finding.role === 'relays' || (finding.role === 'is-cited' && holds(finding, main.cue.from))
      ? { ...finding, contents: main.contents }
      : finding,
  )
}

function holds({ contents }: Finding, index: number): boolean {
  return contents.some(({ from, to }) => from <= index && index < to)
}
