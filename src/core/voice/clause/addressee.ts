import type { Finding } from '../attribution.ts'
import type { Phrase, Range } from './phrase.ts'

/** "told Reuters", "complained to the broadcaster": the news outlet that was told stands outside the speaker in the chain. */
export function relayOf(phrase: Phrase, finding: Finding): Finding | undefined {
  const behind = finding.cue.to
  const outlet = outletAt(phrase, behind)
  if (outlet !== undefined) return { ...finding, role: 'relays', speaker: outlet }
  const from = phrase.is(finding.cue.from, 'verb:tell') ? behind : addressedAt(phrase, behind)
  if (from === undefined) return undefined
  const to = afterAddressee(phrase, from)
  const first = phrase.is(from, 'grammar:adverbs') ? from + 1 : from
  for (let at = first; at < to; at++) {
    if (phrase.is(at, 'people:media')) return { ...finding, role: 'relays', speaker: { from: first, to } }
  }
  return undefined
}

/** "рассказали «Северному вестнику», что": languages with cases need no word for "to". */
function outletAt(phrase: Phrase, index: number): Range | undefined {
  const { headLast, spaced } = phrase.language
  if (headLast || !spaced) return undefined
  let to = index
  while (phrase.is(to, 'people:media')) to++
  const title = phrase.items[to]?.shortQuotation
  if (title === undefined) return undefined
  while (phrase.items[to]?.shortQuotation === title) to++
  return phrase.isComma(to) && phrase.is(to + 1, 'grammar:complementizers') ? { from: index, to } : undefined
}

/** The person addressed ends where a clause may begin: at an article, a pronoun, a conjunction, or where a name ends. */
export function afterAddressee(phrase: Phrase, index: number): number {
  let at = index
  if (
    !phrase.isWord(at) ||
    phrase.is(at, 'grammar:complementizers', 'grammar:subordinators', 'grammar:questionWords') ||
    phrase.isInfinitive(at)
  )
    return index
  at++
  while (at < phrase.length && phrase.isWord(at) && at - index < 8) {
    if (
      phrase.is(at, 'grammar:possessives', 'grammar:genitives') ||
      phrase.is(at - 1, 'grammar:genitives', 'grammar:possessives', 'grammar:determiners')
    ) {
      at++
      continue
    }
    if (
      phrase.is(
        at,
        'grammar:determiners',
        'grammar:complementizers',
        'people:pronouns',
        'people:self',
        'grammar:infinitives',
        'grammar:questionWords',
        'grammar:auxiliaries',
      )
    )
      return at
    if (phrase.is(at, 'grammar:prepositions', 'grammar:times')) return at
    // "the Legal and Constitutional Affairs Committee".
    if (phrase.isName(at - 1) && phrase.is(at, 'grammar:coordinators') && phrase.isName(at + 1)) {
      at += 2
      continue
    }
    if (phrase.isName(at - 1) && !phrase.isName(at)) return phrase.is(at, 'people:media', 'people:roles') ? at + 1 : at
    if (!phrase.isName(at - 1) && phrase.is(at - 1, 'people:roles', 'people:media') && phrase.items[at - 1]?.length === 1) return at
    at++
  }
  return at
}

function addressedAt(phrase: Phrase, index: number): number | undefined {
  return phrase.is(index, 'grammar:addressees') && phrase.isWord(index + 1) ? index + 1 : undefined
}
