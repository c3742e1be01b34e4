import type { TermHit } from '../../model.ts'
import { fold } from '../text/fold.ts'
import { Barred } from './barred.ts'
import type { CompiledLexicon } from './compile.ts'
import type { Term } from './lexicon.ts'
import { longestHits, type Candidate } from './longest-hits.ts'
import { scan, type Reached } from './scan.ts'
import { tokenize, type Token } from './tokens.ts'
import { WordEdges } from './word-edges.ts'

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
  const tokens = tokenize(fold(text))
  const reached = scan({ text, tokens, language, bodyStart }, automaton)
  const candidates = candidatesOf(reached, tokens, new WordEdges(text, tokens, language))
  return longestHits(candidates, tokens.length).map(({ start, end, term }) => {
    const { frame, id, concept, scope, weight } = term
    return { start, end, frame, term: id, concept, text: text.slice(start, end), scope, weight }
  })
}

function candidatesOf(reached: readonly Reached[], tokens: readonly Token[], edges: WordEdges): readonly Candidate[] {
  const barred = new Barred(reached)
  const candidates: Candidate[] = []
  for (const { state, first, last } of reached) {
    const [left, right] = [tokens[first], tokens[last]]
    if (!left || !right || (state.terms.length > 0 && last === first + 1 && edges.cuts(first))) continue
    for (const term of state.terms) {
      if (!barred.bars(term, first, last)) candidates.push({ start: left.start, end: right.end, term, first, last })
    }
  }
  return candidates
}
