import { inflectsWithAny } from '../phrase/endings.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { nounPhraseAfter, subjectBefore } from './sources.ts'

/** The noun phrase that opens a sentence, in front of its first finite verb. */
export function openingSubject(phrase: Phrase): Range | undefined {
  // Without spaces nothing shows where the noun ends.
  if (!phrase.language.spaced) return undefined
  let verb = 0
  while (verb < Math.min(phrase.length, 24) && !(verb > 0 && isFinite(phrase, verb))) {
    if (phrase.isQuote(verb) || phrase.isColon(verb)) break
    verb++
  }
  const name = openingName(phrase)
  const subject = name ?? subjectBefore(phrase, verb, 0) ?? nounPhraseAfter(phrase, 0, phrase.length)
  return subject === undefined || subject.to - subject.from > 8 ? undefined : subject
}

/** "克里姆林宫虽未表态，但认为": without spaces the subject that a later verb shares ends where the first listed small word stands. */
export function openingCharacters(phrase: Phrase): Range | undefined {
  if (phrase.language.spaced) return undefined
  let from = 0
  while (phrase.is(from, 'grammar:openers', 'grammar:times', 'grammar:subordinators', 'concession')) from++
  let to = from
  while (phrase.isWord(to) && !phrase.isAny(to, behindSubject)) to++
  const isListed = to < phrase.length && !phrase.isMark(to)
  return isListed && to - from >= 2 && to - from <= longestSubject ? { from, to } : undefined
}

const longestSubject = 12
const behindSubject = [
  'concession',
  'contrast',
  'negator',
  'grammar:times',
  'grammar:adverbs',
  'grammar:auxiliaries',
  'grammar:prepositions',
  'verb:report',
  'verb:deny',
  'verb:think',
] as const

/** "Lena Vos took": a run of capitals is the name, whatever verb follows. One capital may only be the sentence's own. */
function openingName(phrase: Phrase): Range | undefined {
  let to = 0
  while (
    phrase.isName(to) &&
    !phrase.is(to, 'grammar:determiners', 'grammar:prepositions', 'grammar:openers', 'grammar:times', 'grammar:subordinators')
  )
    to++
  const isFollowed = phrase.isWord(to) && !phrase.is(to, 'people:roles', 'grammar:genitives', 'grammar:possessives', 'grammar:coordinators')
  // "Jones, 44, a nurse": one capital and a comma are a name, too.
  if (to === 1 && phrase.isComma(1) && !phrase.is(0, 'contrast', 'grammar:adverbs', 'hedge', 'grammar:coordinators')) return { from: 0, to }
  return to >= 2 && to <= 5 && isFollowed ? { from: 0, to } : undefined
}

function isFinite(phrase: Phrase, index: number): boolean {
  if (phrase.is(index, 'grammar:auxiliaries', 'grammar:finiteVerbs', 'verb:report', 'verb:tell')) return true
  const word = phrase.items[index]?.lower ?? ''
  return !phrase.isName(index) && !phrase.is(index, 'people:roles') && inflectsWithAny(word, phrase.language.grammar.pastEndings)
}
