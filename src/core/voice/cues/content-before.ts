import type { Finding } from '../attribution.ts'
import { contentEnd, isPastForm, trimContent } from '../clause/content.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { endsWithAny } from '../phrase/endings.ts'
import { isRoleWord } from '../phrase/roles.ts'
import { leadingSpeaker } from '../source/leading.ts'
import type { SlotUse, WordClass } from '../text/vocabulary.ts'
import { isNegated, type Effect } from '../phrase/verb.ts'
import { nounPhraseAfter } from '../source/sources.ts'

const verbs = ['verb:report', 'verb:think', 'verb:name', 'verb:deny', 'verb:demand', 'verb:ask'] as const

/** Between "деп" and its verb stand at most the speaker and adverbs. */
const reach = 6

/**
 * Languages in which what is said stands between the speaker and the verb, closed by a word such as "деп":
 * "Министр келісім сатқындық болды деп мәлімдеді". The speaker may also stand behind the verb, or between the two.
 */
export function findContentBefore(phrase: Phrase, marker: number): readonly Finding[] {
  if (phrase.is(marker, 'verb:deny', 'verb:compare') || endsClause(phrase, marker)) return findBareClause(phrase, marker)
  if (phrase.is(marker, 'grammar:charges')) return findCharge(phrase, marker, ['verb:accuse'])
  if (phrase.is(marker, 'noun:links')) return findCharge(phrase, marker, ['verb:report'])
  if (phrase.is(marker, 'grammar:quotedAs')) return findOwned(phrase, marker)
  if (!phrase.is(marker, 'grammar:complementizers', 'grammar:as') || phrase.is(marker, 'notCue')) return []
  const verb = verbBehind(phrase, marker) ?? verbBehindQuotation(phrase, marker)
  if (verb === undefined) return []
  const cue = { from: verb, to: verb + phrase.items[verb]!.length }
  const start = clauseStart(phrase, marker)
  const clause = insideOuter(phrase, marker, start)
  const between = verb > marker + 1 ? trimContent(phrase, { from: marker + 1, to: verb }) : undefined
  const inFront = leadingSpeaker(phrase, clause, marker)
  // Behind an inner verb stands the outer one.
  const behind = clause === start ? upToOutlet(phrase, nounPhraseAfter(phrase, cue.to, phrase.length)) : undefined
  if ((phrase.isComma(marker - 1) || phrase.isDash(marker - 1)) && behind !== undefined)
    return readTagBehind(phrase, { clause, marker, cue, speaker: behind })
  // "Ресей соққы берді деп хабарлады Reuters агенттігі": behind the last verb nobody else can stand.
  const speaker = holdsSpeaker(phrase, between) ?? holdsSpeaker(phrase, behind) ?? inFront ?? behind
  // "деп аталған іс": a participle in front of its noun, and nobody who says so.
  if (inFront === undefined && behind !== undefined && phrase.is(verb, 'grammar:participles')) return []
  if (phrase.is(verb, 'grammar:passiveVerbs')) return passive(phrase, cue, { from: clause, to: marker })
  const from = speaker !== undefined && speaker === inFront ? speaker.to : clause
  const isRefuted = phrase.is(marker - 1, 'grammar:refutations')
  const said = { role: 'says', cue, speaker, sharesSpeaker: false } as const
  const content = trimContent(phrase, { from, to: isRefuted ? marker - 1 : marker })
  // "сөзді күлкілі деп атады": what is called untrue is denied, and what it is called is said.
  const called: readonly Finding[] = isRefuted
    ? [{ ...said, contents: [{ from: marker - 1, to: marker }], effect: effectOf(phrase, verb) }]
    : []
  if (content === undefined) return called
  return [...withTold(phrase, { ...said, contents: [content], effect: isRefuted ? 'denies' : effectOf(phrase, verb) }, marker), ...called]
}

/** "Reuters агенттігі шенеуніктерге сілтеме жасап": the word for an outlet ends its name. */
function upToOutlet(phrase: Phrase, range: Range | undefined): Range | undefined {
  if (range === undefined) return undefined
  for (let at = range.from + 1; at < range.to; at++)
    if (phrase.is(at, 'people:media') && endsWithAny(phrase.items[at]?.lower, phrase.language.grammar.possessedEndings))
      return { from: range.from, to: at + 1 }
  return range
}

