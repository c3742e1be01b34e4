import type { Span } from '../../../model.ts'
import type { Range } from './phrase.ts'

/** What a cue does to the claim it brings in: the source asserts it, says that it is not so, or asks. */
export type Effect = 'asserts' | 'denies' | 'asks'

/** A cue found in a sentence, in items: who says what by which words. */
export interface Finding {
  readonly cue: Range
  /** `undefined`: someone who is not named. */
  readonly speaker: Range | undefined
  readonly contents: readonly Range[]
  readonly effect: Effect
  /** Among findings with the same content, the lower is the outer link. */
  readonly order: number
  /** A saying without content in its sentence: it may belong to a quotation next door. */
  readonly isTag: boolean
}

/** A cue placed in the text. One attribution is one link of a chain. */
export interface Attribution {
  readonly cue: Span | undefined
  readonly speaker: Span | undefined
  readonly contents: readonly Span[]
  readonly effect: Effect
  readonly order: number
}
