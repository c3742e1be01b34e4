import { stem } from '../../text/stem.ts'
import type { Automaton, State } from './compile.ts'
import { gapCosts, passes, widestGap } from '../gap.ts'
import { fitsGlob } from '../../lexicon/pattern.ts'
import { Places } from './places.ts'
import type { Token } from '../tokens.ts'

/** A pattern that was read to its end, from one token to another, both included. */
export interface Reached {
  readonly state: State
  readonly first: number
  last: number
}

export interface ScannedText {
  /** A whole text, or a piece of it that begins some tokens in front of the first place to be read from. */
  readonly text: string
  readonly tokens: readonly Token[]
  readonly language: string
  readonly bodyStart: number
  /** Indices of the tokens that a term may begin at, in order; `undefined`: any. */
  readonly firsts: readonly number[] | undefined
}

/**
 * All ends of patterns, by their first token. Nothing runs across a blank line or from the headline into the body. Where one pattern can be
 * read in several ways from one token, because a gap may be shorter or longer, the longest counts.
 */
export function scan(scanned: ScannedText, automaton: Automaton): readonly Reached[] {
  const walk = new Walk(scanned, automaton)
  if (scanned.firsts) for (const first of scanned.firsts) walk.from(first)
  else for (let first = 0; first < scanned.tokens.length; first++) walk.from(first)
  return walk.reached
}

/** How a place was reached: by a unit of the pattern, inside a gap behind no word yet, or behind one to three of its words. */
const arrived = 1
const beforeGapWord = 2
const behindFirstWord = 4
const behindLastWord = behindFirstWord << (widestGap - 1)
const mayGoOn = arrived | (behindLastWord * 2 - behindFirstWord)
const inGap = beforeGapWord | (behindLastWord * 2 - behindFirstWord)

/** A word or mark of the text, once however often it stands there: what is worked out of it is worked out once. */
interface Kind {
  readonly text: string
  readonly isWord: boolean
  /** Where it leads from the root. Most lead nowhere, and that is all they cost. */
  readonly starts: readonly State[]
  /** Whether it is no hit by itself, and only a word that is known to the automaton can follow it. */
  readonly needsLater: boolean
  readonly stem: string
  /** Whether it may be another word of a pattern than the first, as it is or by its stem. */
  readonly isLater: boolean
  readonly isLaterStem: boolean
}

const nowhere: readonly State[] = []
const nothing: Kind = { text: '', isWord: false, starts: nowhere, needsLater: true, stem: '', isLater: false, isLaterStem: false }

/** Kept from text to text: for a large lexicon it takes longer to make than a short text to read, and what is left in it does no harm. */
interface Scratch {
  readonly here: Places
  readonly next: Places
  /** For working out where a word leads from the root, also in the middle of a walk. */
  readonly starting: Places
  /** The words met so far. */
  readonly kinds: Map<string, Kind>
}

const scratches = new WeakMap<Automaton, Scratch>()

function scratchOf(automaton: Automaton): Scratch {
  const known = scratches.get(automaton)
  if (known) return known
  const made = {
    here: new Places(automaton.stateCount),
    next: new Places(automaton.stateCount),
    starting: new Places(automaton.stateCount),
    kinds: new Map<string, Kind>(),
  }
  scratches.set(automaton, made)
  return made
}

const mostRemembered = 50_000

/** Walks the automaton from one token on. States are kept as a set, so that no pattern makes the walk branch without end. */
class Walk {
  readonly reached: Reached[] = []
  readonly #scanned: ScannedText
  readonly #costs: Uint8Array
  readonly #automaton: Automaton
  readonly #starting: Places
  readonly #known: Map<string, Kind>
  #here: Places
  #next: Places

  constructor(scanned: ScannedText, automaton: Automaton) {
    this.#scanned = scanned
    this.#costs = automaton.hasGaps ? gapCosts(scanned.text, scanned.tokens) : new Uint8Array()
    const { here, next, starting, kinds } = scratchOf(automaton)
    this.#here = here
    this.#next = next
    this.#automaton = automaton
    this.#starting = starting
    this.#known = kinds
  }

  from(first: number): void {
    const { tokens, bodyStart } = this.#scanned
    const { starts, needsLater } = this.#kindAt(first)
    if (starts.length === 0) return
    const { isLater, isLaterStem } = this.#kindAt(first + 1)
    if (needsLater && !isLater && !isLaterStem) return
    const head = tokens[first]
    if (!head) return
    const end = head.start < bodyStart ? bodyStart : Infinity
    if (head.end > end) return
    this.#here.clear()
    for (const state of starts) this.#here.reach(state, arrived)
    const known = this.reached.length
    this.#report(first, first, known)
    for (let index = first + 1; this.#here.size > 0; index++) {
      const token = tokens[index]
      if (!token || token.afterBlank || token.end > end) return
      this.#step(index)
      this.#report(first, index, known)
    }
  }

