import type { Phrase, Range } from '../clause/phrase.ts'
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

/** Where the word for "by" stands behind the participle. */
function agentAt(phrase: Phrase, participle: number): number | undefined {
  if (!phrase.is(participle, 'grammar:passedOn')) return undefined
  const by = participle + phrase.items[participle]!.length
  return phrase.is(by, 'grammar:passiveBy') ? by : undefined
}
