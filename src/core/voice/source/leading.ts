import type { Phrase, Range } from '../phrase/phrase.ts'
import { speakerClassOf } from '../speaker-class.ts'
import { endsWithAny } from '../phrase/endings.ts'
import { isRoleWord } from '../phrase/roles.ts'

/** The nominative that opens the clause: up to the last role among the first words, else a run of names, else one word. */
export function leadingSpeaker(phrase: Phrase, clause: number, marker: number): Range | undefined {
  let from = clause
  while (
    from < marker &&
    (!phrase.isWord(from) || phrase.is(from, 'grammar:openers', 'grammar:times', 'grammar:adverbs', 'grammar:conditionals', 'contrast'))
  ) {
    if (phrase.isQuote(from)) return undefined
    from += phrase.items[from]!.length
  }
  from = behindObject(phrase, from, marker)
  if (from >= marker) return undefined
  const title = phrase.items[from]?.shortQuotation
  if (title !== undefined) return titledSpeaker(phrase, from, marker)
  // "Ол Алтындаланы": a pronoun is the whole subject.
  // "Оның әріптестері": but a genitive has its noun behind it.
  const isOwner = endsWithAny(phrase.items[from]?.lower, phrase.language.grammar.caseEndings)
  if (phrase.is(from, 'people:pronouns') && !phrase.is(from, 'grammar:determiners')) return { from, to: isOwner ? from + 2 : from + 1 }
  const told = toldFrom(phrase, from, marker)
  if (told !== undefined) return { from, to: told }
  const role = lastRole(phrase, from, marker)
  if (role === undefined && clause > 0 && isObject(phrase, from)) return undefined
  // "Sohu журналистері Қазақстан": several have no one name.
  const isPlural = role !== undefined && endsWithAny(phrase.items[role]?.lower, phrase.language.people.pluralEndings)
  const to =
    role === undefined
      ? endOfName(phrase, from, { marker, mayBeObject: false })
      : isPlural
        ? role + 1
        : endOfName(phrase, role + 1, { marker, mayBeObject: true })
  const end = Math.max(to, role === undefined && to <= from + 1 ? endOfUnlisted(phrase, from, marker) : from + 1)
  // "Сарапшылардың көпшілігі".
  const isGenitive = endsWithAny(phrase.items[end - 1]?.lower, phrase.language.grammar.caseEndings)
  const isOwned = isGenitive && endsWithAny(phrase.items[end]?.lower, phrase.language.grammar.possessedEndings)
  // "Әкімнің орынбасары Дәурен Сапаров": and the name of what is owned.
  if (isOwned && end < marker) return { from, to: Math.max(end + 1, endOfName(phrase, end + 1, { marker, mayBeObject: true })) }
  return { from, to: withOwned(phrase, end, marker) }
}

/** "Кремль келісімді … деп санамайтынын мәлімдеді": behind the outer speaker an accusative is nobody, and both verbs are one's. */
function isObject(phrase: Phrase, from: number): boolean {
  const noun = phrase.is(from, 'grammar:determiners') ? from + 1 : from
  return !phrase.isName(noun) && endsWithAny(phrase.items[noun]?.lower, phrase.language.grammar.objectEndings)
}

/** Where a subject ends that nothing lists: behind one word, and what has to stand in front of it. */
function endOfUnlisted(phrase: Phrase, from: number, marker: number): number {
  if (opensParticiple(phrase, from)) return from + 2
  // "аты-жөнін атамауды сұраған әріптесі": a verb form that stands in front of its noun.
  for (let at = from + 1; at < Math.min(from + 4, marker - 1) && phrase.isWord(at); at++)
    if (
      endsWithAny(phrase.items[at]?.lower, phrase.language.grammar.relativeEndings) &&
      phrase.isWord(at + 1) &&
      isPossessed(phrase, at + 1)
    )
      return at + 2
  // "Үш аурухананың мейірбикелері".
  return phrase.is(from, 'grammar:determiners') && phrase.isWord(from + 1) && from + 1 < marker ? from + 2 : from + 1
}

