import { voiceWarnings, type Span, type VoiceWarning } from '../../model.ts'
import type { Phrase } from './phrase/phrase.ts'

/** How far the rules can be trusted in a whole text. */
export interface Trust {
  /** All confidences of the text are multiplied by it, 0 to 1. */
  readonly share: number
  /** Why it is below 1, for a reader. */
  readonly warnings: readonly VoiceWarning[]
}

/** Every text of a language is full of its listed words: half of the words are helping verbs, articles, prepositions, roles. */
const fewestListedShare = 0.06
/** In fewer words chance may rule. */
const fewestWords = 30
/** Where hardly a word is known, what is found is found by quotation marks. */
const shareOfOtherLanguage = 0.4
/** As many texts have a stray mark, one alone says little. */
const mostStray = 0.1

/**
 * Two things make all voices of a text less sure: quotation marks that nothing closes, as they shift what stands between the others, and
 * words of another language than the one the rules are for.
 */
export function trustIn(
  phrases: readonly Phrase[],
  marks: { readonly quotations: readonly Span[]; readonly unclosed: readonly Span[] },
): Trust {
  const stray = marks.unclosed.length / Math.max(1, marks.quotations.length + marks.unclosed.length)
  const isForeign = listedShare(phrases) < fewestListedShare
  const applies = { 'no-rules': false, 'unclosed-quotations': stray > mostStray, 'other-language': isForeign } as const
  const warnings = voiceWarnings.filter((warning) => applies[warning])
  return { share: (isForeign ? shareOfOtherLanguage : 1) * (stray > mostStray ? 1 - stray / 2 : 1), warnings }
}

/** Share of the words that are listed in the language file; 1 in short texts. */
function listedShare(phrases: readonly Phrase[]): number {
  let words = 0
  let listed = 0
  for (const { items } of phrases) {
    for (const { kind, classes } of items) {
      if (kind !== 'word') continue
      words++
      if (classes.size > 0) listed++
    }
  }
  return words < fewestWords ? 1 : listed / words
}
