import { compileLexicon } from '../../../src/core/hits/automaton/compile.ts'
import type { Term } from '../../../src/core/lexicon/lexicon.ts'
import { findTermHits } from '../../../src/core/hits/find-term-hits.ts'
import { lexiconOf } from '../lexicon/lexicon-of.ts'

/** The hits of patterns in a text, as printed; each pattern is a term of its own. In the language of the terms. */
export function hitsOf(text: string, patterns: readonly string[], term: Partial<Term> = {}): readonly string[] {
  const lexicon = compileLexicon(lexiconOf(patterns, term))
  return findTermHits(text, { language: term.language ?? 'en', lexicon, bodyStart: 0 }).map((hit) => hit.text)
}
