import type { Finding } from '../attribution.ts'
import { contentEnd, trimContent } from '../clause/content.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { isClauseVerb } from '../phrase/verb.ts'
import { nounPhraseAfter, subjectBefore } from '../source/sources.ts'

/** Nouns of saying and feeling: "accusations from rivals that …", "critics' claim that …", "a sense of betrayal among …". */
export function findNouns(phrase: Phrase, noun: number): readonly Finding[] {
  if (phrase.is(noun, 'noun:intent') && phrase.is(noun + 1, 'grammar:infinitives')) return findIntent(phrase, noun)
  const quoted = findQuotedInFront(phrase, noun)
  if (quoted.length > 0) return quoted
  const equated = findEquated(phrase, noun)
  if (equated.length > 0) return equated
  if (!phrase.is(noun, 'noun:claim', 'noun:clauseOnly') || phrase.is(noun, 'notCue')) return []
  const cue = { from: noun, to: noun + phrase.items[noun]!.length }
  const early = originAt(phrase, cue.to) ?? genitiveOwner(phrase, cue.to)
  const from = behindPredicate(phrase, early?.to ?? cue.to)
  const isClause = phrase.is(from, 'grammar:complementizers')
  const isLinked = (phrase.is(noun, 'noun:claim') || early !== undefined) && phrase.is(from, 'noun:links')
  const isGenitive = !isLinked && phrase.is(noun, 'noun:claim') && followsInGenitive(phrase, from)
  if (!isClause && !isLinked && !isGenitive) return []
  const range = { from: isGenitive ? from : from + 1, to: isClause ? contentEnd(phrase, from + 1, noun) : endOfObject(phrase, from + 1) }
  const content = trimContent(phrase, range)
  if (content === undefined) return []
  const late = early === undefined && !isClause ? originAt(phrase, range.to) : undefined
  const speaker = early?.speaker ?? late?.speaker ?? ownerOf(phrase, noun) ?? supporterOf(phrase, noun)
  return [{ role: 'says', cue, speaker, sharesSpeaker: false, contents: [content], effect: 'asserts' }]
}

/** "Fears are growing that …": the clause stands behind the verb of the noun. */
function behindPredicate(phrase: Phrase, index: number): number {
  if (!phrase.language.headLast || !phrase.is(index, 'grammar:auxiliaries')) return index
  for (let at = index + 2; at < index + 4 && phrase.isWord(at - 1); at++) if (phrase.is(at, 'grammar:complementizers')) return at
  return index
}

/** "'Blackmail' claim as gas talks collapse": what is claimed stands in front, in quotation marks. */
function findQuotedInFront(phrase: Phrase, noun: number): readonly Finding[] {
  const title = phrase.items[noun - 1]?.shortQuotation
  if (title === undefined || !phrase.language.headLast || !phrase.is(noun, 'noun:claim')) return []
  let from = noun
  while (phrase.items[from - 1]?.shortQuotation === title) from--
  const cue = { from: noun, to: noun + 1 }
  return [{ role: 'says', cue, speaker: undefined, sharesSpeaker: false, contents: [{ from, to: noun }], effect: 'asserts' }]
}

/** "Beijing's view is that …", "The Kremlin's line, one diplomat said, is that …". */
function findEquated(phrase: Phrase, noun: number): readonly Finding[] {
  if (!phrase.is(noun, 'noun:copular', 'noun:claim', 'noun:clauseOnly')) return []
  const cue = { from: noun, to: noun + phrase.items[noun]!.length }
  const origin = originAt(phrase, cue.to)
  const copula = behindInsertion(phrase, origin?.to ?? cue.to)
  const conjunction = copula + 1
  const { spaced } = phrase.language
  // "The union's accusation: managers stole wages".
  if (spaced && phrase.isColon(copula)) return ownedBeforeColon(phrase, cue, copula)
  if (!phrase.is(copula, 'grammar:copulas')) return []
  if (spaced && !phrase.is(conjunction, 'grammar:complementizers')) return []
  const speaker = spaced ? (ownerOf(phrase, noun) ?? origin?.speaker) : unspacedOwner(phrase, noun)
  const content = trimContent(phrase, { from: conjunction, to: contentEnd(phrase, conjunction, noun) })
  // "对方的说法是谎言": what the outlet calls it is not what they say.
  if (!spaced && content !== undefined && phrase.is(content.from, 'grammar:refutations')) return []
  if (speaker === undefined || content === undefined) return []
  return [{ role: 'says', cue, speaker, sharesSpeaker: false, contents: [content], effect: 'asserts' }]
}

function ownedBeforeColon(phrase: Phrase, cue: Range, colon: number): readonly Finding[] {
  const speaker = ownerOf(phrase, cue.from)
  const content = trimContent(phrase, { from: colon + 1, to: contentEnd(phrase, colon + 1, cue.from) })
  if (speaker === undefined || content === undefined) return []
  return [{ role: 'says', cue, speaker, sharesSpeaker: false, contents: [content], effect: 'asserts' }]
}

