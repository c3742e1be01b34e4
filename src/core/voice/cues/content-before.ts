import type { Effect, Finding } from '../attribution.ts'
import { contentEnd, isPastForm, trimContent } from '../clause/content.ts'
import type { Phrase, Range } from '../clause/phrase.ts'
import { endsWithAny } from '../source/endings.ts'
import type { SlotUse } from '../text/vocabulary.ts'
import { isNegated } from '../clause/verb.ts'
import { nounPhraseAfter } from '../source/sources.ts'

const verbs = ['verb:report', 'verb:think', 'verb:name', 'verb:deny', 'verb:demand', 'verb:ask'] as const

/** Between "деп" and its verb stand at most the speaker and adverbs. */
const reach = 6

/**
 * Languages in which what is said stands between the speaker and the verb, closed by a word such as "деп":
 * "Министр келісім сатқындық болды деп мәлімдеді". The speaker may also stand behind the verb, or between the two.
 */
export function findContentBefore(phrase: Phrase, marker: number): readonly Finding[] {
  if (phrase.is(marker, 'verb:deny') || endsClause(phrase, marker)) return findBareClause(phrase, marker)
  if (phrase.is(marker, 'grammar:charges')) return findCharge(phrase, marker)
  if (!phrase.is(marker, 'grammar:complementizers', 'grammar:as') || phrase.is(marker, 'notCue')) return []
  const verb = verbBehind(phrase, marker) ?? verbBehindQuotation(phrase, marker)
  if (verb === undefined) return []
  const cue = { from: verb, to: verb + phrase.items[verb]!.length }
  const clause = insideOuter(phrase, marker, clauseStart(phrase, marker))
  const between = verb > marker + 1 ? trimContent(phrase, { from: marker + 1, to: verb }) : undefined
  const inFront = leadingSpeaker(phrase, clause, marker)
  const behind = nounPhraseAfter(phrase, cue.to, phrase.length)
  if ((phrase.isComma(marker - 1) || phrase.isDash(marker - 1)) && behind !== undefined)
    return readTagBehind(phrase, { clause, marker, cue, speaker: behind })
  const speaker = holdsSpeaker(phrase, between) ?? inFront ?? behind
  // "деп аталған іс": a participle in front of its noun, and nobody who says so.
  if (inFront === undefined && behind !== undefined && phrase.is(verb, 'grammar:participles')) return []
  if (phrase.is(verb, 'grammar:passiveVerbs')) return passive(phrase, cue, { from: clause, to: marker })
  const from = speaker !== undefined && speaker === inFront ? speaker.to : clause
  const content = trimContent(phrase, { from, to: marker })
  if (content === undefined) return []
  return [{ role: 'says', cue, speaker, sharesSpeaker: false, contents: [content], effect: effectOf(phrase, verb) }]
}

/** "Сенатор көршіні сатқындық үшін айыптады": the charge stands in front of a word for "for" and the verb. */
function findCharge(phrase: Phrase, marker: number): readonly Finding[] {
  const verb = phrase.afterAdverbs(marker + 1)
  if (!phrase.is(verb, 'verb:accuse')) return []
  const speaker = leadingSpeaker(phrase, clauseStart(phrase, marker), marker)
  const content = speaker === undefined ? undefined : trimContent(phrase, { from: speaker.to, to: marker })
  const cue = { from: verb, to: verb + phrase.items[verb]!.length }
  return content === undefined
    ? []
    : [{ role: 'says', cue, speaker, sharesSpeaker: false, contents: [content], effect: effectOf(phrase, verb) }]
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
  const before = phrase.items[verb - 1]?.lower ?? ''
  return phrase.isAny(verb, verbs) && phrase.language.grammar.clauseEndings.some((ending) => before.endsWith(ending))
}

/** "Елшілік арандату болғанын жоққа шығарды": the clause stands between speaker and verb without a marker. */
function findBareClause(phrase: Phrase, verb: number): readonly Finding[] {
  const isInner = (at: number): boolean => phrase.is(at, 'grammar:complementizers') && !endsClause(phrase, verb)
  for (let at = Math.max(0, verb - reach); at < verb; at++) if (isInner(at)) return []
  const speaker = leadingSpeaker(phrase, clauseStart(phrase, verb), verb)
  const content = speaker === undefined ? undefined : trimContent(phrase, { from: speaker.to, to: verb })
  const cue = { from: verb, to: verb + phrase.items[verb]!.length }
  return content === undefined
    ? []
    : [{ role: 'says', cue, speaker, sharesSpeaker: false, contents: [content], effect: effectOf(phrase, verb) }]
}

function effectOf(phrase: Phrase, verb: number): Effect {
  if (phrase.is(verb, 'verb:deny') || isNegated(phrase, verb) || phrase.is(verb + phrase.items[verb]!.length, 'grammar:negatorsAfter'))
    return 'denies'
  return phrase.is(verb, 'verb:ask') ? 'asks' : 'asserts'
}

