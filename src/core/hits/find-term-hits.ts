import type { TermHit } from '../../model.ts'
import { Barred } from './barred.ts'
import type { CompiledLexicon } from './automaton/compile.ts'
import { endingsIn, type Ending } from './endings.ts'
import type { Term } from '../lexicon/lexicon.ts'
import { longestHits, type Candidate } from './longest-hits.ts'

export interface ScopedTermHit extends TermHit {
  readonly scope: Term['scope']
  readonly weight: number
}

export interface SearchedText {
  readonly language: string | undefined
  readonly lexicon: CompiledLexicon
  /** No hit runs from the headline into the body. */
  readonly bodyStart: number
}

/**
 * All framing terms of the text's language, in order of place. Inside a frame the longest hit wins and overlapping shorter ones are dropped; hits of
 * different frames may overlap, as a phrase can carry two. No hit holds a blank line. A language without terms has no hits.
 */
export function findTermHits(text: string, { language, lexicon, bodyStart }: SearchedText): readonly ScopedTermHit[] {
  const automaton = language === undefined ? undefined : lexicon.languages.get(language)
  if (!automaton || language === undefined) return []
  const endings = endingsIn(text, { automaton, language, bodyStart })
  if (endings.length === 0) return []
  return longestHits(candidatesOf(endings), text.length).map(({ start, end, term }) => {
    const { frame, id, concept, scope, weight } = term
    return { start, end, frame, term: id, concept, text: text.slice(start, end), scope, weight }
  })
}

function candidatesOf(endings: readonly Ending[]): readonly Candidate[] {
  const barred = endings.some(({ state }) => state.unless.length > 0) ? new Barred(endings) : undefined
  const candidates: Candidate[] = []
  for (const { state, start, end } of endings) {
    for (const term of state.terms) if (!barred?.bars(term, { start, end })) candidates.push({ start, end, term })
  }
  return candidates
}
