import { verbsBeforeInfinitive } from '../phrase/infinitive.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { clauseVerbs, isClauseVerb } from '../phrase/verb.ts'
import { closerAt } from './closer.ts'
import { opensOccasion } from './occasion.ts'
import { trimSpeaker } from './trim-speaker.ts'

/** Longer noun phrases are none. */
const longestPhrase = 25

/**
 * The noun phrase in front of a verb: its subject. Helping verbs and adverbs in between are passed over, and so are appositions and
 * relative clauses between two commas, dashes or brackets ("Smith, who left early, said"). `undefined` where none stands there.
 */
export function subjectBefore(phrase: Phrase, verb: number, floor: number): Range | undefined {
  let end = verb
  const isActive = phrase.isActiveParticiple(verb)
  for (let hops = 0; hops < 4; hops++) {
    end = Math.max(floor, startOfManner(phrase, end))
    if (end > floor) end = Math.max(floor, phrase.startOf(end - 1, 'grammar:adverbs', 'grammar:times') + 1)
    while (
      end > floor &&
      (phrase.is(end - 1, 'grammar:adverbs', 'grammar:times', 'grammar:auxiliaries', 'negator', 'hedge', 'grammar:infinitives') ||
        phrase.isInsertedAdverb(end - 1)) &&
      !phrase.is(end - 1, 'people:roles')
    )
      end -= phrase.is(end - 1, 'grammar:infinitives') ? 1 + verbsBeforeInfinitive(phrase, end - 1, floor) : 1
    if (isActive) break
    const opening = openingOfInsertion(phrase, end - 1, floor) ?? openingOfAdjunct(phrase, end - 1, floor)
    if (opening === undefined) break
    end = opening
  }
  const isParticiple = isActive && phrase.isComma(end - 1)
  const isRelative = isParticiple || phrase.is(end - 1, 'grammar:relatives')
  if (isParticiple) end--
  else if (isRelative) end -= phrase.isComma(end - 2) ? 2 : 1
  const from = isRelative ? startOfAntecedent(phrase, startOfPhrase(phrase, end, floor), end) : startOfPhrase(phrase, end, floor)
  return trimSpeaker(phrase, withoutSlots(phrase, { from, to: end }))
}

/** "主席何立担忧地表示": without spaces an adverb shows itself by its ending, behind a listed word or two characters. */
function startOfManner(phrase: Phrase, end: number): number {
  const { spaced, grammar } = phrase.language
  if (spaced || !grammar.adverbEndings.includes(phrase.items[end - 1]?.lower ?? '')) return end
  let from = end - 2
  while (from > end - 5 && phrase.items[from]?.opens === false) from--
  return phrase.items[from]?.classes.size === 0 ? end - 3 : from
}

/** "В докладе говорится": what stands behind the preposition that opens the sentence. */
export function frontedSource(phrase: Phrase, verb: number): Range | undefined {
  return !phrase.language.headLast && phrase.is(0, 'grammar:prepositions') && !phrase.is(1, 'grammar:times')
    ? nounPhraseAfter(phrase, 1, verb)
    : undefined
}

/** "В интервью телеканалу генерал", "Телеканал со ссылкой на источник": a phrase with a source of its own is no part of the subject. */
function withoutSlots(phrase: Phrase, range: Range): Range {
  for (let at = range.from; at < range.to; at++) {
    const { slots } = phrase.items[at]!
    const slot = slots.length === 0 ? undefined : slots.find(({ place, use }) => place === 'after' && use !== 'perspective')
    if (at > range.from && (slot !== undefined || opensAside(phrase, at))) return { from: range.from, to: at }
    if (slot === undefined) continue
    const inside = nounPhraseAfter(phrase, at + phrase.items[at]!.length, range.to)
    if (inside !== undefined && inside.to < range.to) return { from: inside.to, to: range.to }
    // "Со ссылкой на помощников президента Reuters сообщает": the outlet in front of the verb is its subject.
    const last = range.to - 1
    if (slot.use === 'citing' && isBareOutlet(phrase, last) && last > at + phrase.items[at]!.length) return { from: last, to: range.to }
  }
  return range
}

/** "据…报道", "在会上", "на брифинге": what follows is no part of the noun phrase in front. */
function opensAside(phrase: Phrase, index: number): boolean {
  if (opensOccasion(phrase, index)) return true
  if (phrase.language.spaced) return false
  return opensFilledSlot(phrase, index) || (phrase.items[index]!.opens && opensAdjunct(phrase, index))
}

/** The name of an outlet without marks or a word for it: "Reuters". */
export function isBareOutlet(phrase: Phrase, index: number): boolean {
  if (phrase.language.headLast || !phrase.isName(index) || phrase.items[index]?.shortQuotation !== undefined) return false
  return phrase.is(index, 'people:media') && !phrase.is(index, 'people:roles') && !phrase.is(index - 1, 'people:media')
}