/** The finding, behind the outlet that was told where one stands behind the speaker. */
function withTold(phrase: Phrase, said: Finding, marker: number): readonly Finding[] {
  const told = said.speaker === undefined ? undefined : toldOutlet(phrase, said.speaker.to, marker)
  return told === undefined ? [said] : [{ ...said, role: 'relays', speaker: told }, said]
}

/** "Дереккөз «Интерфакс» агенттігіне … деп айтты": the outlet that was told stands behind the speaker, in the dative. */
function toldOutlet(phrase: Phrase, from: number, marker: number): Range | undefined {
  let to = from
  while (to < marker && (phrase.items[to]?.shortQuotation !== undefined || (phrase.isName(to) && phrase.is(to, 'people:media')))) to++
  const isTold = phrase.is(to, 'people:media') && endsWithAny(phrase.items[to]?.lower, phrase.language.grammar.citedEndings)
  const isCited = phrase.items[to + 1]?.slots.some(({ use }) => use === 'citing') ?? false
  return isTold && !isCited && to < marker ? { from, to: to + 1 } : undefined
}

/** "Сенатор көршіні сатқындық үшін айыптады", "сатқындық туралы айтты": the charge stands in front of a word for "for" or "about" and the verb. */
function findCharge(phrase: Phrase, marker: number, verbs: readonly WordClass[]): readonly Finding[] {
  const verb = phrase.afterAdverbs(marker + 1)
  if (!phrase.isAny(verb, verbs)) return []
  const speaker = leadingSpeaker(phrase, clauseStart(phrase, marker), marker)
  const content = speaker === undefined ? undefined : trimContent(phrase, { from: speaker.to, to: marker })
  const cue = { from: verb, to: verb + phrase.items[verb]!.length }
  return content === undefined
    ? []
    : [{ role: 'says', cue, speaker, sharesSpeaker: false, contents: [content], effect: effectOf(phrase, verb) }]
}

/** "Портал министрдің «бұл — тонау» деген сөзін келтірді", "«бұл тонау ма?» деген сұраққа": the owner of the words stands in the genitive in front. */
function findOwned(phrase: Phrase, marker: number): readonly Finding[] {
  const noun = marker + phrase.items[marker]!.length
  const asks = phrase.is(noun, 'verb:ask')
  const mayLackOwner = asks || phrase.is(noun, 'noun:clauseOnly')
  if (!mayLackOwner && !phrase.is(noun, 'noun:claim')) return []
  const clause = clauseStart(phrase, marker)
  const owner = ownerBefore(phrase, clause, marker)
  const content = trimContent(phrase, { from: owner === undefined ? clause : owner + 1, to: marker })
  if (content === undefined || (owner === undefined && !mayLackOwner)) return []
  const cue = { from: marker, to: noun + 1 }
  const verb = phrase.afterAdverbs(noun + 1)
  const outer = owner !== undefined && phrase.is(verb, 'verb:quote') ? leadingSpeaker(phrase, clause, owner) : undefined
  const speaker = owner === undefined ? undefined : { from: outer?.to ?? startOfOwner(phrase, clause, owner), to: owner + 1 }
  const said = { cue, speaker, sharesSpeaker: false, contents: [content], effect: asks ? 'asks' : 'asserts' } as const
  if (outer === undefined) return [{ ...said, role: 'says' }]
  return [
    { ...said, role: 'says', speaker: outer, cue: { from: verb, to: verb + phrase.items[verb]!.length } },
    { ...said, role: 'is-cited' },
  ]
}

/** The genitive in front of the words: a person or body, or whatever stands straight in front of a quotation. */
function ownerBefore(phrase: Phrase, clause: number, marker: number): number | undefined {
  for (let at = clause; at < marker && !phrase.isQuote(at); at++) {
    if (!endsWithAny(phrase.items[at]?.lower, phrase.language.grammar.caseEndings)) continue
    const isQuotedNext =
      phrase.isQuote(at + 1) || (phrase.items[at + 1]?.shortQuotation !== undefined && phrase.items[at]?.shortQuotation === undefined)
    const isPerson = phrase.isName(at) || stems(phrase, at).some((stem) => isRoleWord(stem, phrase.language))
    if (isQuotedNext || (isPerson && !endsWithAny(phrase.items[at + 1]?.lower, phrase.language.grammar.possessedEndings))) return at
  }
  return undefined
}

