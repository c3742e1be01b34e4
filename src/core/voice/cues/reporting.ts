import type { Effect, Finding } from './attribution.ts'
import { contentEnd, contentStart, isPastForm, trimContent } from './content.ts'
import type { Phrase, Range } from './phrase.ts'
import { nounPhraseAfter, subjectBefore } from './sources.ts'

const reportingVerbs = ['verb:report', 'verb:tell', 'verb:think', 'verb:know', 'verb:ask', 'verb:deny', 'verb:demand'] as const

/** Verbs that take a clause or a quotation, wherever it stands: "X said that …", "…, X said, …", "…", said X. */
export function findReporting(phrase: Phrase, verb: number): readonly Finding[] {
  if (!phrase.is(verb, ...reportingVerbs) || phrase.is(verb, 'notCue')) return []
  const cue = { from: verb, to: verb + phrase.items[verb]!.length }
  const found = insertedAs(phrase, cue) ?? inverted(phrase, cue) ?? plain(phrase, cue)
  if (found === undefined) return []
  const finding: Finding = { role: 'says', effect: effectOf(phrase, verb), sharesSpeaker: false, ...found }
  const relay = relayOf(phrase, finding)
  return relay === undefined ? [finding] : [relay, finding]
}

type Found = Pick<Finding, 'cue' | 'speaker' | 'contents'> & { readonly sharesSpeaker?: boolean }

/** "As the agency reported, …", "…, as critics have named it, …": a clause of its own, all around it is content. */
function insertedAs(phrase: Phrase, cue: Range): Found | undefined {
  const opening = asBefore(phrase, cue.from)
  if (opening === undefined) return undefined
  const speaker = subjectBefore(phrase, cue.from, opening + 1) ?? nounPhraseAfter(phrase, cue.to, phrase.length)
  return { cue, speaker, contents: around(phrase, opening, Math.max(cue.to, speaker?.to ?? 0)) }
}

/** The "as" that opens the clause of a verb, when it stands at the front of the sentence or behind a comma. */
export function asBefore(phrase: Phrase, verb: number): number | undefined {
  for (let at = verb - 1; at >= Math.max(0, verb - 10); at--) {
    if (phrase.is(at, 'grammar:as'))
      return at === 0 || phrase.isComma(at - 1) || phrase.isDash(at - 1) || phrase.is(at - 1, 'grammar:openers', 'contrast')
        ? at
        : undefined
    if (!phrase.isWord(at)) return undefined
  }
  return undefined
}

/** Content on both sides of an insertion that begins at `from` and goes on to the next comma behind `to`, or only to `to` when its own words close it. */
export function around(
  phrase: Phrase,
  from: number,
  to: number,
  { isClosed }: { readonly isClosed: boolean } = { isClosed: false },
): readonly Range[] {
  const after = isClosed || startsClause(phrase, from, to) ? to : afterInsertion(phrase, to)
  return contentsOf(phrase, [
    { from: clauseStart(phrase, from), to: from },
    { from: after, to: contentEnd(phrase, after, from) },
  ])
}

/** "According to Rathbun the property was returned": no comma stands between the source and the clause. */
function startsClause(phrase: Phrase, from: number, to: number): boolean {
  if (from > 0 || !phrase.isWord(to)) return false
  for (let at = to; at < Math.min(to + 12, phrase.length); at++) if (phrase.isComma(at)) return false
  return true
}

/** Behind the mark that ends an insertion, and behind a name in apposition: "According to the coach, Ali Reza, …". */
function afterInsertion(phrase: Phrase, to: number): number {
  let next = to
  while (!endsInsertion(phrase, next)) next++
  if (phrase.isQuote(next)) return next
  if (!phrase.isComma(next) || !phrase.isName(next + 1)) return next + 1
  let end = next + 1
  while (end < next + 7 && (phrase.isName(end) || phrase.is(end, 'grammar:genitives'))) end++
  return phrase.isComma(end) && end > next + 2 ? end + 1 : next + 1
}

function endsInsertion(phrase: Phrase, index: number): boolean {
  return (
    index >= phrase.length ||
    phrase.isComma(index) ||
    phrase.isDash(index) ||
    phrase.isColon(index) ||
    phrase.isEnd(index) ||
    phrase.isQuote(index)
  )
}

