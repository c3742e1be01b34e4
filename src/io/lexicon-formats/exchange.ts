import type { ForeignTerm } from '../../core/lexicon/take-foreign.ts'

/** Formats of other tools that lexicons are taken from and written to. */
export const lexiconFormats = ['liwc-dic', 'liwc-dicx', 'quanteda', 'yoshikoder', 'wordstat', 'lexicoder', 'csv'] as const
export type LexiconFormat = (typeof lexiconFormats)[number]

/** What a file of another tool says, and what in it could not be read. Places are lines and rows counted from 1, or paths inside. */
export interface ForeignLexicon {
  readonly entries: readonly ForeignTerm[]
  readonly unread: readonly { readonly place: string; readonly text: string; readonly why: string }[]
}