/** "Газет сенатордың": a body in the nominative is no part of the owner, unless the owner belongs to it ("оппозиция жетекшісінің"). */
function startOfOwner(phrase: Phrase, clause: number, owner: number): number {
  const belongs = phrase.isName(owner) || stems(phrase, owner).some((stem) => endsWithAny(stem, phrase.language.grammar.possessedEndings))
  const joins = (at: number): boolean => phrase.isWord(at) && (belongs || !phrase.is(at, 'people:roles', 'people:media'))
  let from = owner
  while (from > clause && joins(from - 1)) from--
  return from
}

function stems(phrase: Phrase, index: number): readonly string[] {
  const word = phrase.items[index]?.lower ?? ''
  return phrase.language.grammar.caseEndings.filter((ending) => word.endsWith(ending)).map((ending) => word.slice(0, -ending.length))
}

/** "Салық тонау деп аталды": it is called so, nobody says by whom; "Кремльде … деп есептеледі": in a place that speaks. */
function passive(phrase: Phrase, cue: Range, range: Range): readonly Finding[] {
  const isPlace = phrase.isName(range.from) && endsWithAny(phrase.items[range.from]?.lower, phrase.language.grammar.placeEndings)
  const speaker = isPlace ? { from: range.from, to: range.from + 1 } : undefined
  const content = trimContent(phrase, { from: speaker?.to ?? range.from, to: range.to })
  return content === undefined
    ? []
    : [{ role: 'says', cue, speaker, sharesSpeaker: false, contents: [content], effect: effectOf(phrase, cue.from) }]
}

/** «…», — деп айқайлады көрші: behind a quotation any verb will do. */
function verbBehindQuotation(phrase: Phrase, marker: number): number | undefined {
  let at = marker - 1
  while (phrase.isMark(at)) at--
  const isBehind = at < marker - 1 && (phrase.isQuote(at) || phrase.items[at]?.shortQuotation !== undefined)
  return isBehind && phrase.isWord(marker + 1) && isPastForm(phrase, marker + 1) ? marker + 1 : undefined
}

/** "Заң, деп баса айтты ол, масқара": the tag stands behind what is said, or in the middle of it. */
function readTagBehind(
  phrase: Phrase,
  { clause, marker, cue, speaker }: { readonly clause: number; readonly marker: number; readonly cue: Range; readonly speaker: Range },
): readonly Finding[] {
  const after = phrase.isComma(speaker.to) ? [{ from: speaker.to + 1, to: contentEnd(phrase, speaker.to + 1, cue.from) }] : []
  const contents = [{ from: clause, to: marker - 1 }, ...after].flatMap((range) => trimContent(phrase, range) ?? [])
  return [{ role: 'says', cue, speaker, sharesSpeaker: false, contents, effect: effectOf(phrase, cue.from) }]
}

/** "арандату болғанын айтты": the form of the word in front makes the clause a reported one. */
function endsClause(phrase: Phrase, verb: number): boolean {
  if (!phrase.isAny(verb, verbs)) return false
  let last = verb - 1
  while (last > 0 && phrase.is(last, 'grammar:adverbs', 'grammar:times')) last--
  // "бірнеше рет": an adverb of two words.
  if (phrase.is(last - 1, 'grammar:adverbs') && phrase.items[last - 1]?.length === 2) last -= 2
  const before = phrase.items[last]?.lower ?? ''
  return phrase.language.grammar.clauseEndings.some((ending) => before.endsWith(ending))
}

/** "Елшілік арандату болғанын жоққа шығарды": the clause stands between speaker and verb without a marker. */
function findBareClause(phrase: Phrase, verb: number): readonly Finding[] {
  const isInner = (at: number): boolean => phrase.is(at, 'grammar:complementizers') && !endsClause(phrase, verb)
  for (let at = Math.max(0, verb - reach); at < verb; at++) if (isInner(at)) return []
  const speaker = leadingSpeaker(phrase, clauseStart(phrase, verb), verb)
  const content = speaker === undefined ? undefined : trimContent(phrase, { from: speaker.to, to: verb })
  const cue = { from: verb, to: verb + phrase.items[verb]!.length }
  if (speaker === undefined || content === undefined) return []
  return withTold(phrase, { role: 'says', cue, speaker, sharesSpeaker: false, contents: [content], effect: effectOf(phrase, verb) }, verb)
}

function effectOf(phrase: Phrase, verb: number): Effect {
  const negated = isNegated(phrase, verb) || phrase.is(verb + phrase.items[verb]!.length, 'grammar:negatorsAfter')
  if (phrase.is(verb, 'verb:deny') !== negated) return 'denies'
  return phrase.is(verb, 'verb:ask') ? 'asks' : 'asserts'
}