/** Where the clause in front of an insertion begins: behind the last semicolon, or "but" after a comma. */
function clauseStart(phrase: Phrase, before: number): number {
  // "reports that, according to two diplomats, …": the clause begins with the insertion.
  const opener = phrase.isComma(before - 1) ? before - 2 : before - 1
  if (phrase.is(opener, 'grammar:complementizers')) return before
  for (let at = before - 1; at >= 0; at--) {
    if (phrase.isEnd(at) && phrase.isMark(at)) return at + 1
    if (phrase.isComma(at) && at + 1 === before) continue
    if (phrase.isComma(at) && phrase.is(at + 1, 'contrast') && !phrase.is(at + 1, 'grammar:adverbs')) return at + 2
  }
  return 0
}

function contentsOf(phrase: Phrase, ranges: readonly Range[]): readonly Range[] {
  return ranges.flatMap((range) => trimContent(phrase, range) ?? [])
}

/** `"…", said Smith, "…"` and "…, said Smith": the subject stands behind the verb. */
function inverted(phrase: Phrase, cue: Range): Found | undefined {
  const before = beforeVerbWords(phrase, cue.from)
  const isBehindQuote =
    phrase.isQuote(before) ||
    (phrase.isMark(before) && phrase.isQuote(before - 1)) ||
    (phrase.isMark(before) && phrase.isMark(before - 1) && phrase.isQuote(before - 2))
  if (!isBehindQuote && !(phrase.isComma(before) || phrase.isDash(before) || endsSpeech(phrase, before))) return undefined
  if (phrase.isGerund(cue.from) || phrase.is(cue.from, 'verb:demand', 'verb:know')) return undefined
  const speaker = speakerBehind(phrase, cue)
  if (speaker === undefined || !canFollowInverted(phrase, speaker.to)) return undefined
  if (!isBehindQuote && (isInsertionBefore(phrase, before) || phrase.is(cue.to, 'grammar:complementizers'))) return undefined
  let after = speaker.to
  while (
    after < phrase.length &&
    !phrase.isQuote(after) &&
    !phrase.isComma(after) &&
    !phrase.isEnd(after) &&
    !phrase.isColon(after) &&
    !phrase.isDash(after)
  )
    after++
  return {
    cue,
    speaker,
    contents: contentsOf(phrase, [{ from: clauseStart(phrase, before), to: before + 1 }, ...restAfterTag(phrase, after, cue.from)]),
  }
}

/** "заявил министр", "заявили в профсоюзе"; in "заявил на суде защитник" the place comes first. */
function speakerBehind(phrase: Phrase, cue: Range): Range | undefined {
  const opensPlace = !phrase.language.headLast && phrase.is(cue.to, 'grammar:prepositions') && !phrase.is(cue.to + 1, 'grammar:times')
  if (!opensPlace) return nounPhraseAfter(phrase, cue.to, phrase.length)
  const isPlural = phrase.language.people.pluralEndings.some((ending) => phrase.items[cue.from]?.lower.endsWith(ending))
  return nounPhraseAfter(phrase, cue.to + (isPlural ? 1 : 2), phrase.length)
}

function endsSpeech(phrase: Phrase, index: number): boolean {
  return index > 0 && /^[?!？！]$/u.test(phrase.items[index]?.lower ?? '')
}

function beforeVerbWords(phrase: Phrase, verb: number): number {
  let at = verb - 1
  while (
    at > 0 &&
    (phrase.is(at, 'grammar:adverbs', 'grammar:times') || (!phrase.language.headLast && phrase.is(at, 'grammar:auxiliaries')))
  )
    at--
  return at
}

function canFollowInverted(phrase: Phrase, index: number): boolean {
  if (!phrase.isWord(index)) return true
  return (
    phrase.is(
      index,
      'grammar:prepositions',
      'grammar:adverbs',
      'grammar:times',
      'grammar:relatives',
      'grammar:as',
      'grammar:subordinators',
      'grammar:infinitives',
      'grammar:coordinators',
    ) || phrase.isGerund(index)
  )
}

/** "Smith, who left early, said …": the comma closes an insertion and the verb goes with the name before it. */
function isInsertionBefore(phrase: Phrase, comma: number): boolean {
  for (let at = comma - 1; at > 0; at--) {
    if (phrase.isQuote(at) || phrase.isEnd(at)) return false
    if (phrase.isComma(at)) return phrase.is(at + 1, 'grammar:relatives', 'grammar:determiners', 'people:roles') || phrase.isGerund(at + 1)
  }
  return false
}