/** "北京的立场是": what stands in front of 的. */
function unspacedOwner(phrase: Phrase, noun: number): Range | undefined {
  const owner = phrase.is(noun - 1, 'grammar:genitives') ? subjectBefore(phrase, noun - 1, 0) : undefined
  // "有关崩溃的说法": what it is about.
  return owner === undefined || phrase.is(owner.from, 'grammar:determiners', 'grammar:prepositions') ? undefined : owner
}

/** Behind the second of two commas; the place itself where there is none. */
function behindInsertion(phrase: Phrase, index: number): number {
  if (!phrase.isComma(index)) return index
  for (let at = index + 1; at < index + longestInsertion && !phrase.isEnd(at); at++) if (phrase.isComma(at)) return at + 1
  return index
}

const longestInsertion = 10

/** "the candidate's call to ban the party", "their threat to leave". */
function findIntent(phrase: Phrase, noun: number): readonly Finding[] {
  const speaker = ownerOf(phrase, noun)
  const content = trimContent(phrase, { from: noun + 1, to: endOfObject(phrase, noun + 2) })
  if (content === undefined || speaker === undefined) return []
  return [{ role: 'says', cue: { from: noun, to: noun + 1 }, speaker, sharesSpeaker: false, contents: [content], effect: 'asserts' }]
}

/** "ощущение предательства": languages without a word for "of" put the object straight behind the noun. */
function followsInGenitive(phrase: Phrase, index: number): boolean {
  if (phrase.language.headLast || phrase.language.grammar.genitives.length > 0 || !phrase.isWord(index)) return false
  return !phrase.isName(index) && (phrase.items[index]?.classes.size ?? 1) === 0
}

/** "from rivals": the source behind the noun, and where it ends. */
function originAt(phrase: Phrase, index: number): { readonly speaker: Range; readonly to: number } | undefined {
  if (!phrase.is(index, 'noun:origins')) return undefined
  const speaker = nounPhraseAfter(phrase, index + phrase.items[index]!.length, phrase.length)
  return speaker === undefined ? undefined : { speaker, to: speaker.to }
}

/** "обвинения Москвы в", "заявления сенатора Орлова о": the owner stands between the noun and its link. */
function genitiveOwner(phrase: Phrase, index: number): { readonly speaker: Range; readonly to: number } | undefined {
  const { headLast, grammar } = phrase.language
  if (headLast || grammar.genitiveEndings.length === 0) return undefined
  let to = index
  while (to < index + 5 && (phrase.isName(to) || phrase.is(to, 'people:roles') || phrase.items[to]?.shortQuotation !== undefined)) to++
  return to > index && phrase.is(to, 'noun:links') ? { speaker: { from: index, to }, to } : undefined
}

/** The object of "of" ends at a mark, an origin, a finite verb or a conjunction. */
export function endOfObject(phrase: Phrase, from: number, ceiling = phrase.length): number {
  let at = from
  while (at < ceiling && at - from < 12) {
    if (phrase.isMark(at) && !/^[/&-]$/u.test(phrase.items[at]!.lower)) return at
    // "слухи о закрытии назвали провокацией".
    const isVerb = !phrase.language.headLast && at > from && isClauseVerb(phrase, at) && !phrase.is(at, 'verb:alsoNouns')
    if (isVerb) return at
    if (
      phrase.is(
        at,
        'noun:origins',
        'grammar:auxiliaries',
        'grammar:complementizers',
        'grammar:relatives',
        'grammar:subordinators',
        'grammar:infinitives',
      )
    )
      return at
    at++
  }
  return at
}

/** "critics' claim", "the union's sense of betrayal". */
function ownerOf(phrase: Phrase, noun: number): Range | undefined {
  for (let at = noun - 1; at >= Math.max(0, noun - 3); at--) {
    if (phrase.is(at, 'grammar:possessives')) return subjectBefore(phrase, at, ownerFloor(phrase, at))
    // "his prediction that".
    if (phrase.is(at, 'people:pronouns') && phrase.is(at, 'grammar:determiners')) return { from: at, to: at + 1 }
    if (!phrase.isWord(at) || phrase.is(at, 'grammar:determiners', 'grammar:prepositions')) return undefined
  }
  return undefined
}

/** An owner is one noun phrase: it begins behind the nearest verb, preposition or mark. */
function ownerFloor(phrase: Phrase, possessive: number): number {
  for (let at = possessive - 1; at >= 0; at--) {
    if (!phrase.isWord(at) || phrase.is(at, 'verb:deny', 'verb:report', 'noun:support', 'grammar:auxiliaries', 'grammar:prepositions'))
      return at + 1
  }
  return 0
}

/** "Из Москвы звучат обвинения". */
function frontedOrigin(phrase: Phrase, verb: number): Range | undefined {
  return phrase.is(0, 'noun:origins') ? nounPhraseAfter(phrase, phrase.items[0]!.length, verb) : undefined
}

/** "Residents voiced fears of betrayal": the subject of the verb that the noun hangs on. */
function supporterOf(phrase: Phrase, noun: number): Range | undefined {
  for (let at = noun - 1; at >= Math.max(0, noun - 4); at--) {
    if (phrase.is(at, 'noun:support')) return subjectBefore(phrase, at, 0) ?? frontedOrigin(phrase, at)
    if (!phrase.isWord(at)) return undefined
  }
  return undefined
}
