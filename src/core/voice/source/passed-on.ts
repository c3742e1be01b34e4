import type { Phrase, Range } from '../phrase/phrase.ts'
import { nounPhraseAfter, subjectBefore } from './sources.ts'

interface PassedOn {
  readonly source: Range
  /** Who passes it on, and the words that say so. */
  readonly relay: Range
  readonly cue: Range
}

/** "According to an article quoted by Reuters": a source and, behind a participle, the outlet that passes it on. */
export function passedOnBehind(phrase: Phrase, { from, to }: Range): PassedOn | undefined {
  for (let at = from + 1; at <= to; at++) {
    const by = agentAt(phrase, at)
    if (by === undefined) continue
    const relay = nounPhraseAfter(phrase, by + 1, phrase.length)
    return relay === undefined ? undefined : { source: { from, to: at }, relay, cue: { from: at, to: by + 1 } }
  }
  return undefined
}

/** "An article quoted by Reuters said": the agent stands straight in front of the verb. */
export function passedOnBefore(phrase: Phrase, relay: Range): PassedOn | undefined {
  if (!phrase.is(relay.from - 1, 'grammar:passiveBy')) return undefined
  let participle = relay.from - 2
  if (agentAt(phrase, participle) === undefined) participle--
  if (agentAt(phrase, participle) !== relay.from - 1) return undefined
  const source = subjectBefore(phrase, participle, 0)
  return source === undefined ? undefined : { source, relay, cue: { from: participle, to: relay.from } }
}

/** "The ministry's statement, carried by the Coastal Wire, spoke of": the participle stands between the commas behind the source. */
export function passedOnInserted(phrase: Phrase, source: Range): PassedOn | undefined {
  const participle = source.to + 1
  const by = phrase.isComma(source.to) ? agentAt(phrase, participle) : undefined
  const relay = by === undefined ? undefined : nounPhraseAfter(phrase, by + 1, phrase.length)
  if (by === undefined || relay === undefined || !(phrase.isComma(relay.to) || phrase.isEnd(relay.to))) return undefined
  return { source, relay, cue: { from: participle, to: by + 1 } }
}

/** Where the word for "by" stands behind the participle. */
function agentAt(phrase: Phrase, participle: number): number | undefined {
  if (!phrase.is(participle, 'grammar:passedOn')) return undefined
  const by = participle + phrase.items[participle]!.length
  return phrase.is(by, 'grammar:passiveBy') ? by : undefined
}