/** What follows a tag in the middle of a sentence: the rest of what is said, or a word of the outlet. */
function restAfterTag(phrase: Phrase, mark: number, verb: number): readonly Range[] {
  if (phrase.isEnd(mark)) return []
  const from = phrase.isQuote(mark) ? mark : mark + 1
  if (phrase.is(from, 'grammar:stops', 'grammar:relatives', 'grammar:coordinators') || phrase.isGerund(from)) return quotesIn(phrase, from)
  return [{ from, to: contentEnd(phrase, from, verb) }]
}

/** Quotations behind a tag still belong to it: `"…," she said, adding: "…"` is left to the next cue. */
function quotesIn(phrase: Phrase, from: number): readonly Range[] {
  for (let at = from; at < phrase.length; at++) {
    if (phrase.is(at, ...reportingVerbs)) return []
    if (phrase.isQuote(at)) return [{ from: at, to: at + 1 }]
  }
  return []
}

/** Subject, verb, content; or the content first and subject and verb behind a comma. */
function plain(phrase: Phrase, cue: Range): Found | undefined {
  if (phrase.language.contentBeforeVerb) return undefined
  const shares = sharesSubject(phrase, cue.from)
  const speaker = shares ? undefined : subjectBefore(phrase, cue.from, 0)
  if (isPassive(phrase, cue.from)) return passive(phrase, cue)
  if (phrase.is(cue.to, 'grammar:passiveBy')) return undefined
  if (speaker === undefined && !shares) return fronted(phrase, cue)
  if (isNounHere(phrase, cue.from)) return undefined
  const afterPerson = phrase.is(cue.from, 'verb:tell', 'verb:ask', 'verb:demand') ? afterAddressee(phrase, cue.to) : cue.to
  const from =
    phrase.is(cue.from, 'verb:demand') && phrase.is(afterPerson, 'grammar:infinitives') ? afterPerson : contentStart(phrase, afterPerson)
  const edge = speaker?.from ?? cue.from
  if (!shares && isInserted(phrase, edge) && isTagEnd(phrase, from)) return tag(phrase, { cue, speaker, edge, mark: from })
  const content = contentFrom(phrase, cue, from)
  return content === undefined ? undefined : { cue, speaker, sharesSpeaker: shares, contents: contentsOf(phrase, [content]) }
}

/** "В докладе говорится, что …", "Об этом сообщил министр": no subject in front, the source stands behind a preposition or behind the verb. */
function fronted(phrase: Phrase, cue: Range): Found | undefined {
  if (phrase.language.headLast || isNounHere(phrase, cue.from)) return undefined
  const from = contentStart(phrase, cue.to)
  const content = phrase.isComma(from) || phrase.is(from, 'grammar:complementizers') ? contentFrom(phrase, cue, from) : undefined
  if (content !== undefined) {
    const speaker =
      phrase.is(0, 'grammar:prepositions') && !phrase.is(1, 'grammar:times') ? nounPhraseAfter(phrase, 1, cue.from) : undefined
    return { cue, speaker, sharesSpeaker: speaker === undefined, contents: contentsOf(phrase, [content]) }
  }
  const behind = speakerBehind(phrase, cue)
  const clause = behind === undefined ? undefined : conjunctionBehind(phrase, behind.to)
  // Verb first, then its subject, then what is said: "Сообщил министр, что", "قال الوزير إن".
  if (clause !== undefined)
    return { cue, speaker: behind, contents: contentsOf(phrase, [{ from: clause, to: contentEnd(phrase, clause, cue.from) }]) }
  return behind !== undefined && phrase.is(cue.from, 'verb:report') ? { cue, speaker: behind, contents: [] } : undefined
}

/** "В докладе говорится": what stands behind the preposition that opens the sentence. */
function frontedSource(phrase: Phrase, verb: number): Range | undefined {
  return !phrase.language.headLast && phrase.is(0, 'grammar:prepositions') && !phrase.is(1, 'grammar:times')
    ? nounPhraseAfter(phrase, 1, verb)
    : undefined
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
  if (phrase.is(at, 'grammar:coordinators', 'contrast')) return true
  // "中方表示不满，认为…": behind a comma the verb goes on with the subject it had.
  if (!phrase.language.spaced && phrase.isComma(at)) return true
  return phrase.isGerund(verb) && !phrase.isName(at) && !phrase.is(at, 'grammar:auxiliaries', 'people:roles')
}

