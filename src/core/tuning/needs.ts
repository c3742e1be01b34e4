import type { Term } from '../lexicon/lexicon.ts'
import { parsePattern, type Unit } from '../lexicon/pattern.ts'
import { stem } from '../text/stem.ts'

/** What must stand somewhere in a text before a pattern can be found there: a word, a word with this beginning, or a word with this stem. */
export interface Need {
  readonly kind: 'word' | 'prefix' | 'stem'
  readonly text: string
}

/**
 * What a text must hold for each way of reading a term: an article that meets none of these has no hit of it. Meeting one is no hit yet, as
 * words may stand in another order. Throws `pattern-invalid`.
 */
export function needsOf(term: Term): readonly (readonly Need[])[] {
  return term.patterns.flatMap(parsePattern).map((sequence) => distinct(sequence.flatMap((unit) => needOf(unit, term))))
}

function needOf(unit: Unit, { match, language }: Term): readonly Need[] {
  switch (unit.kind) {
    case 'literal':
      if (!unit.isWord) return []
      return [match === 'lemma' ? { kind: 'stem', text: stem(unit.text, language) } : { kind: 'word', text: unit.text }]
    case 'glob':
      return [{ kind: 'prefix', text: unit.parts[0] ?? '' }]
    case 'gap':
      return []
  }
}

function distinct(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.map((need) => [`${need.kind} ${need.text}`, need])).values()]
}