/** "据…报道": in a name such as 何以宁 the word that opens a phrase has none of its closing words behind it. */
function opensFilledSlot(phrase: Phrase, index: number): boolean {
  const item = phrase.items[index]!
  return (
    item.slots.length > 0 &&
    item.slots.some(({ place, closer }) => place === 'within' && closerAt(phrase, index + item.length, closer) !== undefined)
  )
}

/** The noun phrase behind a verb or preposition: an inverted subject ("said Smith") or the source of "according to". */
export function nounPhraseAfter(phrase: Phrase, index: number, ceiling: number): Range | undefined {
  let from = index
  while (phrase.is(from, 'grammar:adverbs')) from += phrase.items[from]!.length
  // "заявил журналистам министр": so do those who are told.
  while (phrase.is(from, 'people:addressed') && !phrase.is(from, 'people:media')) from++
  // "сообщил в понедельник министр": the day comes first.
  if (phrase.is(from, 'grammar:prepositions') && phrase.is(from + 1, 'grammar:times')) from += 2
  else if (phrase.is(from, 'grammar:times') && !phrase.isEnd(from + 1)) from++
  let to = from
  while (to < ceiling && to - from < longestPhrase && continuesPhrase(phrase, to, from)) to++
  return trimSpeaker(phrase, { from, to })
}

function continuesPhrase(phrase: Phrase, index: number, from: number): boolean {
  if (joinsPlace(phrase, index, from) || joinsPlace(phrase, index - 1, from)) return true
  if (index > from && (phrase.is(index, 'grammar:quotedAs') || opensSlot(phrase, index) || closesName(phrase, index, from))) return false
  if (index > from && (isVerbForm(phrase, index) || phrase.is(index, 'people:addressed'))) return false
  if (!phrase.isWord(index)) return isInsideName(phrase, index, from)
  if (phrase.is(index, 'grammar:determiners', 'grammar:possessives', 'grammar:genitives')) {
    // A second determiner begins the next noun phrase, except behind a preposition or at the front ("all the").
    return (
      !phrase.is(index, 'grammar:determiners') ||
      index <= from + 1 ||
      phrase.is(index - 1, 'grammar:genitives', 'grammar:coordinators', 'grammar:possessives')
    )
  }
  if (phrase.is(index, 'people:pronouns')) return index === from
  if (phrase.is(index - 1, 'people:pronouns') && index - 1 === from && !phrase.is(index - 1, 'grammar:determiners')) return false
  if (phrase.is(index, 'grammar:coordinators'))
    return phrase.isWord(index + 1) && (phrase.isName(index + 1) || phrase.is(index + 1, 'grammar:determiners', 'people:roles'))
  if (phrase.is(index, 'grammar:times')) return phrase.is(index + 1, 'grammar:possessives')
  return !phrase.is(
    index,
    'grammar:complementizers',
    'grammar:relatives',
    'grammar:questionWords',
    'grammar:subordinators',
    'grammar:prepositions',
    'grammar:auxiliaries',
    'grammar:infinitives',
    'grammar:as',
    'grammar:adverbs',
    'contrast',
  )
}

/** A title in quotation marks, or names in front of a plain word, or a plural role end the phrase; a role may still follow a name. */
function closesName(phrase: Phrase, index: number, from: number): boolean {
  const before = phrase.items[index - 1]
  if (before?.shortQuotation !== undefined && phrase.items[index]?.shortQuotation === before.shortQuotation) return false
  if (before?.shortQuotation !== undefined && phrase.items[index]?.shortQuotation === undefined) return !phrase.language.headLast
  if (!phrase.language.headLast && partsOutlet(phrase, index, from)) return true
  if (
    !phrase.isWord(index) ||
    phrase.is(index, 'grammar:genitives', 'grammar:possessives', 'grammar:coordinators', 'people:roles', 'people:media')
  )
    return false
  if (phrase.language.headLast)
    return (
      phrase.isWord(index - 1) && phrase.language.spaced && isPluralRole(phrase, index - 1) && !phrase.isName(index) && index - 1 >= from
    )
  return phrase.isName(index - 1) && !phrase.isName(index) && !phrase.is(index - 1, 'people:roles', 'grammar:determiners')
}

/** "в интервью Reuters президент", "сказал президент Лигурии Reuters": an outlet whose name has no case, and somebody else beside it. */
function partsOutlet(phrase: Phrase, index: number, from: number): boolean {
  const isOutlet = (at: number): boolean =>
    phrase.isName(at) && phrase.is(at, 'people:media') && phrase.items[at]?.shortQuotation === undefined
  if (isOutlet(index - 1) && index - 1 === from) return phrase.is(index, 'people:roles') && !phrase.is(index, 'people:media')
  if (!isOutlet(index) || !phrase.isName(index - 1) || index - 1 === from) return false
  for (let at = from; at < index; at++) if (phrase.is(at, 'people:media')) return false
  return true
}