export function isPassive(phrase: Phrase, verb: number): boolean {
  let at = verb - 1
  while (at >= 0 && phrase.is(at, 'grammar:adverbs', 'negator') && !phrase.is(at, 'grammar:auxiliaries')) at--
  return phrase.is(at, 'grammar:passiveAuxiliaries') && !phrase.isGerund(verb)
}

/** "It was reported that …": someone says so, nobody says who. With "by", the agent. */
function passive(phrase: Phrase, cue: Range): Found | undefined {
  const agent = phrase.is(cue.to, 'grammar:passiveBy') ? nounPhraseAfter(phrase, cue.to + 1, phrase.length) : undefined
  const from = contentStart(phrase, agent?.to ?? cue.to)
  if (phrase.is(from, 'grammar:complementizers') || phrase.isQuote(from)) {
    return {
      cue,
      speaker: agent ?? frontedSource(phrase, cue.from),
      contents: contentsOf(phrase, [{ from, to: contentEnd(phrase, from, cue.from) }]),
    }
  }
  // "is said to be a traitor": the infinitive is what is said.
  if (phrase.is(cue.to, 'grammar:infinitives') && phrase.is(cue.from, 'verb:report', 'verb:think') && !phrase.is(cue.from, 'verb:demand')) {
    return { cue, speaker: undefined, contents: contentsOf(phrase, [{ from: cue.to, to: contentEnd(phrase, cue.to, cue.from) }]) }
  }
  return undefined
}

function isNounHere(phrase: Phrase, verb: number): boolean {
  if (!phrase.is(verb, 'verb:alsoNouns')) return false
  if (isNamePart(phrase, verb)) return true
  if (
    phrase.is(verb - 1, 'grammar:determiners', 'grammar:possessives', 'grammar:genitives', 'grammar:prepositions') &&
    !phrase.is(verb - 1, 'grammar:infinitives', 'people:roles')
  )
    return true
  return phrase.is(verb + 1, 'grammar:genitives') || phrase.is(verb + 1, 'grammar:copulas')
}

/** "the Washington Post, which": a capital inside a sentence that is not all capitals. */
export function isNamePart(phrase: Phrase, index: number): boolean {
  return index > 0 && phrase.isName(index) && !phrase.isName(index + 1)
}

/** The person addressed ends where a clause may begin: at an article, a pronoun, a conjunction, or where a name ends. */
function afterAddressee(phrase: Phrase, index: number): number {
  let at = index
  if (!phrase.isWord(at) || phrase.is(at, 'grammar:complementizers') || phrase.isInfinitive(at)) return index
  at++
  while (at < phrase.length && phrase.isWord(at) && at - index < 8) {
    if (
      phrase.is(at, 'grammar:possessives', 'grammar:genitives') ||
      phrase.is(at - 1, 'grammar:genitives', 'grammar:possessives', 'grammar:determiners')
    ) {
      at++
      continue
    }
    if (
      phrase.is(
        at,
        'grammar:determiners',
        'grammar:complementizers',
        'people:pronouns',
        'people:self',
        'grammar:infinitives',
        'grammar:questionWords',
        'grammar:auxiliaries',
      )
    )
      return at
    if (phrase.is(at, 'grammar:prepositions', 'grammar:times')) return at
    if (phrase.isName(at - 1) && !phrase.isName(at)) return phrase.is(at, 'people:media', 'people:roles') ? at + 1 : at
    if (!phrase.isName(at - 1) && phrase.is(at - 1, 'people:roles', 'people:media') && phrase.items[at - 1]?.length === 1) return at
    at++
  }
  return at
}

function isInserted(phrase: Phrase, edge: number): boolean {
  let at = edge - 1
  while (at >= 0 && phrase.is(at, 'grammar:determiners', 'grammar:openers', 'grammar:adverbs')) at--
  return at > 0 ? phrase.isComma(at) || phrase.isDash(at) || phrase.isQuote(at) || endsSpeech(phrase, at) : at === 0 && phrase.isQuote(at)
}

function isTagEnd(phrase: Phrase, index: number): boolean {
  return (
    phrase.isEnd(index) ||
    phrase.isComma(index) ||
    phrase.isDash(index) ||
    phrase.isQuote(index) ||
    phrase.is(index, 'grammar:subordinators', 'grammar:as', 'grammar:genitives')
  )
}

