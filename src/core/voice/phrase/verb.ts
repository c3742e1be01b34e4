import { endsWithAny } from './endings.ts'
import type { Phrase } from './phrase.ts'

/** Verbs that take a clause or a quotation. */
export const reportingVerbs = ['verb:report', 'verb:tell', 'verb:think', 'verb:know', 'verb:ask', 'verb:deny', 'verb:demand'] as const

/** Verbs whose subject is a source. */
export const clauseVerbs = [
  'verb:report',
  'verb:tell',
  'verb:think',
  'verb:know',
  'verb:name',
  'verb:view',
  'verb:accuse',
  'verb:compare',
  'verb:demand',
  'verb:ask',
  'verb:deny',
  'verb:quote',
] as const

/** One of `clauseVerbs`. Asked of every word around a cue, and most words are no verb at all. */
export function isClauseVerb(phrase: Phrase, index: number): boolean {
  return phrase.items[index]?.mayBring === true && phrase.isAny(index, clauseVerbs)
}

/** A passive helping verb stands in front, with at most adverbs in between. */
export function isPassive(phrase: Phrase, verb: number): boolean {
  let at = verb - 1
  while (at >= 0 && (phrase.is(at, 'grammar:adverbs', 'negator') || phrase.isInsertedAdverb(at)) && !phrase.is(at, 'grammar:auxiliaries'))
    at--
  return phrase.is(at, 'grammar:passiveAuxiliaries') && !phrase.isGerund(verb)
}

/** "did not call": a negator among the helping verbs. */
export function isNegated(phrase: Phrase, verb: number): boolean {
  if (denialBefore(phrase, verb) !== undefined) return true
  for (let at = verb - 1; at >= Math.max(0, verb - 4); at--) {
    if (phrase.is(at, 'negator')) return true
    if (!phrase.is(at, 'grammar:auxiliaries', 'grammar:adverbs')) return false
  }
  return false
}

/** "refused to call it", "stopped short of calling it": where the words begin that deny the verb. */
export function denialBefore(phrase: Phrase, verb: number): number | undefined {
  for (let at = verb - 1; at >= Math.max(0, verb - longestDenial); at--) {
    if (!phrase.is(at, 'grammar:denials')) continue
    const end = at + phrase.items[at]!.length
    return end === verb || end === verb + 1 ? at : undefined
  }
  return undefined
}

const longestDenial = 4

/** What a cue does to the claim it brings in: the source asserts it, says that it is not so, or asks. */
export type Effect = 'asserts' | 'denies' | 'asks'

/** What the verb, or a negator in front of it, does to the claim; "does not deny" leaves it standing. */
export function effectOf(phrase: Phrase, verb: number): Effect {
  if (phrase.is(verb, 'verb:deny') !== isNegated(phrase, verb)) return 'denies'
  return phrase.is(verb, 'verb:ask') ? 'asks' : 'asserts'
}

/** "критикующий власть депутат": a participle in front of its noun says of whom it is, and not what he says. */
export function isAttributive(phrase: Phrase, verb: number): boolean {
  if (!phrase.isActiveParticiple(verb)) return false
  let before = verb - 1
  while (phrase.is(before, 'grammar:adverbs', 'negator', 'grammar:times')) before--
  return !phrase.isComma(before)
}

/** A form that is a verb and a noun stands as a noun: behind an article, in front of "of", or inside a name. */
export function isNounHere(phrase: Phrase, verb: number): boolean {
  // "The alleged “betrayal”".
  if (phrase.is(verb, 'distancing') && phrase.is(verb - 1, 'grammar:determiners')) return true
  if (!phrase.is(verb, 'verb:alsoNouns')) return false
  if (isNamePart(phrase, verb)) return true
  // "A translated report": behind an article and a participle.
  if (phrase.is(verb - 2, 'grammar:articles') && endsWithAny(phrase.items[verb - 1]?.lower, phrase.language.grammar.pastEndings))
    return true
  if (
    phrase.is(verb - 1, 'grammar:determiners', 'grammar:possessives', 'grammar:genitives', 'grammar:prepositions') &&
    !phrase.is(verb - 1, 'grammar:infinitives', 'people:roles')
  )
    return true
  // "benefits for some states": what "some" do has no -s.
  if (phrase.language.headLast && phrase.is(verb - 1, 'grammar:determiners') && isPlural(phrase, phrase.items[verb]?.lower ?? ''))
    return !phrase.is(verb + 1, 'grammar:complementizers')
  return phrase.is(verb + 1, 'grammar:genitives') || phrase.is(verb + 1, 'grammar:copulas') || disagreesWithSubject(phrase, verb)
}

/** "her adopted home state, which", "overt calls for": a present form whose number is not that of the word in front is a noun. */
function disagreesWithSubject(phrase: Phrase, verb: number): boolean {
  const { language } = phrase
  if (language.people.pluralEndings.length === 0 || !language.spaced || !language.headLast || language.contentBeforeVerb) return false
  const word = phrase.items[verb]?.lower ?? ''
  const before = phrase.items[verb - 1]
  if (phrase.isColon(verb + 1) || phrase.isQuote(verb + 1) || phrase.is(verb + 1, 'grammar:complementizers')) return false
  if (before?.kind !== 'word' || before.capital || before.classes.size > 0) return false
  // "the president's racist comments".
  if (phrase.isGerund(verb - 1) && !phrase.is(verb + 1, 'grammar:complementizers')) return true
  if (phrase.is(verb - 2, 'grammar:possessives') && !phrase.is(verb + 1, 'people:pronouns', 'grammar:determiners')) return true
  if (phrase.isGerund(verb) || language.grammar.pastEndings.some((ending) => word.endsWith(ending))) return false
  return isPlural(phrase, before.lower) === isPlural(phrase, word)
}

function isPlural(phrase: Phrase, word: string): boolean {
  return phrase.language.people.pluralEndings.some((ending) => word.endsWith(ending))
}

/** "the Washington Post, which": a capital inside a sentence that is not all capitals. */
export function isNamePart(phrase: Phrase, index: number): boolean {
  return index > 0 && phrase.isName(index) && !phrase.isName(index + 1)
}
