import type { Phrase, Range } from '../phrase/phrase.ts'
import { speakerClassOf } from '../speaker-class.ts'
import { endsWithAny } from '../phrase/endings.ts'

/** Clauses longer than this have their place too far from the verb. */
const reach = 16

/**
 * "В Кремле считают", "решение Астаны в Москве назвали": a verb in the plural that has no subject is what is said in the place that stands in
 * front of it. In the middle of a clause a place may belong to the word before it, so that only a body or capital counts there.
 */
export function placeBefore(phrase: Phrase, verb: number): Range | undefined {
  if (phrase.language.grammar.places.length === 0 || !isImpersonalForm(phrase, verb)) return undefined
  const place = placeInClause(phrase, verb)
  return place === undefined || hasSubject(phrase, place.to, verb) ? undefined : place
}

/** "Решение в Москве было воспринято как предательство": the place in front of a passive, whose subject is the thing. */
export function placeInClause(phrase: Phrase, verb: number): Range | undefined {
  const start = clauseStart(phrase, verb)
  for (let at = start; at < verb - 1; at++) {
    // "со ссылкой на": the last word of a phrase with a source of its own.
    if (!phrase.is(at, 'grammar:places') || phrase.closesSlot(at)) continue
    const place = placeAt(phrase, at, verb)
    if (place === undefined) continue
    if (behindOpeners(phrase, start) >= at) return place
    if (phrase.afterAdverbs(place.to) >= verb - 1 && speaks(phrase, place) && !hasSubject(phrase, start, at)) return place
  }
  return undefined
}

/** "воспринято в Москве как …": the place straight behind the verb. */
export function placeAt(phrase: Phrase, preposition: number, ceiling: number): Range | undefined {
  if (!phrase.is(preposition, 'grammar:places')) return undefined
  const from = preposition + 1
  if (!phrase.isWord(from) || phrase.is(from, 'grammar:times', 'people:pronouns', 'grammar:determiners') || isNumber(phrase, from))
    return undefined
  const to = endOfPlace(phrase, from, ceiling)
  return to > from ? { from, to } : undefined
}

/** "Сделку назвали предательством в Москве": the body or capital that ends the clause. */
export function placeAtEnd(phrase: Phrase, { from, to }: Range): Range | undefined {
  for (let at = to - 2; at > from; at--) {
    if (!phrase.is(at, 'grammar:places')) continue
    const place = placeAt(phrase, at, to)
    return place !== undefined && place.to === to && speaks(phrase, place) ? place : undefined
  }
  return undefined
}

function isImpersonalForm(phrase: Phrase, verb: number): boolean {
  const last = verb + (phrase.items[verb]?.length ?? 1) - 1
  return endsWithAny(phrase.items[last]?.lower, phrase.language.grammar.impersonalEndings)
}

/** "Сделку называют предательством": a verb in the plural behind a thing in the singular has that thing as its object, and no subject. */
export function isImpersonal(phrase: Phrase, verb: number, { from, to }: Range): boolean {
  const { people } = phrase.language
  if (!isImpersonalForm(phrase, verb)) return false
  for (let at = from; at < to && !phrase.is(at, 'grammar:prepositions'); at++) {
    // "Большинство экспертов не считают".
    if (phrase.is(at, 'people:plural') && !phrase.is(at, 'people:pronouns')) return false
    if (phrase.is(at, 'people:media', 'people:pronouns', 'people:self', 'grammar:coordinators') || isPluralSubject(phrase, at)) return false
    if (people.pluralEndings.some((ending) => phrase.items[at]?.lower.endsWith(ending))) return false
  }
  return true
}

/** Whether the words name someone who can be the subject of a plural: "эксперты", "они", but not the genitive in "в мэрии столицы". */
function hasSubject(phrase: Phrase, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isPluralSubject(phrase, at)) return true
  return false
}

function isPluralSubject(phrase: Phrase, index: number): boolean {
  if (phrase.is(index, 'people:pronouns', 'people:self')) return !phrase.is(index, 'grammar:determiners')
  if (!phrase.is(index, 'people:roles', 'people:media')) return false
  // "полиции", "прокуратуры": the genitive of one body.
  if (phrase.is(index, 'people:genitives')) return false
  return endsWithAny(phrase.items[index]?.lower, phrase.language.people.pluralEndings)
}

function endOfPlace(phrase: Phrase, from: number, ceiling: number): number {
  const { genitiveEndings, placeAdjectives } = phrase.language.grammar
  let to = from + 1
  const isAdjective = (at: number): boolean => endsWithAny(phrase.items[at]?.lower, placeAdjectives)
  while (to < ceiling && isAdjective(to - 1) && !phrase.is(to - 1, 'people:roles') && isPlainWord(phrase, to)) to++
  while (to < ceiling && isPlainWord(phrase, to) && !isPluralSubject(phrase, to)) {
    const { lower, shortQuotation } = phrase.items[to]!
    // "В министерстве «Полдню» сообщили": who was told.
    if (shortQuotation !== undefined && endsWithAny(lower, phrase.language.grammar.toldEndings)) break
    const isShortName = phrase.isName(to) && lower.length <= longestAbbreviation
    const belongs = shortQuotation !== undefined || isShortName || endsWithAny(lower, genitiveEndings)
    // "в Москве действия Астаны": behind a name only another name or a title goes on.
    if (!belongs || (phrase.isName(to - 1) && !phrase.isName(to) && shortQuotation === undefined)) break
    to++
  }
  return to
}

/** РФ, США, ООН: no ending tells their case. */
const longestAbbreviation = 3

function isPlainWord(phrase: Phrase, index: number): boolean {
  return (
    phrase.isWord(index) &&
    !phrase.isInsertedAdverb(index) &&
    !phrase.is(
      index,
      'grammar:prepositions',
      'grammar:auxiliaries',
      'grammar:adverbs',
      'grammar:determiners',
      'grammar:as',
      'people:pronouns',
    ) &&
    !phrase.is(index, 'grammar:coordinators', 'grammar:times', 'negator', 'hedge', 'contrast', 'noun:claim', 'noun:clauseOnly')
  )
}

function speaks(phrase: Phrase, place: Range): boolean {
  const words = phrase.items.slice(place.from, place.to).map(({ lower }) => lower)
  return speakerClassOf(words.join(' '), phrase.language) !== undefined
}

function clauseStart(phrase: Phrase, verb: number): number {
  let at = verb
  while (at > Math.max(0, verb - reach) && phrase.isWord(at - 1) && !phrase.is(at - 1, 'grammar:complementizers', 'grammar:relatives')) at--
  return at
}

function behindOpeners(phrase: Phrase, start: number): number {
  let at = start
  while (phrase.is(at, 'grammar:openers', 'grammar:times', 'grammar:adverbs', 'grammar:coordinators', 'contrast'))
    at += phrase.items[at]!.length
  return at
}

function isNumber(phrase: Phrase, index: number): boolean {
  return /^\p{Nd}/u.test(phrase.items[index]?.lower ?? '')
}