interface Tag extends Found {
  /** First and last place of the tag: its subject, and the mark behind it. */
  readonly edge: number
  readonly mark: number
}

function tag(phrase: Phrase, { cue, speaker, edge, mark }: Omit<Tag, 'contents'>): Found {
  const before = { from: clauseStart(phrase, edge), to: edge }
  const after = restAfterTag(phrase, mark, cue.from)
  // `In a statement, the ministry said, "…"`: what stands in front is the occasion.
  const isOccasion =
    phrase.is(before.from, 'grammar:prepositions', 'grammar:subordinators') &&
    !hasQuote(phrase, before) &&
    after.some((range) => phrase.isQuote(range.from))
  if (isOccasion || after.length === 0 || showsVerb(phrase, before))
    return { cue, speaker, contents: contentsOf(phrase, isOccasion ? after : [before, ...after]) }
  // "Najib Razak, the prime minister, and chairman of the council, said …": no clause in front, but the speaker's name.
  return { cue, speaker: nameAt(phrase, before) ?? speaker, contents: contentsOf(phrase, after) }
}

function showsVerb(phrase: Phrase, { from, to }: Range): boolean {
  if (!phrase.language.spaced) return true
  for (let at = from; at < to; at++) {
    if (phrase.isQuote(at) || phrase.is(at, 'grammar:auxiliaries', 'grammar:copulas', 'grammar:finiteVerbs')) return true
    if (at > from && !phrase.isName(at) && isPastForm(phrase, at)) return true
  }
  return false
}

/** A name or title in front of the first comma. */
function nameAt(phrase: Phrase, { from, to }: Range): Range | undefined {
  let end = from
  while (end < to && phrase.isWord(end) && !phrase.is(end, 'grammar:prepositions', 'grammar:subordinators', 'grammar:infinitives')) end++
  const isNamed = phrase.isComma(end) && (phrase.isName(end - 1) || phrase.is(end - 1, 'people:roles'))
  return isNamed && !phrase.is(from, 'grammar:times', 'grammar:openers', 'grammar:adverbs') ? { from, to: end } : undefined
}

function hasQuote(phrase: Phrase, range: Range): boolean {
  for (let at = range.from; at < range.to; at++) if (phrase.isQuote(at)) return true
  return false
}

/** Content behind the verb. `undefined` when the verb has a plain object there, or nothing that it governs. */
function contentFrom(phrase: Phrase, cue: Range, start: number): Range | undefined {
  const inserted = conjunctionBehindInsertion(phrase, start)
  if (inserted !== undefined) return { from: inserted, to: contentEnd(phrase, inserted, cue.from) }
  const isOpened = phrase.isColon(start) || phrase.isComma(start) || phrase.isDash(start)
  const from = isOpened ? start + 1 : start
  // "responding with a “stab in the back”": a quotation behind an article is a thing, not a saying.
  if (from > cue.to && phrase.isQuote(from) && phrase.is(from - 1, 'grammar:determiners')) return undefined
  if (from >= phrase.length || phrase.isEnd(from)) return phrase.is(cue.from, 'verb:report') ? { from, to: from } : undefined
  const content = { from, to: contentEnd(phrase, from, cue.from) }
  if (phrase.isColon(start) || phrase.is(from, 'grammar:complementizers')) return content
  if (hasQuote(phrase, { from, to: Math.min(from + 3, content.to) })) return content
  // "to suggest designs", "Writing in a blog post, …": not said by anyone yet, or no saying at all.
  if (phrase.is(cue.from - 1, 'grammar:infinitives') || (cue.from === 0 && phrase.isGerund(0))) return undefined
  // "feel betrayed": the participle is what they feel.
  if (phrase.is(cue.from, 'verb:think') && from === cue.to && isPastForm(phrase, from)) return content
  const isPlainObjectVerb =
    phrase.is(cue.from, 'verb:know') || (phrase.language.spaced && phrase.is(cue.from, 'verb:think', 'verb:tell', 'verb:alsoNouns'))
  if (phrase.is(cue.from, 'verb:demand'))
    return phrase.is(from, 'grammar:infinitives') || infinitiveWithin(phrase, from) ? content : undefined
  if (phrase.is(cue.from, 'verb:ask')) return asksWithin(phrase, content) ? content : undefined
  if (phrase.is(cue.from, 'verb:deny'))
    return (isOpened && !phrase.language.clauseAfterComma) || judgesAs(phrase, cue, content) ? undefined : content
  if (phrase.is(from, 'grammar:questionWords')) return content
  if (phrase.is(from, 'grammar:infinitives', 'grammar:genitives', 'grammar:passiveBy')) return undefined
  // Without a conjunction the clause stands straight behind the verb and its comma: "sagte, die Kürzung sei".
  if (isOpened && !(phrase.language.clauseAfterComma && (phrase.is(cue.from, 'verb:tell') || phrase.afterAdverbs(cue.to) === start)))
    return undefined
  return !isPlainObjectVerb || showsClause(phrase, content) ? content : undefined
}

