import type { Effect } from '../attribution.ts'
import type { Phrase } from './phrase.ts'

/** Verbs that take a clause or a quotation. */
export const reportingVerbs = ['verb:report', 'verb:tell', 'verb:think', 'verb:know', 'verb:ask', 'verb:deny', 'verb:demand'] as const

/** A passive helping verb stands in front, with at most adverbs in between. */
export function isPassive(phrase: Phrase, verb: number): boolean {
  let at = verb - 1
  while (at >= 0 && (phrase.is(at, 'grammar:adverbs', 'negator') || phrase.isInsertedAdverb(at)) && !phrase.is(at, 'grammar:auxiliaries'))
    at--
  return phrase.is(at, 'grammar:passiveAuxiliaries') && !phrase.isGerund(verb)
}

/** "did not call": a negator among the helping verbs. */
export function isNegated(phrase: Phrase, verb: number): boolean {
  for (let at = verb - 1; at >= Math.max(0, verb - 4); at--) {
    if (phrase.is(at, 'negator')) return true
    if (!phrase.is(at, 'grammar:auxiliaries', 'grammar:adverbs')) return false
  }
  return false
}

/** What the verb, or a negator in front of it, does to the claim. */
export function effectOf(phrase: Phrase, verb: number): Effect {
  if (phrase.is(verb, 'verb:deny')) return 'denies'
  if (isNegated(phrase, verb)) return 'denies'
  return phrase.is(verb, 'verb:ask') ? 'asks' : 'asserts'
}

/** A form that is a verb and a noun stands as a noun: behind an article, in front of "of", or inside a name. */
export function isNounHere(phrase: Phrase, verb: number): boolean {
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
