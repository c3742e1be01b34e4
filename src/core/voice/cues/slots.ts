import { unreachable } from '../../../errors.ts'
import type { Slot } from '../text/vocabulary.ts'
import type { Finding } from '../attribution.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { withoutClosing } from './quoting.ts'
import { contentEnd } from '../clause/content.ts'
import { contentsAround, contentsOf } from '../clause/insertion.ts'
import { isTitle } from '../source/addressee.ts'
import { closerAt } from '../source/closer.ts'
import { passedOnBehind, passedOnInserted } from '../source/passed-on.ts'
import { isBareOutlet, nounPhraseAfter, subjectBefore } from '../source/sources.ts'
import { isClauseVerb } from '../phrase/verb.ts'

export interface SlotFindings {
  readonly findings: readonly Finding[]
  /** Behind the words of the phrase: a verb among them is no cue of its own ("据…报道", "as detailed by"). */
  readonly to: number
}

/** Phrases with a place for the source: "according to *", "in * eyes", "citing *", "in an interview with *", "for *". */
export function findSlots(phrase: Phrase, index: number): SlotFindings {
  const filled = (phrase.items[index]?.slots ?? []).flatMap((slot) => {
    const place = placeOf(phrase, index, slot)
    return place === undefined ? [] : [{ slot, place, findings: fill(phrase, index, slot, place) }]
  })
  // Of several closings the nearest counts, and of those the longest: "据…报道称".
  const within = filled.filter(({ slot, findings }) => slot.place === 'within' && findings.length > 0)
  const nearest = within.toSorted((a, b) => a.place.speaker.to - b.place.speaker.to || b.place.to - a.place.to)[0]
  const others = filled.filter(({ slot }) => slot.place !== 'within')
  const findings = [...others, ...(nearest === undefined ? [] : [nearest])].flatMap((one) => one.findings)
  const ends = findings.length === 0 ? [] : filled.map(({ slot, place }) => (slot.place === 'after' ? place.cue.to : index))
  return { findings, to: Math.max(index, nearest?.place.to ?? index, ...ends) }
}

function fill(phrase: Phrase, index: number, slot: Slot, place: Place): readonly Finding[] {
  const { cue, speaker, from, to } = place
  const contents =
    place.isRelative || (slot.use === 'perspective' && index > 0)
      ? contentsOf(phrase, [{ from: phrase.isComma(to) ? to + 1 : to, to: contentEnd(phrase, to, from) }])
      : contentsAround(phrase, from, to, { isClosed: slot.place === 'within' })
  const base = { cue, speaker, sharesSpeaker: false, effect: 'asserts' } as const
  const { relay, relayCue } = place
  if (relay !== undefined)
    return [
      { ...base, role: 'relays', cue: relayCue ?? cue, speaker: relay, contents },
      { ...base, role: slot.use === 'citing' ? 'is-cited' : 'says', contents },
    ]
  switch (slot.use) {
    case 'according':
      return [{ ...base, role: 'says', contents }]
    case 'citing':
      return [{ ...base, role: 'is-cited', contents }]
    case 'relay':
      return holdsOutlet(phrase, speaker) ? [{ ...base, role: 'relays', contents }] : []
    case 'perspective':
      return (place.isRelative ? holdsCopula(phrase, to) : opensJudgement(phrase, index, to)) ? [{ ...base, role: 'says', contents }] : []
    default:
      return unreachable(slot.use)
  }
}

interface Place {
  readonly cue: Range
  readonly speaker: Range
  /** "an article quoted by Reuters": who passes the words of the speaker on. */
  readonly relay?: Range
  readonly relayCue?: Range
  /** "…, по словам которого …": the source stands in front of the comma, and only what follows is said. */
  readonly isRelative?: true
  /** Where the whole phrase stands. */
  readonly from: number
  readonly to: number
}

function placeOf(phrase: Phrase, index: number, { use, place, closer }: Slot): Place | undefined {
  const cue = { from: index, to: index + phrase.items[index]!.length }
  if (place === 'before') {
    const speaker = subjectBefore(phrase, index, use === 'citing' || use === 'relay' ? behindReporter(phrase, index) : 0)
    return speaker === undefined ? undefined : { cue, speaker, from: speaker.from, to: cue.to }
  }
  if (place === 'after') {
    const antecedent = phrase.is(cue.to, 'grammar:relatives') && phrase.isComma(index - 1) ? subjectBefore(phrase, index - 1, 0) : undefined
    if (antecedent !== undefined) return { cue, speaker: antecedent, isRelative: true, from: index, to: cue.to + 1 }
    const bare = nounPhraseAfter(phrase, cue.to, phrase.length)
    if (bare === undefined) return undefined
    const passed = passedOnBehind(phrase, bare) ?? passedOnInserted(phrase, bare)
    if (passed !== undefined)
      return { cue, speaker: passed.source, relay: passed.relay, relayCue: passed.cue, from: index, to: passed.relay.to }
    const whole = use === 'according' || use === 'citing' ? withAdjuncts(phrase, upToSubject(phrase, bare)) : bare
    const isSubject = use === 'citing' && whole.to - whole.from > 1 && isBareOutlet(phrase, whole.to - 1) && isClauseVerb(phrase, whole.to)
    const speaker = isSubject ? { from: whole.from, to: whole.to - 1 } : whole
    return { cue, speaker, from: index, to: speaker.to }
  }
  const end = closerAt(phrase, cue.to, closer)
  if (end === undefined) return undefined
  const bare = phrase.is(end - 1, 'grammar:possessives') ? end - 1 : end
  // "Many in the north view the deal as": nobody's view.
  if (phrase.language.headLast && phrase.language.spaced && closer.length === 1 && !holdsOwner(phrase, { from: cue.to, to: end }))
    return undefined
  const quoting = quotingWithin(phrase, { from: cue.to, to: bare })
  if (quoting !== undefined) return { cue, ...quoting, from: index, to: end + closer.length }
  // "in my strong view": the owner is the pronoun alone.
  const isPronoun = bare === end && phrase.is(cue.to, 'people:pronouns', 'people:self')
  const speaker = bare > cue.to ? { from: cue.to, to: isPronoun ? cue.to + 1 : bare } : undefined
  return speaker === undefined ? undefined : { cue, speaker, from: index, to: end + closer.length }
}