/** "explains, in a satirical fashion, that …". */
function conjunctionBehindInsertion(phrase: Phrase, comma: number): number | undefined {
  if (!phrase.isComma(comma)) return undefined
  for (let at = comma + 1; at < Math.min(comma + 10, phrase.length); at++) {
    if (phrase.isComma(at)) return phrase.is(at + 1, 'grammar:complementizers') ? at + 1 : undefined
    if (!phrase.isWord(at)) return undefined
  }
  return undefined
}

/** A question word opens the clause, or stands near its front: "был ли рейд", "突袭是否". */
function asksWithin(phrase: Phrase, { from, to }: Range): boolean {
  for (let at = from; at < Math.min(from + (phrase.language.spaced ? 3 : 15), to); at++) {
    if (phrase.is(at, 'grammar:questionWords', 'grammar:complementizers') || (at === from && phrase.is(at, 'grammar:subordinators')))
      return true
  }
  return false
}

function infinitiveWithin(phrase: Phrase, from: number): boolean {
  for (let at = from; at < Math.min(from + 7, phrase.length) && phrase.isWord(at); at++) if (phrase.isInfinitive(at)) return true
  return false
}

/** "dismissed the plan as a betrayal" affirms the betrayal: read as a judgement. */
function judgesAs(phrase: Phrase, cue: Range, { from, to }: Range): boolean {
  if (!phrase.is(cue.from, 'verb:view')) return false
  for (let at = from; at < to; at++) if (phrase.is(at, 'grammar:as')) return true
  return false
}

/** A clause shows itself by a pronoun in front or a finite verb within reach. */
function showsClause(phrase: Phrase, content: Range): boolean {
  if (phrase.is(content.from, 'people:pronouns', 'people:self')) return true
  for (let at = content.from + 1; at < Math.min(content.to, content.from + 12); at++) {
    if (!phrase.isWord(at)) return false
    if (phrase.is(at, 'grammar:relatives', 'grammar:as')) return false
    if (phrase.is(at, 'grammar:auxiliaries', 'grammar:copulas')) return true
  }
  return false
}

function effectOf(phrase: Phrase, verb: number): Effect {
  if (phrase.is(verb, 'verb:deny')) return 'denies'
  if (isNegated(phrase, verb)) return 'denies'
  return phrase.is(verb, 'verb:ask') ? 'asks' : 'asserts'
}

/** "did not call": a negator among the helping verbs. */
export function isNegated(phrase: Phrase, verb: number): boolean {
  for (let at = verb - 1; at >= Math.max(0, verb - 4); at--) {
    if (phrase.is(at, 'negator')) return true
    if (!phrase.is(at, 'grammar:auxiliaries', 'grammar:adverbs')) return false
  }
  return false
}

/** "told Reuters", "complained to the broadcaster": the news outlet that was told stands outside the speaker in the chain. */
export function relayOf(phrase: Phrase, finding: Finding): Finding | undefined {
  const behind = finding.cue.to
  const from = phrase.is(finding.cue.from, 'verb:tell') ? behind : addressedAt(phrase, behind)
  if (from === undefined) return undefined
  const to = afterAddressee(phrase, from)
  const first = phrase.is(from, 'grammar:adverbs') ? from + 1 : from
  for (let at = first; at < to; at++) {
    if (phrase.is(at, 'people:media')) return { ...finding, role: 'relays', speaker: { from: first, to } }
  }
  return undefined
}

function addressedAt(phrase: Phrase, index: number): number | undefined {
  return phrase.is(index, 'grammar:addressees') && phrase.isWord(index + 1) ? index + 1 : undefined
}
