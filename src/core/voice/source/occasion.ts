import { endsWithAny } from '../phrase/endings.ts'
import type { Phrase } from '../phrase/phrase.ts'

/** Words between a preposition and the occasion: "на вчерашнем экстренном заседании". */
const reach = 4

/**
 * "Министр на брифинге заявил", "Глава МИД в ходе визита назвал": when and where something is said is no part of who says it, while "источник
 * в правительстве" and "посол в Китае" are one speaker.
 */
export function opensOccasion(phrase: Phrase, index: number): boolean {
  // Circumstances are prepositions, too, and most words are neither.
  if (!phrase.is(index, 'grammar:prepositions')) return false
  return phrase.is(index, 'grammar:circumstances') || occasionBehind(phrase, index) !== undefined
}

/** "сказал на встрече с журналистами в Анкаре министр": the first name or role that hangs on no preposition; up to the end of the tag. */
export function behindCircumstances(phrase: Phrase, from: number): number | undefined {
  for (let at = from; at < phrase.length && !phrase.isComma(at) && !phrase.isEnd(at) && !phrase.isDash(at);) {
    const isOwned = phrase.is(at, 'people:genitives') || phrase.items[at]?.shortQuotation !== undefined
    if (phrase.is(at, 'grammar:prepositions')) at = behindObject(phrase, at)
    else if (!isOwned && (phrase.isName(at) || phrase.is(at, 'people:roles', 'people:media', 'people:pronouns'))) return at
    else at++
  }
  return undefined
}

function occasionBehind(phrase: Phrase, preposition: number): number | undefined {
  if (!phrase.is(preposition, 'grammar:prepositions')) return undefined
  for (let at = preposition + 1; at < preposition + reach && phrase.isWord(at); at++) {
    if (phrase.is(at, 'grammar:occasions')) return at
    if (phrase.isName(at) || phrase.is(at, 'people:roles', 'grammar:prepositions')) return undefined
  }
  return undefined
}

/** Behind the noun of a preposition, and the adjectives in front of it. */
function behindObject(phrase: Phrase, preposition: number): number {
  const occasion = occasionBehind(phrase, preposition)
  if (occasion !== undefined) return occasion + 1
  let noun = preposition + phrase.items[preposition]!.length
  const isAdjective = (at: number): boolean => endsWithAny(phrase.items[at]?.lower, phrase.language.grammar.placeAdjectives)
  while (isAdjective(noun) && !phrase.isName(noun) && phrase.isWord(noun + 1) && !phrase.isName(noun + 1)) noun++
  return noun + 1
}
