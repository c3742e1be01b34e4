import type { Span, TermHit } from '../../model.ts'
import { fold } from '../text/fold.ts'
import { stem } from '../text/stem.ts'
import { globKey, type CompiledLexicon, type State } from './compile.ts'
import type { Term } from './lexicon.ts'
import { fitsGlob } from './pattern.ts'
import { tokenize, type Token } from './tokens.ts'

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
 * different frames may overlap, as a phrase can carry two. A language without terms has no hits.
 */
export function findTermHits(text: string, { language, lexicon, bodyStart }: SearchedText): readonly ScopedTermHit[] {
  const root = language === undefined ? undefined : lexicon.languages.get(language)
  if (!root || language === undefined) return []
  const tokens = tokenize(fold(text))
  const found: Found[] = []
  const barred: Found[] = []
  const scan = new Scan(tokens, language)
  for (let index = 0; index < tokens.length; index++) scan.from(index, root, found, barred)
  const allowed = found.filter((hit) => !crosses(hit, bodyStart) && !isBarred(hit, barred))
  return longestPerFrame(allowed).map(({ start, end, term }) => {
    const { frame, id, concept, scope, weight } = term
    return { start, end, frame, term: id, concept, text: text.slice(start, end), scope, weight }
  })
}

interface Found extends Span {
  readonly term: Term
}

/** Most words that a lone `*` stands for. */
const widestGap = 3

/** Walks the automaton from one token on. States are kept as a set, so that no pattern makes the walk branch without end. */
class Scan {
  readonly #tokens: readonly Token[]
  readonly #language: string
  readonly #stems = new Map<string, string>()

  constructor(tokens: readonly Token[], language: string) {
    this.#tokens = tokens
    this.#language = language
  }

  from(first: number, root: State, found: Found[], barred: Found[]): void {
    let places = new Map<State, ReadonlySet<number>>([[root, free]])
    const start = this.#tokens[first]?.start ?? 0
    for (let index = first; index < this.#tokens.length && places.size > 0; index++) {
      const token = this.#tokens[index]
      if (!token) return
      const next = new Map<State, Set<number>>()
      for (const [state, gaps] of places) this.#step(state, gaps, token, next)
      for (const [state, gaps] of next) {
        if (!gaps.has(0)) continue
        for (const term of state.terms) found.push({ start, end: token.end, term })
        for (const term of state.unless) barred.push({ start, end: token.end, term })
      }
      places = next
    }
  }

  /** A place is a state, and how many words of a gap have been passed in it; 0 stands for none. */
  #step(state: State, gaps: ReadonlySet<number>, token: Token, next: Map<State, Set<number>>): void {
    for (const passed of gaps) {
      // Inside a gap a word of the sentence may pass; one to three have to.
      if (passed > 0) {
        if (passed < widestGap && token.kind === 'word') reach(next, state, passed + 1)
        this.#advance(state, token, next)
        continue
      }
      this.#advance(state, token, next)
      if (state.gap && token.kind === 'word') reach(next, state.gap, 1)
    }
  }

  #advance(state: State, token: Token, next: Map<State, Set<number>>): void {
    const literal = state.literals.get(token.text)
    if (literal) reach(next, literal, 0)
    if (token.kind !== 'word') return
    if (state.stems.size > 0) {
      const stemmed = state.stems.get(this.#stemOf(token.text))
      if (stemmed) reach(next, stemmed, 0)
    }
    for (const { parts, next: target } of state.globs.get(globKey(token.text)) ?? [])
      if (fitsGlob(token.text, parts)) reach(next, target, 0)
    for (const { parts, next: target } of state.globs.get(token.text.slice(0, 1)) ?? []) {
      if (parts[0]?.length === 1 && token.text.length > 1 && fitsGlob(token.text, parts)) reach(next, target, 0)
    }
  }

  #stemOf(word: string): string {
    const known = this.#stems.get(word)
    if (known !== undefined) return known
    const stemmed = stem(word, this.#language)
    this.#stems.set(word, stemmed)
    return stemmed
  }
}

const free: ReadonlySet<number> = new Set([0])

function reach(places: Map<State, Set<number>>, state: State, passed: number): void {
  const gaps = places.get(state)
  if (gaps) gaps.add(passed)
  else places.set(state, new Set([passed]))
}

function crosses({ start, end }: Span, bodyStart: number): boolean {
  return start < bodyStart && end > bodyStart
}

function isBarred(hit: Found, barred: readonly Found[]): boolean {
  return barred.some(({ term, start, end }) => term === hit.term && start < hit.end && hit.start < end)
}

/** Longest first, then first in the text, then by id; what overlaps a hit of the same frame that was taken is dropped. */
function longestPerFrame(hits: readonly Found[]): readonly Found[] {
  const ordered = hits.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start || (a.term.id < b.term.id ? -1 : 1))
  const ends = new Map<string, Map<number, number>>()
  const taken: Found[] = []
  for (const hit of ordered) {
    const frame = ends.get(hit.term.frame) ?? new Map<number, number>()
    ends.set(hit.term.frame, frame)
    if (overlapsAny(frame, hit)) continue
    frame.set(hit.start, hit.end)
    taken.push(hit)
  }
  return taken.toSorted((a, b) => a.start - b.start || a.end - b.end || (a.term.frame < b.term.frame ? -1 : 1))
}

/** Hits are at most a pattern long, so whether one overlaps is told by the places just before and inside it. */
function overlapsAny(taken: ReadonlyMap<number, number>, { start, end }: Span): boolean {
  for (let place = Math.max(0, start - longestHit); place < end; place++) {
    const takenEnd = taken.get(place)
    if (takenEnd !== undefined && takenEnd > start) return true
  }
  return false
}

const longestHit = 1000
