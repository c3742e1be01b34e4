import { endsWithAny } from '../phrase/endings.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'

/**
 * The outlet that is told, in languages whose cases spare a word for "to": "агентству «Заря»" by its case, "РИА Новости" or «Северному вестнику»
 * by the subject or the clause that follows.
 */
export function toldAt(phrase: Phrase, index: number, { isBehindSubject } = { isBehindSubject: false }): Range | undefined {
  const { headLast, spaced, contentBeforeVerb, grammar } = phrase.language
  if (contentBeforeVerb) return toldByCase(phrase, index)
  if (headLast || !spaced) return undefined
  let to = index
  while (phrase.is(to, 'people:addressed') && phrase.is(to, 'people:media')) to++
  const isDative = to > index
  while (isNamed(phrase, to)) to++
  to = endOfTitle(phrase, to)
  if (to === index) return undefined
  const opensClause = phrase.isComma(to) && phrase.is(to + 1, 'grammar:complementizers', 'grammar:questionWords')
  // "рассказал «Вечерней Каве» слесарь": whoever follows, the title has its case.
  const isTold = isTitle(phrase, to - 1) && endsWithAny(phrase.items[to - 1]?.lower, grammar.toldEndings)
  if (isTold && phrase.isWord(to) && !phrase.is(to, 'grammar:prepositions', 'grammar:times')) return { from: index, to }
  // «предательством»: a title in the instrumental is what somebody was angry at.
  const isThing = isTitle(phrase, to - 1) && endsWithAny(phrase.items[to - 1]?.lower, grammar.judgementEndings)
  const isFollowed = !isThing && (phrase.isName(to) || phrase.is(to, 'people:roles')) && !phrase.is(to, 'people:media')
  // "сказал он «Полдню».": a title in the dative ends the tag.
  const endsTag = isBehindSubject && (isTold || isNamed(phrase, to - 1)) && phrase.isEnd(to)
  return isDative || opensClause || endsTag || (isFollowed && phrase.items[to]?.shortQuotation === undefined)
    ? { from: index, to }
    : undefined
}

/** "«Жаға» порталына": the case stands on the word behind the name. */
function toldByCase(phrase: Phrase, index: number): Range | undefined {
  const to = endOfTitle(phrase, index)
  const isDative = phrase.is(to, 'people:media') && endsWithAny(phrase.items[to]?.lower, phrase.language.grammar.citedEndings)
  return to > index && isDative ? { from: index, to: to + 1 } : undefined
}

function isTitle(phrase: Phrase, index: number): boolean {
  return phrase.items[index]?.shortQuotation !== undefined
}

/** Behind the name in quotation marks that begins here; the place itself where none does. */
function endOfTitle(phrase: Phrase, index: number): number {
  const title = phrase.items[index]?.shortQuotation
  if (title === undefined) return index
  let to = index
  while (phrase.items[to]?.shortQuotation === title) to++
  return to
}

function isNamed(phrase: Phrase, index: number): boolean {
  return phrase.is(index, 'people:media') && phrase.isName(index) && phrase.items[index]?.shortQuotation === undefined
}

/** "В министерстве «Полдню» сообщили", "«Полдню» рассказали трое": a title in the dative straight in front of the verb. */
export function toldInFront(phrase: Phrase, verb: number): Range | undefined {
  const { headLast, spaced, grammar } = phrase.language
  const title = phrase.items[verb - 1]?.shortQuotation
  if (headLast || !spaced || title === undefined || !endsWithAny(phrase.items[verb - 1]?.lower, grammar.toldEndings)) return undefined
  let from = verb - 1
  while (from > 0 && phrase.items[from - 1]?.shortQuotation === title) from--
  // "газете «Полдень»" has its case in front of the title, and "агентство «Время» сообщило" none to look for.
  return phrase.is(from - 1, 'people:media') ? undefined : { from, to: verb }
}
