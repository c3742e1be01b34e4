import type { Span } from '../../model.ts'
import type { Range } from './phrase/phrase.ts'
import type { Effect } from './phrase/verb.ts'

/** What kind of cue it is decides how it combines with others that stand over the same words. */
export type Role = 'says' | 'relays' | 'is-cited'

/**
 * By what a voice was found: a verb with a clause, a phrase such as "according to", a verb that judges, a noun, the patterns of headlines, or
 * quotation marks alone. How sure it is depends on it.
 */
export type Means = 'clause' | 'phrase' | 'judgement' | 'noun' | 'headline' | 'marks'

/** A cue found in a sentence, in items: who says what by which words. */
export interface Finding {
  readonly role: Role
  readonly cue: Range
  /** `undefined`: someone who is not named, or the speaker of `sharesSpeaker`. */
  readonly speaker: Range | undefined
  /** The verb has no subject of its own: it takes the speaker of the cue before it ("…, adding that"). */
  readonly sharesSpeaker: boolean
  /** Empty for a saying without content in its sentence: it may belong to a quotation next door. */
  readonly contents: readonly Range[]
  readonly effect: Effect
}

/** A finding, and by what kind of rule. */
export interface MeansOfFinding extends Finding {
  readonly means: Means
}

/** What a rule for one word order finds; the rest of a finding follows from the verb. */
export type Found = Pick<Finding, 'cue' | 'speaker' | 'contents'> & { readonly sharesSpeaker?: boolean }

/** A cue placed in the text. One attribution is one link of a chain. */
export interface Attribution {
  readonly role: Role
  readonly cue: Span | undefined
  readonly speaker: Span | undefined
  readonly contents: readonly Span[]
  readonly effect: Effect
  readonly means: Means
  /** The speaker was a pronoun, whose name was looked for in front of it. */
  readonly isResolved: boolean
}