/** "Митингіге шыққандар": a noun with an ending of place, and those who went there. */
function opensParticiple(phrase: Phrase, from: number): boolean {
  const { people, grammar } = phrase.language
  const next = phrase.items[from + 1]
  if (next?.classes.size !== 0 || !endsWithAny(next.lower, people.pluralEndings)) return false
  const word = phrase.items[from]?.lower
  return endsWithAny(word, grammar.citedEndings) || endsWithAny(word, grammar.placeEndings)
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
    if (isRole(phrase, at)) return from
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
    // "Песков Кремль мұны": a name and a body are two.
    if (last === undefined && at > from && isOwnName(phrase, from) && phrase.isName(at) && !isPossessed(phrase, at)) return undefined
    if (last === undefined ? isRole(phrase, at) : joinsRole(phrase, at)) last = at
  }
  return last
}

function isOwnName(phrase: Phrase, index: number): boolean {
  return (
    phrase.isName(index) &&
    !phrase.is(index, 'people:roles', 'people:media') &&
    !endsWithAny(phrase.items[index]?.lower, phrase.language.grammar.caseEndings)
  )
}

function isPossessed(phrase: Phrase, index: number): boolean {
  return endsWithAny(phrase.items[index]?.lower, phrase.language.grammar.possessedEndings)
}

/** A role in any of the forms that endings make of it: "авторлары"; in the genitive only with what belongs to it, "басылымының авторлары". */
function isRole(phrase: Phrase, index: number): boolean {
  if (phrase.is(index, 'people:roles', 'people:media', 'people:pronouns')) return true
  const word = phrase.items[index]?.lower ?? ''
  if (isRoleForm(phrase, word)) return true
  const owned = phrase.items[index + 1]?.lower ?? ''
  if (!endsWithAny(owned, phrase.language.grammar.possessedEndings) || !isRoleForm(phrase, owned)) return false
  return phrase.language.grammar.caseEndings.some((ending) => word.endsWith(ending) && isRoleForm(phrase, word.slice(0, -ending.length)))
}

function isRoleForm({ language }: Phrase, word: string): boolean {
  if (isRoleWord(word, language)) return true
  for (const ending of language.people.pluralEndings)
    if (word.endsWith(ending) && isRoleWord(word.slice(0, -ending.length), language)) return true
  return false
}

/** "Келіссөзге қатысқан адам «Курьер» газетіне": the speaker ends where the outlet that was told begins, which stands in the dative. */
function toldFrom(phrase: Phrase, from: number, marker: number): number | undefined {
  for (let at = from + 1; at < Math.min(from + longestTold, marker) && phrase.isWord(at); at++) {
    if (!phrase.is(at, 'people:media') || !endsWithAny(phrase.items[at]?.lower, phrase.language.grammar.citedEndings)) continue
    const isCited = phrase.items[at + 1]?.slots.some(({ use }) => use === 'citing') ?? false
    const isWithAdjunct = phrase.items[at + 1]?.slots.some(({ use }) => use === 'relay') ?? false
    if (isCited || isWithAdjunct) return undefined
    let start = at
    while (start - 1 > from && phrase.items[start - 1]?.shortQuotation !== undefined) start--
    return start
  }
  return undefined
}

const longestTold = 9

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
  let to = from
  while (to < marker && phrase.isName(to) && (to === from || !phrase.is(to, 'people:roles') || isPossessed(phrase, to))) {
    const { lower, shortQuotation } = phrase.items[to]!
    const mayEnd = mayBeObject || to > from
    if (endsWithAny(lower, caseEndings) || (mayEnd && endsWithAny(lower, objectEndings))) break
    // "Дмитрий Песков Ресей мұны": a state is no second name.
    if (to > from && speakerClassOf(lower, phrase.language) === 'state') break
    // "Дереккөз «Интерфакс» агенттігіне": a title behind a role is somebody else's.
    if (mayBeObject && shortQuotation !== undefined) break
    to++
  }
  return to
}
