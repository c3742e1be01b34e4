import type { Found } from '../attribution.ts'
import { isPastForm } from '../clause/content.ts'
import { contentsOf } from '../clause/insertion.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { nounPhraseAfter } from '../source/sources.ts'

/** "Asked whether it was a betrayal, the minister …", "На вопрос «Полдня», не шантаж ли это, он …", "当被问及……时": whoever asks is mostly not named. */
export function readFrontedQuestion(phrase: Phrase, cue: Range): Found | undefined {
  if (!isFronted(phrase, cue)) return undefined
  const comma = commaBehind(phrase, cue.to)
  if (phrase.is(cue.to, ...interrogatives)) return { cue, speaker: undefined, contents: contentsOf(phrase, [{ from: cue.to, to: comma }]) }
  if (!phrase.language.spaced) return { cue, speaker: undefined, contents: contentsOf(phrase, [{ from: cue.to, to: comma }]) }
  if (phrase.language.headLast || !phrase.isComma(comma)) return undefined
  const speaker = comma > cue.to ? nounPhraseAfter(phrase, cue.to, comma) : undefined
  const end = commaBehind(phrase, comma + 1)
  const asks = phrase.is(comma + 1, ...interrogatives) || hasAlternative(phrase, comma + 1, end)
  return asks ? { cue, speaker, contents: contentsOf(phrase, [{ from: comma + 1, to: end }]) } : undefined
}

const interrogatives = ['grammar:questionWords', 'grammar:complementizers', 'grammar:subordinators'] as const

function isFronted(phrase: Phrase, { from, to }: Range): boolean {
  const { headLast, spaced } = phrase.language
  // "被问及", "на вопрос": a phrase of its own, wherever it stands.
  if (!spaced) return phrase.is(from, 'grammar:passiveVerbs')
  if (!headLast) return opensWithPreposition(phrase, { from, to })
  return isPastForm(phrase, from) && (from === 0 || (from === 1 && phrase.is(0, 'grammar:subordinators', 'grammar:openers')))
}

/** "на вопрос": no verb, so that it has no subject and no object either. */
export function opensWithPreposition(phrase: Phrase, { from, to }: Range): boolean {
  return to - from > 1 && phrase.language.grammar.prepositions.includes(phrase.items[from]!.lower)
}

function hasAlternative(phrase: Phrase, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (phrase.is(at, 'grammar:alternatives')) return true
  return false
}

function commaBehind(phrase: Phrase, index: number): number {
  let at = index
  while (!phrase.isEnd(at) && !phrase.isComma(at)) at++
  return at
}

/** "О том, что это предательство, рассказали трое чиновников": what is said opens the sentence, and verb and subject stand behind its comma. */
export function readFrontedClause(phrase: Phrase, cue: Range, speaker: Range): Found | undefined {
  if (phrase.language.headLast || !phrase.is(0, 'grammar:complementizers')) return undefined
  let comma = cue.from - 1
  while (comma > 0 && !phrase.isComma(comma)) comma--
  const from = phrase.items[0]!.length
  return comma > from ? { cue, speaker, contents: contentsOf(phrase, [{ from, to: comma }]) } : undefined
}
