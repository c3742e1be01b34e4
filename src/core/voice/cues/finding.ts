import type { Finding } from '../attribution.ts'
import { trimContent } from '../clause/content.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { isNegated } from '../phrase/verb.ts'

/** How far behind the verb the word may stand that opens the judgement: "as", "of". */
export const reach = 30

/** One saying over all its contents; none where nothing is left to be said. */
export function finding(
  phrase: Phrase,
  cue: Range,
  speaker: Range | undefined,
  contents: readonly Range[],
  sharesSpeaker = false,
): readonly Finding[] {
  const isDenied = isNegated(phrase, cue.from) || isNegatedInFront(phrase, cue.from) || isNotEven(phrase, speaker)
  const effect = isDenied || (phrase.is(cue.from, 'grammar:quotedAs') && phrase.is(cue.to - 1, 'verb:deny')) ? 'denies' : 'asserts'
  return contents.length === 0 ? [] : [{ role: 'says', cue, speaker, sharesSpeaker, contents, effect }]
}

/** "Not even the Kremlin has called it so". */
function isNotEven(phrase: Phrase, speaker: Range | undefined): boolean {
  return (
    speaker !== undefined && phrase.is(speaker.from - 1, 'grammar:adverbs', 'grammar:openers') && phrase.is(speaker.from - 2, 'negator')
  )
}

/** "没有将协议称为": the negator stands in front of the object. */
function isNegatedInFront(phrase: Phrase, verb: number): boolean {
  if (phrase.language.spaced || phrase.language.grammar.objectMarkers.length === 0) return false
  for (let at = verb - 1; at >= Math.max(0, verb - reach) && !phrase.isMark(at); at--)
    if (phrase.is(at, 'grammar:objectMarkers')) return phrase.is(at - 1, 'negator')
  return false
}

/** "выступили с заявлением, в котором назвали": in what the subject of the sentence has written it goes on to speak. */
export function opensDocument(phrase: Phrase, relative: number): boolean {
  if (phrase.language.headLast || !phrase.is(relative, 'grammar:relatives')) return false
  return phrase.is(relative - 1, 'grammar:places') && phrase.isComma(relative - 2)
}

/** The first place within reach that has the class. */
export function firstOf(
  phrase: Phrase,
  from: number,
  to: number,
  name: 'grammar:as' | 'grammar:comparisons' | 'grammar:charges' | 'grammar:passiveBy' | 'grammar:quotedAs',
): number | undefined {
  for (let at = from; at < Math.min(to, from + reach); at++) if (phrase.is(at, name)) return at
  return undefined
}

/** The range without punctuation at its ends, or nothing. */
export function trimmedContents(phrase: Phrase, range: Range): readonly Range[] {
  const content = trimContent(phrase, range)
  return content === undefined ? [] : [content]
}
