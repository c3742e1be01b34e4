import type { Span } from '../../model.ts'
import { fold } from '../text/fold.ts'
import type { Automaton, State } from './automaton/compile.ts'
import { fitsFront, scan } from './automaton/scan.ts'
import { Sieve, type Sieved } from './automaton/sieve.ts'
import { tokenize } from './tokens.ts'
import { WordEdges } from './word-edges.ts'

/** A pattern that was read to its end in a text. */
export interface Ending extends Span {
  readonly state: State
}

/** Tokens in front of a place that decide what a lone `*` behind it may pass. */
const lookForGaps = 6

/**
 * All ends of patterns in a text, in order of beginnings. A sieve tells where a term may begin; only the tokens round these places are cut
 * and read. In scripts without spaces, where single characters stand side by side, everything is.
 */
export function endingsIn(text: string, { automaton, language, bodyStart }: Search): readonly Ending[] {
  const sieved = sieveOf(automaton, language).sieve(text)
  if (sieved.candidateCount === 0) return []
  if (sieved.hasUnspaced) return readPiece({ text, automaton, language, bodyStart, firsts: undefined, offset: 0 })
  const endings: Ending[] = []
  for (let index = 0; index < sieved.candidateCount;) {
    const { from, to, next } = pieceAt(sieved, index, automaton)
    const offset = sieved.starts[from] ?? 0
    const firsts = Array.from(sieved.candidates.subarray(index, next), (token) => token - from)
    const piece = text.slice(offset, sieved.starts[to])
    for (const ending of readPiece({ text: piece, automaton, language, bodyStart: bodyStart - offset, firsts, offset }))
      endings.push(ending)
    index = next
  }
  return endings
}

interface Search {
  readonly automaton: Automaton
  readonly language: string
  readonly bodyStart: number
}

interface Piece extends Search {
  readonly text: string
  readonly firsts: readonly number[] | undefined
  /** Where the piece begins in its text. */
  readonly offset: number
}

/** The tokens from a little before a candidate to as far as a hit can reach, and all candidates whose pieces overlap it. */
function pieceAt(
  { candidates, candidateCount, tokenCount }: Sieved,
  index: number,
  { reach, hasGaps }: Automaton,
): { readonly from: number; readonly to: number; readonly next: number } {
  const look = hasGaps ? lookForGaps : 0
  const from = Math.max(0, (candidates[index] ?? 0) - look)
  let to = (candidates[index] ?? 0) + reach
  let next = index + 1
  while (next < candidateCount && (candidates[next] ?? 0) - look < to) to = (candidates[next++] ?? 0) + reach
  return { from, to: Math.min(to, tokenCount), next }
}

function readPiece({ text, automaton, language, bodyStart, firsts, offset }: Piece): readonly Ending[] {
  const tokens = tokenize(fold(text))
  const edges = new WordEdges(text, tokens, language)
  return scan({ text, tokens, language, bodyStart, firsts }, automaton).flatMap(({ state, first, last }) => {
    const [left, right] = [tokens[first], tokens[last]]
    const isChance = state.terms.length > 0 && last === first + 1 && edges.cuts(first)
    return left && right && !isChance ? [{ state, start: left.start + offset, end: right.end + offset }] : []
  })
}

const sieves = new WeakMap<Automaton, Sieve>()

function sieveOf(automaton: Automaton, language: string): Sieve {
  const known = sieves.get(automaton)
  if (known) return known
  const made = new Sieve(automaton, (word) => fitsFront(fold(word), automaton, language))
  sieves.set(automaton, made)
  return made
}
