import { gapCost, passes } from '../gap.ts'
import type { ReadText } from '../read-text.ts'
import { advance } from './advance.ts'
import type { Automaton, State } from './compile.ts'
import type { Word } from './known-words.ts'
import { arrived, beforeGapWord, inGap, mayGoOn, Places } from './places.ts'

/** A pattern that was read to its end, from one token to another, both included. */
export interface Reached {
  readonly state: State
  readonly first: number
  last: number
}

/** Walks the automaton over texts. States are kept as a set, so that no pattern makes the walk branch without end. */
export class Scan {
  #here: Places
  #next: Places

  constructor({ stateCount }: Automaton) {
    this.#here = new Places(stateCount)
    this.#next = new Places(stateCount)
  }

  /**
   * Adds all ends of patterns that begin at a token. Nothing runs across a blank line or from the headline into the body. Where one pattern can be
   * read in several ways, because a gap may be shorter or longer, the longest counts.
   */
  from(first: number, read: ReadText, bodyStart: number, reached: Reached[]): void {
    const word = read.wordAt(first)
    if (!word || word.starts.length === 0) return
    let following = read.wordAt(first + 1)
    if (word.needsLater && !following?.isLater && !following?.isLaterStem) return
    const end = read.starts[first]! < bodyStart ? bodyStart : Infinity
    if (read.ends[first]! > end) return
    this.#here.clear()
    for (const state of word.starts) this.#here.reach(state, arrived)
    const known = reached.length
    this.#report(first, first, known, reached)
    for (let token = first + 1; following && this.#here.size > 0; following = read.wordAt(++token)) {
      if (read.ends[token]! > end || read.isAfterBlank(token)) return
      this.#step(following, token, read)
      this.#report(first, token, known, reached)
    }
  }

  #step(word: Word, token: number, read: ReadText): void {
    const here = this.#here
    const next = this.#next
    next.clear()
    for (let slot = 0; slot < here.size; slot++) {
      const state = here.states[slot]
      const reachedAs = here.reachedAs[slot] ?? 0
      if (!state) continue
      if ((reachedAs & mayGoOn) !== 0) advance(state, word, next)
      if (state.gap && (reachedAs & arrived) !== 0) pass(state.gap, beforeGapWord, gapCost(read, token), next)
      if ((reachedAs & inGap) !== 0) pass(state, reachedAs & inGap, gapCost(read, token), next)
    }
    this.#here = next
    this.#next = here
  }

  /** `known`: how many ends had been reported before this first token. */
  #report(first: number, last: number, known: number, reached: Reached[]): void {
    const here = this.#here
    for (let slot = 0; slot < here.size; slot++) {
      const state = here.states[slot]
      if (!state || ((here.reachedAs[slot] ?? 0) & arrived) === 0) continue
      if (state.terms.length + state.unless.length > 0) keep(state, first, last, known, reached)
    }
  }
}

/** Lets a gap take in a token: one to three words of the sentence have to pass. */
function pass(state: State, reachedAs: number, cost: number, next: Places): void {
  if (cost === passes.free) next.reach(state, reachedAs)
  else if (cost === passes.asWord) {
    const counted = (reachedAs << 1) & inGap
    if (counted !== 0) next.reach(state, counted)
  }
}

function keep(state: State, first: number, last: number, known: number, reached: Reached[]): void {
  for (let index = known; index < reached.length; index++) {
    const earlier = reached[index]
    if (earlier?.state !== state) continue
    earlier.last = last
    return
  }
  reached.push({ state, first, last })
}