function holdsOwner(phrase: Phrase, { from, to }: Range): boolean {
  for (let at = from; at < to; at++) if (phrase.is(at, 'grammar:possessives', 'people:pronouns', 'people:self')) return true
  return false
}

/** "据《草原邮报》援引消息人士的话报道": the one who is quoted, and the outlet that quotes. */
function quotingWithin(phrase: Phrase, { from, to }: Range): Pick<Place, 'speaker' | 'relay'> | undefined {
  if (phrase.language.spaced) return undefined
  for (let at = from + 1; at < to; at++) {
    if (!phrase.is(at, 'verb:quote') || !phrase.items[at]!.opens) continue
    const source = withoutClosing(phrase, { from: at + phrase.items[at]!.length, to })
    return source.to > source.from ? { speaker: source, relay: { from, to: at } } : undefined
  }
  return undefined
}

/** "В глазах рыбаков новая квота": an adjective in the nominative begins the subject of the sentence. */
function upToSubject(phrase: Phrase, { from, to }: Range): Range {
  const { nominativeEndings } = phrase.language.grammar
  for (let at = from + 1; at < to; at++) {
    const word = phrase.items[at]?.lower ?? ''
    // "В изложении Кремля это было …".
    if (phrase.is(at, 'grammar:copulas')) return { from, to: at }
    if (
      !phrase.isName(at) &&
      !phrase.is(at, 'people:roles') &&
      nominativeEndings.some((ending) => word.length > 4 && word.endsWith(ending))
    )
      return { from, to: at }
  }
  return { from, to }
}

/** "people familiar with the matter,": what belongs to the source up to the comma that closes the phrase. */
function withAdjuncts(phrase: Phrase, { from, to }: Range): Range {
  if (!phrase.language.headLast || !phrase.language.spaced) return { from, to }
  for (let at = to; at < to + 7; at++) {
    if (phrase.isComma(at) || (phrase.isEnd(at) && at > to)) return { from, to: at }
    if (!phrase.isWord(at) || phrase.isAny(at, clauseWords) || isClauseVerb(phrase, at)) return { from, to }
  }
  return { from, to }
}

const clauseWords = [
  'grammar:auxiliaries',
  'grammar:relatives',
  'grammar:complementizers',
  'grammar:subordinators',
  'grammar:times',
  'grammar:as',
  'contrast',
  'people:pronouns',
] as const

/** "Агенттік өкілдің сөзіне сілтеме жасап": the one who cites stands in front of the one who is cited. */
function behindReporter(phrase: Phrase, index: number): number {
  // "Reuters агенттігіне сілтеме жасап": the name of the outlet that is cited.
  let from = index - 2
  if (phrase.is(index - 1, 'people:media'))
    while (phrase.isName(from) && (phrase.is(from, 'people:media') || phrase.items[from]?.shortQuotation !== undefined)) from--
  for (let at = from; at >= 0; at--) if (!phrase.isWord(at) || phrase.is(at, 'people:roles', 'people:media')) return at + 1
  return 0
}

function holdsOutlet(phrase: Phrase, speaker: Range): boolean {
  for (let at = speaker.from; at < speaker.to; at++) {
    // «Коммерсант»: outlets are written in quotation marks where the main noun comes first.
    if (
      phrase.is(at, 'people:media') ||
      isTitle(phrase, at) ||
      (!phrase.language.headLast && phrase.items[at]!.shortQuotation !== undefined)
    )
      return true
  }
  return false
}

/** "…, for whom the treaty is a betrayal, …". */
function holdsCopula(phrase: Phrase, from: number): boolean {
  for (let at = from; at < from + 9 && phrase.isWord(at); at++) if (phrase.is(at, 'grammar:copulas')) return true
  return false
}

/** "For the farmers, the quota was a betrayal": in front of a clause that says what something is. */
function opensJudgement(phrase: Phrase, index: number, to: number): boolean {
  if (!phrase.isComma(to)) return false
  // "The reform is, for most villagers, robbery".
  if (index > 1) return phrase.language.headLast && phrase.isComma(index - 1) && phrase.is(index - 2, 'grammar:copulas')
  if (index > 0) return false
  for (let at = to + 1; at < Math.min(to + 16, phrase.length); at++) {
    if (phrase.is(at, 'grammar:copulas')) return !phrase.language.spaced || phrase.is(at + 1, 'grammar:determiners', 'negator')
    if (!phrase.isWord(at)) return false
  }
  return false
}
