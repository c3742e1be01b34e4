import { widestGap } from '../gap.ts'
import type { State } from './compile.ts'

/** How a place was reached: by a unit of the pattern, inside a gap behind no word yet, or behind one to three of its words. */
export const arrived = 1
export const beforeGapWord = 2
const behindFirstWord = 4
const behindLastWord = behindFirstWord << (widestGap - 1)
export const mayGoOn = arrived | (behindLastWord * 2 - behindFirstWord)
export const inGap = beforeGapWord | (behindLastWord * 2 - behindFirstWord)

/**
 * The states that a walk is in, each once, with a set of bits a state: how it was reached. Adding and clearing cost the same whatever the size
 * of the automaton, and nothing is allocated on the way (the sparse set of Briggs & Torczon 1993).
 */
export class Places {
  readonly states: State[] = []
  readonly reachedAs: number[] = []
  size = 0
  readonly #slotOf: Int32Array

  constructor(stateCount: number) {
    this.#slotOf = new Int32Array(stateCount)
  }

  clear(): void {
    this.size = 0
  }

  reach(state: State, bits: number): void {
    const slot = this.#slotOf[state.index] ?? 0
    if (slot < this.size && this.states[slot] === state) {
      this.reachedAs[slot] = (this.reachedAs[slot] ?? 0) | bits
      return
    }
    this.#slotOf[state.index] = this.size
    this.states[this.size] = state
    this.reachedAs[this.size] = bits
    this.size++
  }
}
