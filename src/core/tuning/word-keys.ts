import { tokenize } from '../hits/tokens.ts'
import { fold } from '../text/fold.ts'
import { hasStemmer, stem } from '../text/stem.ts'
import type { Need } from './needs.ts'

/** Raised with every change of what `wordKeysOf` gives for a text: stored articles are then cut anew. */
export const wordKeysVersion = 2

/** Parts the language from the word; stems carry a mark, so that no word can pass for one. */
const separator = ' '
const stemMark = '~'

/**
 * The keys under which an article can be found again: each of its words once, cut as lexicon patterns are cut, and each stem where the
 * language has rules for word forms.
 */
export function wordKeysOf(text: string, language: string): ReadonlySet<string> {
  const keys = new Set<string>()
  const stemmed = hasStemmer(language)
  for (const { kind, text: word } of tokenize(fold(text))) {
    if (kind !== 'word') continue
    const key = language + separator + word
    if (keys.has(key)) continue
    keys.add(key)
    if (stemmed) keys.add(language + separator + stemMark + stem(word, language))
  }
  return keys
}

/** The key of a word or stem; of a beginning, what every key must begin with. */
export function keyOfNeed({ kind, text }: Need, language: string): string {
  return language + separator + (kind === 'stem' && hasStemmer(language) ? stemMark : '') + text
}
