import type { Span } from '../../model.ts'
import type { Automaton, State } from './automaton/compile.ts'
import { KnownWords } from './automaton/known-words.ts'
import { Scan, type Reached } from './automaton/scan.ts'
import { Sieve } from './automaton/sieve.ts'
import { ReadText } from './read-text.ts'
import { WordEdges } from './word-edges.ts'

/** A pattern that was read to its end in a text. */
export interface Ending extends Span {
  readonly state: State
}

export interface Search {
  readonly automaton: Automaton
  readonly language: string
  readonly bodyStart: number
}

/** All ends of patterns in a text, in order of beginnings. A sieve tells where a term may begin; only from these places on the text is read. */
export function endingsIn(text: string, { automaton, language, bodyStart }: Search): readonly Ending[] {
  const { sieve, scan, words } = readerOf(automaton, language)
  const sieved = sieve.sieve(text)
  if (sieved.candidateCount === 0) return noEndings
  const read = new ReadText(text, sieved, words)
  const reached: Reached[] = []
  for (let index = 0; index < sieved.candidateCount; index++) scan.from(sieved.candidates[index]!, read, bodyStart, reached)
  const edges = new WordEdges(text, language)
  const endings: Ending[] = []
  for (const { state, first, last } of reached) {
    const [start, end] = [sieved.starts[first]!, sieved.ends[last]!]
    const isChance = state.terms.length > 0 && last === first + 1 && read.touchesNext(first) && edges.cut(start, end)
    if (!isChance) endings.push({ state, start, end })
  }
  return endings
}

const noEndings: readonly Ending[] = []

/** Kept from text to text: for a large lexicon it takes longer to make than a short text to read, and what is left in it does no harm. */
interface Reader {
  readonly words: KnownWords
  readonly sieve: Sieve
  readonly scan: Scan
}

const readers = new WeakMap<Automaton, Reader>()

function readerOf(automaton: Automaton, language: string): Reader {
  const known = readers.get(automaton)
  if (known) return known
  const words = new KnownWords(automaton, language)
  const made = { words, sieve: new Sieve(automaton, words), scan: new Scan(automaton) }
  readers.set(automaton, made)
  return made
}
