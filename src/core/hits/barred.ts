import type { Span } from '../../model.ts'
import type { Term } from '../lexicon/lexicon.ts'
import type { Ending } from './endings.ts'

interface Stretch {
  readonly start: number
  end: number
}

/** Where terms are no hits, because one of their `unless` stands there. */
export class Barred {
  /** In order, without overlap. */
  readonly #stretches = new Map<Term, Stretch[]>()

  /** `endings` have to be in the order of beginnings. */
  constructor(endings: readonly Ending[]) {
    for (const { state, start, end } of endings) for (const term of state.unless) this.#bar(term, start, end)
  }

  /** Whether the term is barred at a place that overlaps this one. */
  bars(term: Term, { start, end }: Span): boolean {
    const stretches = this.#stretches.get(term)
    if (!stretches) return false
    let from = 0
    let to = stretches.length
    while (from < to) {
      const middle = (from + to) >> 1
      if ((stretches[middle]?.end ?? 0) <= start) from = middle + 1
      else to = middle
    }
    const stretch = stretches[from]
    return stretch !== undefined && stretch.start < end
  }

  #bar(term: Term, start: number, end: number): void {
    const stretches = this.#stretches.get(term) ?? []
    this.#stretches.set(term, stretches)
    const before = stretches.at(-1)
    if (before && start < before.end) before.end = Math.max(before.end, end)
    else stretches.push({ start, end })
  }
}
