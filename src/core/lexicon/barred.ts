import type { Term } from './lexicon.ts'
import type { Reached } from './scan.ts'

interface Stretch {
  readonly first: number
  last: number
}

/** Where terms are no hits, because one of their `unless` stands there. */
export class Barred {
  /** By their first token, without overlap. */
  readonly #stretches = new Map<Term, Stretch[]>()

  /** `reached` has to be in the order of first tokens. */
  constructor(reached: readonly Reached[]) {
    for (const { state, first, last } of reached) for (const term of state.unless) this.#bar(term, first, last)
  }

  /** Whether the tokens from first to last touch a place where the term is barred. */
  bars(term: Term, first: number, last: number): boolean {
    const stretches = this.#stretches.get(term)
    if (!stretches) return false
    let from = 0
    let to = stretches.length
    while (from < to) {
      const middle = (from + to) >> 1
      if ((stretches[middle]?.last ?? 0) < first) from = middle + 1
      else to = middle
    }
    const stretch = stretches[from]
    return stretch !== undefined && stretch.first <= last
  }

  #bar(term: Term, first: number, last: number): void {
    const stretches = this.#stretches.get(term) ?? []
    this.#stretches.set(term, stretches)
    const before = stretches.at(-1)
    if (before && first <= before.last) before.last = Math.max(before.last, last)
    else stretches.push({ first, last })
  }
}