function verbBehind(phrase: Phrase, marker: number): number | undefined {
  // "сатқындық деді": the verb of saying is its own marker.
  if (phrase.is(marker, 'verb:report')) return phrase.isMark(marker - 1) && !isTagBehind(phrase, marker) ? undefined : marker
  for (let at = marker + 1; at <= marker + reach && phrase.isWord(at); at++) if (phrase.isAny(at, verbs)) return at
  return undefined
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
    if (phrase.isComma(at) && closesSlot(phrase, at)) return at + 1
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

/** The nominative that opens the clause: up to the last role among the first words, else a run of names, else one word. */
function leadingSpeaker(phrase: Phrase, clause: number, marker: number): Range | undefined {
  let from = clause
  while (from < marker && (!phrase.isWord(from) || phrase.is(from, 'grammar:openers', 'grammar:times', 'grammar:adverbs', 'contrast'))) {
    if (phrase.isQuote(from)) return undefined
    from += phrase.items[from]!.length
  }
  from = behindObject(phrase, from, marker)
  if (from >= marker) return undefined
  const title = phrase.items[from]?.shortQuotation
  if (title !== undefined) return titledSpeaker(phrase, from, marker)
  // "Ол Алтындаланы": a pronoun is the whole subject.
  if (phrase.is(from, 'people:pronouns') && !phrase.is(from, 'grammar:determiners')) return { from, to: from + 1 }
  const role = lastRole(phrase, from, marker)
  const to =
    role === undefined
      ? endOfName(phrase, from, { marker, mayBeObject: false })
      : endOfName(phrase, role + 1, { marker, mayBeObject: true })
  return { from, to: withOwned(phrase, Math.max(to, from + 1), marker) }
}

/** "Музей қызметкерлері": a plural that belongs to the noun in front of it. */
function withOwned(phrase: Phrase, to: number, marker: number): number {
  const word = phrase.items[to]?.lower ?? ''
  const { people, grammar } = phrase.language
  const isOwned = people.pluralEndings.some(
    (ending) => word.length > ending.length + 2 && word.endsWith(ending) && grammar.possessedEndings.some((last) => ending.endsWith(last)),
  )
  return to < marker && isOwned && phrase.items[to]?.classes.size === 0 ? to + 1 : to
}

/** "Бұл шегінуді губернатордың кеңесшісі": an object may stand in front of the subject, which shows itself by a role. */
function behindObject(phrase: Phrase, from: number, marker: number): number {
  const { objectEndings } = phrase.language.grammar
  for (let at = from; at < Math.min(from + 4, marker) && phrase.isWord(at); at++) {
    if (phrase.is(at, 'people:roles', 'people:media', 'people:pronouns')) return from
    const isObject = objectEndings.some((ending) => phrase.items[at]!.lower.endsWith(ending)) && !phrase.isName(at)
    if (isObject) return lastRole(phrase, at + 1, marker) === undefined ? from : at + 1
  }
  return from
}

/** "«Таң» газеті": a name in quotation marks and the role behind it. */
function titledSpeaker(phrase: Phrase, from: number, marker: number): Range | undefined {
  const title = phrase.items[from]?.shortQuotation
  let to = from
  while (to < marker && phrase.items[to]?.shortQuotation === title) to++
  return phrase.is(to, 'people:media', 'people:roles') && to < marker ? { from, to: to + 1 } : undefined
}

function lastRole(phrase: Phrase, from: number, marker: number): number | undefined {
  let last: number | undefined
  for (let at = from; at < Math.min(from + 5, marker) && phrase.isWord(at); at++) {
    if (last === undefined ? phrase.is(at, 'people:roles', 'people:media', 'people:pronouns') : joinsRole(phrase, at)) last = at
  }
  return last
}

/** "Кәсіподақ төрағасы": the second role belongs to the first; in "басылым сарапшылар" it is someone else. */
function joinsRole(phrase: Phrase, index: number): boolean {
  const word = phrase.items[index]?.lower ?? ''
  if (!phrase.is(index, 'people:roles', 'people:media')) return false
  return phrase.language.grammar.possessedEndings.some((ending) => word.endsWith(ending))
}

/** A name in the genitive or accusative belongs to what follows; the first word of a speaker may look like one and be none. */
function endOfName(
  phrase: Phrase,
  from: number,
  { marker, mayBeObject }: { readonly marker: number; readonly mayBeObject: boolean },
): number {
  const { caseEndings, objectEndings } = phrase.language.grammar
  const firstObject = mayBeObject ? from : from + 1
  let to = from
  while (
    to < marker &&
    phrase.isName(to) &&
    !caseEndings.some((ending) => phrase.items[to]!.lower.endsWith(ending)) &&
    !(to >= firstObject && objectEndings.some((ending) => phrase.items[to]!.lower.endsWith(ending)))
  )
    to++
  return to
}