export function isPluralRole(phrase: Phrase, index: number): boolean {
  const word = phrase.items[index]?.lower ?? ''
  return phrase.is(index, 'people:roles') && phrase.language.people.pluralEndings.some((ending) => word.endsWith(ending))
}

/** "journalists from China", "источник в министерстве": a preposition between a role and a name or another role. */
function joinsPlace(phrase: Phrase, index: number, from: number): boolean {
  if (index > from && phrase.is(index, 'grammar:partitives') && phrase.is(index - 1, 'grammar:determiners')) return true
  if (index <= from || !phrase.is(index, 'grammar:prepositions') || !phrase.is(index - 1, 'people:roles')) return false
  if (phrase.is(index, 'grammar:passiveBy') || phrase.is(index + 1, 'grammar:times')) return false
  return phrase.isName(index + 1) || phrase.is(index + 1, 'people:roles')
}

/** "сообщило агентство со ссылкой на": a phrase with a source of its own begins. */
function opensSlot(phrase: Phrase, index: number): boolean {
  return phrase.items[index]?.slots.some(({ place }) => place !== 'before') ?? false
}

/** Dots, hyphens and ampersands inside a name; nothing else joins the words of one phrase. */
function isInsideName(phrase: Phrase, index: number, from: number): boolean {
  const mark = phrase.items[index]
  if (mark?.kind !== 'mark' || index === from) return false
  if (!/^[.&/·・'’]$/u.test(mark.lower)) return false
  return phrase.items[index - 1]?.end === mark.start || mark.lower === '&'
}

/** "佩斯科夫在回答记者提问时": a preposition and a closing word stand around a circumstance. */
function openingOfAdjunct(phrase: Phrase, last: number, floor: number): number | undefined {
  if (phrase.language.spaced || !phrase.is(last, 'grammar:adjunctClosers')) return undefined
  for (let at = last - 1; at > Math.max(floor, last - longestPhrase) && phrase.isWord(at); at--)
    if (phrase.is(at, 'grammar:prepositions') && phrase.items[at]!.opens) return at
  return undefined
}

/** Where an insertion that ends at `last` was opened: the comma, dash or bracket in front of it. */
function openingOfInsertion(phrase: Phrase, last: number, floor: number): number | undefined {
  const mark = phrase.items[last]
  if (mark?.kind !== 'mark' || last <= floor) return undefined
  const limit = Math.max(floor, last - longestPhrase)
  if (mark.lower === ')') return lastIndexWhere(last - 1, limit, (at) => phrase.items[at]?.lower === '(')
  if (phrase.isDash(last)) return lastIndexWhere(last - 1, limit, (at) => phrase.isDash(at))
  if (!phrase.isComma(last)) return undefined
  const opening = lastIndexWhere(last - 1, limit, (at) => phrase.isComma(at) || phrase.isEnd(at) || phrase.isQuote(at))
  return opening !== undefined && phrase.isComma(opening) ? opening : undefined
}

function lastIndexWhere(from: number, floor: number, holds: (index: number) => boolean): number | undefined {
  for (let at = from; at > floor; at--) if (holds(at)) return at
  return undefined
}

function startOfPhrase(phrase: Phrase, end: number, floor: number): number {
  let from = end
  while (from > floor && end - from < longestPhrase && joinsLeft(phrase, from - 1, end, floor)) from--
  return from
}

/** "under fire from opposition lawmakers, who": a relative clause goes with the noun behind the last preposition, unless a role stands before it. */
function startOfAntecedent(phrase: Phrase, from: number, end: number): number {
  for (let at = end - 2; at > from; at--) {
    if (phrase.is(at, 'noun:origins') && !phrase.is(at, 'grammar:prepositions') && phrase.items[at]!.length > 1)
      return at + phrase.items[at]!.length
    if (phrase.is(at, 'grammar:prepositions') && !phrase.is(at - 1, 'people:roles') && !phrase.isName(at - 1)) return at + 1
  }
  return from
}

/** Whether the word at `index` belongs to the noun phrase that goes on to its right up to `end`. */
function joinsLeft(phrase: Phrase, index: number, end: number, floor: number): boolean {
  if (!phrase.isWord(index)) return index + 1 < end && isInsideName(phrase, index, floor)
  if (isGap(phrase, index)) return false
  const isLast = index === end - 1
  // "Автор этих строк".
  if (phrase.is(index, 'people:self') && phrase.items[index]!.length > 1 && isInsideListed(phrase, index, end)) return true
  if (phrase.is(index + 1, 'grammar:determiners') && !isLast && !(phrase.isName(index) && phrase.isName(index + 1))) {
    // In front of an article only a preposition, another article or "and" goes on.
    if (!phrase.is(index, 'grammar:prepositions', 'grammar:genitives', 'grammar:determiners', 'grammar:coordinators')) return false
  }
  // "他的妻子": whose wife it is belongs to her.
  if (!phrase.language.spaced && phrase.is(index, 'people:pronouns') && phrase.is(index + 1, 'grammar:genitives')) return true
  if (phrase.is(index, 'people:pronouns', 'people:self') && !phrase.is(index, 'grammar:determiners'))
    return isLast || isInsideListed(phrase, index, end) || opensAdjunct(phrase, phrase.afterAdverbs(index + 1))
  const isOwner = !phrase.language.spaced && phrase.is(index + 2, 'grammar:genitives')
  if (phrase.is(index + 1, 'people:pronouns', 'people:self') && !phrase.is(index + 1, 'grammar:determiners'))
    return isOwner && phrase.is(index, 'grammar:determiners')
  if (phrase.is(index, 'grammar:coordinators')) return joinsNames(phrase, index, floor)
  if (phrase.is(index, 'grammar:times')) return phrase.is(index + 1, 'grammar:possessives') || isBetween(phrase, index)
  if (phrase.is(index, 'grammar:determiners', 'grammar:genitives')) return true
  if (isVerbForm(phrase, index) || opensAgent(phrase, index) || (phrase.language.spaced && phrase.closesVerb(index, clauseVerbs)))
    return false
  return !phrase.is(
    index,
    'grammar:complementizers',
    'grammar:relatives',
    'grammar:questionWords',
    'grammar:subordinators',
    'grammar:auxiliaries',
    'grammar:as',
    'contrast',
  )
}

/** "新华社北京3月5日电 发言人": in scripts without spaces a space ends a phrase. */
function isGap(phrase: Phrase, index: number): boolean {
  const [item, next] = [phrase.items[index], phrase.items[index + 1]]
  if (phrase.language.spaced || item === undefined || next === undefined || item.end >= next.start || next.kind !== 'word') return false
  return item.shortQuotation === next.shortQuotation && isUnspaced(item.lower) && isUnspaced(next.lower)
}

function isUnspaced(word: string): boolean {
  return !/^[\p{Script=Latin}\p{Nd}]/u.test(word)
}

/** "introduced by Pastor Jeffress, who spoke": the agent of a participle is a noun phrase of its own. */
function opensAgent(phrase: Phrase, index: number): boolean {
  const { headLast, spaced, grammar } = phrase.language
  if (!headLast || !spaced || !phrase.is(index, 'grammar:passiveBy')) return false
  return grammar.pastEndings.some((ending) => phrase.items[index - 1]?.lower.endsWith(ending))
}

/** "他们", "this newspaper": the characters or words of one listed phrase, up to the end. */
function isInsideListed(phrase: Phrase, index: number, end: number): boolean {
  const item = phrase.items[index]
  return item !== undefined && (!phrase.language.spaced || item.length > 1) && index + item.length >= end
}

/** "部长周三在会上说": without spaces a day between the subject and its adjunct is passed over, and trimmed off later. */
function isBetween(phrase: Phrase, index: number): boolean {
  return !phrase.language.spaced && phrase.is(index + 1, 'grammar:prepositions', 'grammar:times')
}

/** "他对人群说": without spaces a preposition behind the subject shows where it ends. */
function opensAdjunct(phrase: Phrase, index: number): boolean {
  return !phrase.language.spaced && phrase.is(index, 'grammar:prepositions')
}

/** "Smith and Jones said" against "he left and Jones said": short, and no verb in front. */
function joinsNames(phrase: Phrase, index: number, floor: number): boolean {
  if (phrase.is(index, 'contrast')) return false
  for (let at = index - 1, steps = 0; at >= floor; at--, steps++) {
    if (!phrase.isWord(at)) return steps > 0
    if (steps > 5 || phrase.is(at, 'grammar:auxiliaries', 'people:pronouns') || isVerbForm(phrase, at)) return false
    if (phrase.is(at, 'grammar:complementizers', 'grammar:relatives', 'grammar:subordinators')) return steps > 0
  }
  return index > floor
}

/** A cue verb that cannot be a noun here. */
function isVerbForm(phrase: Phrase, index: number): boolean {
  const isVerb = isClauseVerb(phrase, index)
  return (
    isVerb &&
    !phrase.is(index, 'verb:alsoNouns') &&
    !phrase.isGerund(index) &&
    !phrase.is(index - 1, 'grammar:determiners', 'grammar:possessives')
  )
}
