import { isPastForm } from './content.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { isPluralRole, subjectBefore } from '../source/sources.ts'

/** How far behind the verb the agent or the closing comma may stand. */
const reach = 14

/** A verb form that is no finite verb, so that the words in front of it are not who says so: "a country seen as", ", branded a sell-out,". */
export function isParticiple(phrase: Phrase, verb: Range): boolean {
  return isPastForm(phrase, verb.from) && (lacksObject(phrase, verb) || isInsertion(phrase, verb))
}

/** "described as a betrayal", "accused of treason": these verbs have an object unless they are passive, or their object is a relative's. */
function lacksObject(phrase: Phrase, { from, to }: Range): boolean {
  const { headLast, spaced, contentBeforeVerb } = phrase.language
  if (!headLast || !spaced || contentBeforeVerb) return false
  const next = phrase.afterAdverbs(to)
  if (phrase.is(from, 'verb:view') && phrase.is(next, 'grammar:as')) return !isInRelative(phrase, from)
  const isCharge = phrase.is(from, 'verb:accuse') && !phrase.is(from, 'verb:speakOf') && phrase.is(next, 'grammar:charges')
  return isCharge && !isInRelative(phrase, from)
}

/** "what the union described as", "the move he described as", "the plan critics described as": the object stands in front of the subject. */
function isInRelative(phrase: Phrase, verb: number): boolean {
  const subject = subjectBefore(phrase, verb, 0)
  if (subject === undefined) return false
  const { from, to } = subject
  if (phrase.is(from - 1, 'grammar:relatives', 'grammar:questionWords', 'grammar:complementizers')) return true
  if (phrase.is(from, 'people:pronouns', 'people:self') && to === from + 1) return true
  if (phrase.is(from, 'grammar:determiners') && from > 0 && isNoun(phrase, from - 1)) return true
  const opensWithThing = to - from > 2 && phrase.is(from, 'grammar:determiners') && isNoun(phrase, to - 2)
  return opensWithThing && (phrase.isName(to - 1) || isPluralRole(phrase, to - 1))
}

/** A word that may be a noun for a thing: listed nowhere, and no name. */
function isNoun(phrase: Phrase, index: number): boolean {
  return phrase.isWord(index) && phrase.items[index]?.classes.size === 0 && !phrase.isName(index)
}

/**
 * "The deal, branded a sell-out by critics, …", "Branded a sell-out by critics, …": behind a comma or in front of everything, and up to a
 * comma that has the agent or the finite verb of the sentence beside it.
 */
function isInsertion(phrase: Phrase, { from, to }: Range): boolean {
  let edge = from
  while (phrase.is(edge - 1, 'grammar:adverbs')) edge--
  // "traditionally viewed": one word that is listed nowhere.
  if (edge === from && isNoun(phrase, edge - 1) && phrase.isComma(edge - 2)) edge--
  const isBehindComma = phrase.isComma(edge - 1)
  if (edge > 0 && !isBehindComma) return false
  let by: number | undefined
  for (let at = to; at < Math.min(to + reach, phrase.length); at++) {
    if (phrase.is(at, 'grammar:passiveBy')) by = at
    // Without a comma behind the agent it may be the main verb: "The queen, in her speech, described …".
    if (phrase.isComma(at)) return by !== undefined || (isBehindComma && isFirstComma(phrase, edge - 1) && resumes(phrase, at + 1))
  }
  return false
}

/** "Osei, 44, called it a lie": an insertion is over before the verb. */
function isFirstComma(phrase: Phrase, comma: number): boolean {
  for (let at = comma - 1; at >= 0; at--) if (!phrase.isWord(at)) return false
  return comma > 0
}

function resumes(phrase: Phrase, index: number): boolean {
  return phrase.is(phrase.afterAdverbs(index), 'grammar:auxiliaries', 'grammar:finiteVerbs')
}
