import { PipelineError } from '../../../errors.ts'
import { stem } from '../../text/stem.ts'
import { widestGapTokens } from '../gap.ts'
import type { Lexicon, Term } from '../../lexicon/lexicon.ts'
import { parsePattern, type Unit } from '../../lexicon/pattern.ts'

/** A place in the automaton. What most places do not have is left out: a large lexicon has hundreds of thousands of them. */
export interface State {
  /** Its number in the automaton, from 0. */
  readonly index: number
  literals: Map<string, State> | undefined
  stems: Map<string, State> | undefined
  globs: Globs | undefined
  gap: State | undefined
  /** Terms that are hits where this ends. */
  readonly terms: Term[]
  /** Terms that are no hit where this ends. */
  readonly unless: Term[]
}

export interface Glob {
  readonly parts: readonly string[]
  readonly next: State
}

/** Globs by all that stands in front of their first `*`, so that a word is looked up once a length that is present. */
export interface Globs {
  readonly byFirstPart: Map<string, Glob[]>
  readonly byPattern: Map<string, Glob>
  /** Lengths of first parts, shortest first. */
  lengths: readonly number[]
}

/** All terms of a language in one, so that the cost of a text hardly grows with their number. */
export interface Automaton {
  readonly root: State
  readonly stateCount: number
  readonly hasGaps: boolean
  /** Most tokens that a hit can have. */
  readonly reach: number
  /** What stands behind the first place of any pattern: most words of a text do not, and need not be looked up in state after state. */
  readonly laterLiterals: ReadonlySet<string>
  readonly laterStems: ReadonlySet<string>
}

export interface CompiledLexicon {
  readonly id: string
  readonly lexicon: Lexicon
  /** One automaton a language that has terms. */
  readonly languages: ReadonlyMap<string, Automaton>
}

/** Both bound what a lexicon takes of the memory: about 100 MB at the most. */
const mostStates = 500_000
const mostReadings = 500_000

/** Makes a lexicon ready for texts; once per lexicon. Throws `pattern-invalid`, or `lexicon-too-large`, and names the term. */
export function compileLexicon(lexicon: Lexicon): CompiledLexicon {
  const languages = new Map<string, Builder>()
  let readings = 0
  for (const term of lexicon.terms) {
    const builder = languages.get(term.language) ?? new Builder()
    languages.set(term.language, builder)
    readings += builder.add(term)
    const states = languages.values().reduce((sum, { stateCount }) => sum + stateCount, 0)
    if (readings > mostReadings || states > mostStates) throw tooLarge(lexicon, term)
  }
  return { id: lexicon.id, lexicon, languages }
}

class Builder implements Automaton {
  stateCount = 0
  hasGaps = false
  reach = 1
  readonly laterLiterals = new Set<string>()
  readonly laterStems = new Set<string>()
  readonly root = this.#state()

  /** Returns how many readings the term has. */
  add(term: Term): number {
    let readings = 0
    for (const pattern of term.patterns) {
      for (const sequence of readingsOf(pattern, term)) {
        readings++
        this.#end(sequence, term, term.match === 'lemma').terms.push(term)
      }
    }
    for (const pattern of term.unless) {
      for (const sequence of readingsOf(pattern, term)) {
        readings++
        this.#end(sequence, term, false).unless.push(term)
      }
    }
    return readings
  }

  #end(sequence: readonly Unit[], { language }: Term, byStem: boolean): State {
    let state = this.root
    this.reach = Math.max(
      this.reach,
      sequence.reduce((sum, { kind }) => sum + (kind === 'gap' ? widestGapTokens : 1), 0),
    )
    for (const unit of sequence) state = this.#follow(state, unit, byStem ? language : undefined)
    return state
  }

  #follow(state: State, unit: Unit, stemmedIn: string | undefined): State {
    switch (unit.kind) {
      case 'literal': {
        const byStem = stemmedIn !== undefined && unit.isWord
        const key = byStem ? stem(unit.text, stemmedIn) : unit.text
        if (state !== this.root) (byStem ? this.laterStems : this.laterLiterals).add(key)
        return this.#into(byStem ? (state.stems ??= new Map()) : (state.literals ??= new Map()), key)
      }
      case 'glob':
        return this.#globNext((state.globs ??= { byFirstPart: new Map(), byPattern: new Map(), lengths: [] }), unit.parts)
      case 'gap':
        this.hasGaps = true
        return (state.gap ??= this.#state())
    }
  }

  #globNext(globs: Globs, parts: readonly string[]): State {
    const pattern = parts.join('*')
    const known = globs.byPattern.get(pattern)
    if (known) return known.next
    const glob: Glob = { parts, next: this.#state() }
    globs.byPattern.set(pattern, glob)
    const firstPart = parts[0] ?? ''
    const siblings = globs.byFirstPart.get(firstPart)
    if (siblings) siblings.push(glob)
    else globs.byFirstPart.set(firstPart, [glob])
    if (!globs.lengths.includes(firstPart.length)) globs.lengths = [...globs.lengths, firstPart.length].toSorted((a, b) => a - b)
    return glob.next
  }

  #into(states: Map<string, State>, key: string): State {
    const known = states.get(key)
    if (known) return known
    const made = this.#state()
    states.set(key, made)
    return made
  }

  #state(): State {
    return { index: this.stateCount++, literals: undefined, stems: undefined, globs: undefined, gap: undefined, terms: [], unless: [] }
  }
}

function readingsOf(pattern: string, term: Term): readonly (readonly Unit[])[] {
  try {
    return parsePattern(pattern)
  } catch (cause) {
    if (!(cause instanceof PipelineError)) throw cause
    throw new PipelineError(cause.code, `Cannot use the term ${term.id}: ${cause.message}`, { retry: cause.retry, cause })
  }
}

function tooLarge(lexicon: Lexicon, term: Term): PipelineError {
  const message = `Cannot use the lexicon ${lexicon.id}: with the term ${term.id} its patterns stand for more than ${mostReadings} phrases or take more than ${mostStates} states; use fewer braces, or split it`
  return new PipelineError('lexicon-too-large', message, { retry: 'never' })
}
