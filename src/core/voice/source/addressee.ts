import type { Finding } from '../attribution.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { toldAt, toldInFront } from './told.ts'
import { passedOnBefore, passedOnInserted } from './passed-on.ts'

/** The finding, behind the outlet that was told or that passes it on, where there is one. */
export function withRelay(phrase: Phrase, finding: Finding): readonly Finding[] {
  const { speaker } = finding
  const passed = speaker === undefined ? undefined : (passedOnBefore(phrase, speaker) ?? passedOnInserted(phrase, speaker))
  if (passed !== undefined)
    return [
      { ...finding, role: 'relays', speaker: passed.relay, cue: passed.cue },
      { ...finding, speaker: passed.source },
    ]
  const relay = relayOf(phrase, finding)
  return relay === undefined ? [finding] : [relay, finding]
}

/** "told Reuters", "complained to the broadcaster": the news outlet that was told stands outside the speaker in the chain. */
function relayOf(phrase: Phrase, finding: Finding): Finding | undefined {
  const told = outletBefore(phrase, finding) ?? toldInFront(phrase, finding.cue.from) ?? toldBehind(phrase, finding)
  if (told !== undefined) return { ...finding, role: 'relays', speaker: told }
  const behind = finding.cue.to
  const from = phrase.is(finding.cue.from, 'verb:tell') ? behind : addressedAt(phrase, behind)
  if (from === undefined) return undefined
  const to = afterAddressee(phrase, from)
  const first = phrase.is(from, 'grammar:adverbs') ? from + 1 : from
  for (let at = first; at < to; at++) {
    if (phrase.is(at, 'people:self')) return undefined
    if (phrase.is(at, 'people:media') || isTitle(phrase, at)) return { ...finding, role: 'relays', speaker: { from: first, to } }
  }
  return undefined
}

/** "рассказали «Северному вестнику», что", "сообщил источник агентству «Заря»": behind the verb, or behind its subject. */
function toldBehind(phrase: Phrase, { cue, speaker }: Finding): Range | undefined {
  if (!phrase.is(cue.from, 'verb:report', 'verb:know', 'verb:ask')) return undefined
  return (
    toldAt(phrase, cue.to) ??
    (speaker !== undefined && speaker.from >= cue.to ? toldAt(phrase, speaker.to, { isBehindSubject: true }) : undefined)
  )
}

/** "对美联社表示": without spaces the one who is told stands in front of the verb. */
function outletBefore(phrase: Phrase, { cue, speaker }: Finding): Range | undefined {
  if (phrase.language.spaced || speaker === undefined) return undefined
  for (let at = speaker.to; at < cue.from; at++) {
    if (!phrase.is(at, 'grammar:addressees')) continue
    const to = phrase.is(cue.from - 1, 'grammar:adverbs') ? cue.from - 1 : cue.from
    for (let of = at + 1; of < to; of++) if (isOutlet(phrase, of)) return { from: at + 1, to }
    return undefined
  }
  return undefined
}

/** An outlet with a name: "the reporter" and "the media" are nobody's. */
function isOutlet(phrase: Phrase, index: number): boolean {
  return (phrase.is(index, 'people:media') && !phrase.is(index, 'people:roles')) || isTitle(phrase, index)
}

/** 《海岸报》 */
export function isTitle(phrase: Phrase, index: number): boolean {
  return phrase.items[index]?.shortQuotation?.use === 'title'
}

/** The person addressed ends where a clause may begin: at an article, a pronoun, a conjunction, or where a name ends. */
export function afterAddressee(phrase: Phrase, index: number): number {
  let at = index
  if (
    !phrase.isWord(at) ||
    phrase.is(at, 'grammar:complementizers', 'grammar:subordinators', 'grammar:questionWords', 'negator') ||
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