function verbBehind(phrase: Phrase, marker: number): number | undefined {
  // "сатқындық деді": the verb of saying is its own marker.
  if (phrase.is(marker, 'verb:report')) return phrase.isMark(marker - 1) && !isTagBehind(phrase, marker) ? undefined : marker
  for (let at = marker + 1; at <= marker + reach && phrase.isWord(at); at++) if (phrase.isAny(at, verbs)) return at
  return unlistedVerb(phrase, marker)
}

/** "деп күйінеді": whatever stands straight behind "деп" and ends the clause tells how it was said. */
function unlistedVerb(phrase: Phrase, marker: number): number | undefined {
  const verb = phrase.afterAdverbs(marker + 1)
  const { pastEndings, presentEndings } = phrase.language.grammar
  const word = phrase.items[verb]
  if (word?.classes.size !== 0 || presentEndings.length === 0 || !phrase.is(marker, 'grammar:complementizers')) return undefined
  const isFinite = endsWithAny(word.lower, pastEndings) || endsWithAny(word.lower, presentEndings)
  return isFinite && (phrase.isEnd(verb + 1) || phrase.isComma(verb + 1)) ? verb : undefined
}

/** "…, дейді оппозиция көшбасшысы": behind a comma, and no quotation in front that has rules of its own. */
function isTagBehind(phrase: Phrase, marker: number): boolean {
  if (!phrase.isComma(marker - 1) || !phrase.isWord(marker + 1)) return false
  for (let at = marker - 2; at >= 0; at--) if (phrase.isQuote(at)) return false
  return true
}

/** "Басылым сарапшылар келісімді … деп санайды деп жазды": the first speaker belongs to the last verb. */
function insideOuter(phrase: Phrase, marker: number, clause: number): number {
  for (let at = marker + 2; at < phrase.length && !phrase.isEnd(at); at++) {
    // "…, ал тергеу": another clause beside this one.
    if (phrase.isComma(at) && phrase.is(at + 1, 'contrast')) break
    if (phrase.is(at, 'grammar:complementizers') && verbBehind(phrase, at) !== undefined)
      return behindCitation(phrase, leadingSpeaker(phrase, clause, marker)?.to ?? clause, marker)
  }
  // "… деп санайтынын хабарлады": the form of the inner verb makes it part of the outer report.
  const inner = verbBehind(phrase, marker)
  if (inner !== undefined && inner > marker && endsClause(phrase, inner + 1))
    return behindCitation(phrase, leadingSpeaker(phrase, clause, marker)?.to ?? clause, marker)
  return clause
}

/** "Агенттік дереккөзге сілтеме жасап, …": what the source says begins behind the comma. */
function behindCitation(phrase: Phrase, from: number, marker: number): number {
  for (let at = from; at < marker; at++) if (phrase.isComma(at) && closesPhrase(phrase, at, 'citing')) return at + 1
  return from
}

/** The clause begins behind a citation ("… сілтеме жасап,") or the last full stop. */
function clauseStart(phrase: Phrase, marker: number): number {
  for (let at = marker - 1; at > 0; at--) {
    if (phrase.isMark(at) && phrase.isEnd(at)) return at + 1
    if (phrase.isComma(at) && (closesSlot(phrase, at) || phrase.is(at + 1, 'contrast'))) return at + 1
  }
  return 0
}

/** "Министрдің айтуынша,": the comma ends a phrase with a source of its own. */
function closesSlot(phrase: Phrase, comma: number): boolean {
  return closesPhrase(phrase, comma, 'according') || closesPhrase(phrase, comma, 'relay')
}

function closesPhrase(phrase: Phrase, comma: number, wanted: SlotUse): boolean {
  for (let at = comma - 1; at >= Math.max(0, comma - 4); at--)
    if (phrase.items[at]!.slots.some(({ place, use }) => place === 'before' && use === wanted))
      return phrase.items[at]!.length === comma - at
  return false
}

function holdsSpeaker(phrase: Phrase, range: Range | undefined): Range | undefined {
  if (range === undefined) return undefined
  for (let at = range.from; at < range.to; at++)
    if (phrase.is(at, 'people:roles', 'people:media', 'people:pronouns') || phrase.isName(at)) return range
  return undefined
}
