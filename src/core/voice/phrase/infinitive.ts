import { inflectsWithAny } from './endings.ts'
import type { Phrase } from './phrase.ts'
import { isClauseVerb } from './verb.ts'

/** "tried to say", "was quick to say": how many words in front of "to" are the verb it hangs on. */
export function verbsBeforeInfinitive(phrase: Phrase, infinitive: number, floor: number): number {
  const before = infinitive - 1
  if (before <= floor || !hasInfinitives(phrase)) return 0
  if (isPredicate(phrase, before)) return 1
  // "goes on to call".
  if (phrase.is(before, 'grammar:prepositions') && phrase.is(before - 1, 'grammar:finiteVerbs')) return 2
  const isAdjective =
    phrase.items[before]?.classes.size === 0 && !phrase.isName(before) && phrase.is(before - 1, 'grammar:auxiliaries', 'grammar:adverbs')
  return isAdjective ? 1 : 0
}

/** "a foe to blame", "every chance to tell": an infinitive that hangs on a noun is what the subject of the sentence does. */
export function hangsOnNoun(phrase: Phrase, verb: number): boolean {
  let to = verb - 1
  while (phrase.is(to, 'grammar:adverbs')) to--
  if (!hasInfinitives(phrase) || !phrase.is(to, 'grammar:infinitives') || to < 2) return false
  const isPlainNoun = phrase.isWord(to - 1) && phrase.items[to - 1]?.classes.size === 0 && !phrase.isName(to - 1)
  return isPlainNoun && !isPredicate(phrase, to - 1) && !phrase.is(to - 2, 'grammar:auxiliaries', 'grammar:adverbs', 'negator')
}

function isPredicate(phrase: Phrase, index: number): boolean {
  if (phrase.isName(index) || phrase.is(index, 'people:roles', 'people:pronouns', 'grammar:auxiliaries')) return false
  const word = phrase.items[index]?.lower ?? ''
  return (
    phrase.is(index, 'grammar:finiteVerbs') || isClauseVerb(phrase, index) || inflectsWithAny(word, phrase.language.grammar.pastEndings)
  )
}

function hasInfinitives({ language: { grammar, headLast, spaced } }: Phrase): boolean {
  return headLast && spaced && grammar.infinitives.length > 0 && grammar.finiteVerbs.length > 0
}
