import { stem } from '../text/stem.ts'
import type { Lexicon, Term } from './lexicon.ts'
import { parsePattern, type Sequence, type Unit } from './pattern.ts'

/** What a place in the automaton leads to. One automaton holds all terms of a language, so the cost hardly grows with their number. */
export interface State {
  readonly literals: Map<string, State>
  readonly stems: Map<string, State>
  /** By the first two letters of the word they want. */
  readonly globs: Map<string, { readonly parts: readonly string[]; readonly next: State }[]>
  gap: State | undefined
  readonly terms: Term[]
  /** Terms that are no hit where this ends. */
  readonly unless: Term[]
}

export interface CompiledLexicon {
  readonly id: string
  readonly lexicon: Lexicon
  /** One automaton a language that has terms. */
  readonly languages: ReadonlyMap<string, State>
}

/** Makes a lexicon ready for texts; once per lexicon. Throws `pattern-invalid` and names the term. */
export function compileLexicon(lexicon: Lexicon): CompiledLexicon {
  const languages = new Map<string, State>()
  for (const term of lexicon.terms) {
    const root = languages.get(term.language) ?? newState()
    languages.set(term.language, root)
    for (const pattern of term.patterns) for (const sequence of parsePattern(pattern)) stateOf(root, sequence, term).terms.push(term)
    for (const pattern of term.unless)
      for (const sequence of parsePattern(pattern)) stateOf(root, sequence, { ...term, match: 'phrase' }).unless.push(term)
  }
  return { id: lexicon.id, lexicon, languages }
}

/** The key under which globs for a word are found. */
export function globKey(text: string): string {
  return text.slice(0, 2)
}

function newState(): State {
  return { literals: new Map(), stems: new Map(), globs: new Map(), gap: undefined, terms: [], unless: [] }
}

function stateOf(root: State, sequence: Sequence, term: Term): State {
  let state = root
  for (const unit of sequence) state = follow(state, unit, term)
  return state
}

function follow(state: State, unit: Unit, { match, language }: Term): State {
  switch (unit.kind) {
    case 'literal':
      return match === 'lemma' && unit.isWord ? into(state.stems, stem(unit.text, language)) : into(state.literals, unit.text)
    case 'glob': {
      const key = globKey(unit.parts[0] ?? '')
      const globs = state.globs.get(key) ?? []
      state.globs.set(key, globs)
      const known = globs.find(({ parts }) => parts.join('*') === unit.parts.join('*'))
      if (known) return known.next
      const next = newState()
      globs.push({ parts: unit.parts, next })
      return next
    }
    case 'gap':
      return (state.gap ??= newState())
  }
}

function into(states: Map<string, State>, key: string): State {
  const known = states.get(key)
  if (known) return known
  const made = newState()
  states.set(key, made)
  return made
}