  #kindAt(index: number): Kind {
    const token = this.#scanned.tokens[index]
    if (!token) return nothing
    const known = this.#known.get(token.text)
    if (known) return known
    if (this.#known.size >= mostRemembered) this.#known.clear()
    // A copy: a part of a string may keep all of it in memory.
    const text = [...token.text].join('')
    const made = this.#kindOf({ ...token, text }, this.#automaton)
    this.#known.set(text, made)
    return made
  }

  #kindOf({ kind, text }: Token, { root, laterLiterals, laterStems }: Automaton): Kind {
    const isWord = kind === 'word'
    const stemmed = isWord && (root.stems !== undefined || laterStems.size > 0) ? stem(text, this.#scanned.language) : text
    const first: Kind = { text, isWord, starts: nowhere, needsLater: true, stem: stemmed, isLater: true, isLaterStem: true }
    const starting = this.#starting
    starting.clear()
    this.#advance(root, first, starting)
    const starts = starting.size === 0 ? nowhere : starting.states.slice(0, starting.size)
    const needsLater = starts.every(({ terms, unless, gap, globs }) => terms.length + unless.length === 0 && !gap && !globs)
    return { ...first, starts, needsLater, isLater: laterLiterals.has(text), isLaterStem: laterStems.has(stemmed) }
  }

  #step(index: number): void {
    const kind = this.#kindAt(index)
    const here = this.#here
    const next = this.#next
    next.clear()
    for (let slot = 0; slot < here.size; slot++) {
      const state = here.states[slot]
      const reachedAs = here.reachedAs[slot] ?? 0
      if (!state) continue
      if ((reachedAs & mayGoOn) !== 0) this.#advance(state, kind, next)
      if (state.gap && (reachedAs & arrived) !== 0) this.#pass(state.gap, beforeGapWord, index, next)
      if ((reachedAs & inGap) !== 0) this.#pass(state, reachedAs & inGap, index, next)
    }
    this.#here = next
    this.#next = here
  }

  /** Lets a gap take in a token: one to three words of the sentence have to pass. */
  #pass(state: State, reachedAs: number, index: number, next: Places): void {
    const cost = this.#costs[index]
    if (cost === passes.free) next.reach(state, reachedAs)
    else if (cost === passes.asWord) {
      const counted = (reachedAs << 1) & inGap
      if (counted !== 0) next.reach(state, counted)
    }
  }

  #advance({ literals, stems, globs }: State, kind: Kind, next: Places): void {
    const literal = kind.isLater ? literals?.get(kind.text) : undefined
    if (literal) next.reach(literal, arrived)
    if (!kind.isWord) return
    const stemmed = kind.isLaterStem ? stems?.get(kind.stem) : undefined
    if (stemmed) next.reach(stemmed, arrived)
    if (!globs) return
    for (const length of globs.lengths) {
      if (length > kind.text.length) return
      const candidates = globs.byFirstPart.get(kind.text.slice(0, length))
      if (!candidates) continue
      for (const glob of candidates) if (fitsGlob(kind.text, glob.parts)) next.reach(glob.next, arrived)
    }
  }

  /** `known`: how many ends had been reported before this first token. */
  #report(first: number, last: number, known: number): void {
    const here = this.#here
    for (let slot = 0; slot < here.size; slot++) {
      const state = here.states[slot]
      if (!state || ((here.reachedAs[slot] ?? 0) & arrived) === 0) continue
      if (state.terms.length + state.unless.length > 0) this.#keep(state, first, last, known)
    }
  }

  #keep(state: State, first: number, last: number, known: number): void {
    for (let index = known; index < this.reached.length; index++) {
      const earlier = this.reached[index]
      if (earlier?.state !== state) continue
      earlier.last = last
      return
    }
    this.reached.push({ state, first, last })
  }
}

/** Whether a stem or glob at the front of a term fits a folded word. */
export function fitsFront(word: string, { root }: Automaton, language: string): boolean {
  if (root.stems?.has(stem(word, language)) === true) return true
  for (const length of root.globs?.lengths ?? []) {
    if (length > word.length) return false
    const candidates = root.globs?.byFirstPart.get(word.slice(0, length)) ?? []
    if (candidates.some(({ parts }) => fitsGlob(word, parts))) return true
  }
  return false
}
