import type { Phrase, Range } from '../phrase/phrase.ts'

/** Cuts off what is no part of the speaker: "Even", "On Tuesday", "In Paris", and loose words at the end. */
export function trimSpeaker(phrase: Phrase, range: Range): Range | undefined {
  let { from, to } = range
  while (from < to && isLeadIn(phrase, from)) from += Math.min(phrase.items[from]!.length, to - from)
  const isFronted = phrase.is(from, 'grammar:prepositions') && !phrase.is(from, 'grammar:determiners')
  if (isFronted && !isOwnClause(phrase, from, to)) from = afterFrontedPhrase(phrase, from, to)
  while (from < to && isLeadIn(phrase, from)) from++
  while (
    from < to &&
    (phrase.is(
      to - 1,
      'grammar:times',
      'grammar:adverbs',
      'grammar:coordinators',
      'grammar:prepositions',
      'grammar:genitives',
      'grammar:possessives',
    ) ||
      !phrase.isWord(to - 1) ||
      isLooseNumber(phrase, to - 1, from))
  )
    to--
  return from < to && !isBareDeterminer(phrase, from, to) ? { from, to } : undefined
}

/** "为工会提供咨询的林博士": without spaces what opens with a preposition and ends in 的 is said of the noun behind. */
function isOwnClause(phrase: Phrase, from: number, to: number): boolean {
  if (phrase.language.spaced || !phrase.is(from, 'grammar:addressees', 'grammar:prepositions')) return false
  for (let at = from + 3; at < to - 1; at++) if (phrase.is(at, 'grammar:genitives')) return !phrase.is(at - 1, 'people:roles')
  return false
}

/** "posted a tweet telling": where the noun behind an article is taken for a verb, nobody is named. */
function isBareDeterminer(phrase: Phrase, from: number, to: number): boolean {
  return to === from + 1 && phrase.is(from, 'grammar:articles')
}

/** "新华社3月5日": in scripts without spaces a number at the end is a date. */
function isLooseNumber(phrase: Phrase, index: number, from: number): boolean {
  if (phrase.language.spaced || index <= from) return false
  const isNumber = (at: number): boolean => /^\p{Nd}/u.test(phrase.items[at]?.lower ?? '')
  return isNumber(index) || (phrase.is(index, 'grammar:dateUnits') && isNumber(index - 1))
}

function isLeadIn(phrase: Phrase, index: number): boolean {
  if (!phrase.isWord(index) || isClock(phrase, index)) return true
  if (phrase.is(index, 'grammar:times')) return !phrase.is(index + 1, 'grammar:possessives')
  if (phrase.is(index, 'grammar:possessives', 'grammar:backward')) return true
  // "Both sides".
  if (phrase.is(index, 'grammar:determiners') && phrase.is(index, 'grammar:adverbs') && !phrase.is(index, 'grammar:openers')) return false
  return phrase.is(index, 'grammar:openers', 'grammar:adverbs', 'grammar:coordinators', 'contrast', 'hedge')
}

/** "11:15 Peskov: …": the time in front of an entry of a live page. */
export function isClock(phrase: Phrase, index: number): boolean {
  return index === 0 && /^\d{1,2}[:.]\d{2}$/.test(phrase.items[index]?.lower ?? '')
}

/** Where the subject begins behind a preposition phrase that no comma closes; `to` where none does. */
function afterFrontedPhrase(phrase: Phrase, from: number, to: number): number {
  for (let at = from + 2; at < to; at++) {
    const before = at - 1
    if (
      phrase.is(before, 'grammar:prepositions', 'grammar:genitives', 'grammar:determiners', 'grammar:possessives', 'grammar:coordinators')
    )
      continue
    if (phrase.is(at, 'grammar:prepositions', 'grammar:genitives', 'grammar:times', 'grammar:possessives', 'grammar:coordinators')) continue
    // "В статье «Измена» журналист Лосев": a title belongs to the noun in front of it.
    if (!phrase.language.headLast && phrase.items[at]?.shortQuotation !== undefined) continue
    if (phrase.is(at, 'grammar:determiners', 'people:pronouns') || phrase.is(before, 'grammar:times')) return at
    // "В эфире телеканала «Заря» ведущий".
    if (phrase.is(at, 'people:genitives')) continue
    if (!phrase.language.headLast && phrase.is(at, 'people:roles')) return at
    if (phrase.isName(at) !== phrase.isName(before)) return at
  }
  return to
}
