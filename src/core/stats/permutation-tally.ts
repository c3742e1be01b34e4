export interface PermutationTest {
  /** The statistic as observed. */
  readonly observed: number
  /** Share of splits whose statistic is at least as far from 0. */
  readonly twoSided: number
  /** Share of splits whose statistic is at least, or at most, the observed. */
  readonly greater: number
  readonly less: number
  /** How many splits were tried, the observed one included. */
  readonly splits: number
  readonly method: 'exact' | 'sampled'
}

/** Sums of the same units come out a little different in another order: without slack ties are lost and p is too small. */
const slack = 1e-12

/** Counts splits by how far their statistic lies from 0, against the observed one. */
export class Tally {
  readonly observed: number
  #far = 0
  #high = 0
  #low = 0

  constructor(observed: number) {
    this.observed = observed
  }

  add(value: number): void {
    if (Math.abs(value) >= Math.abs(this.observed) - slack) this.#far++
    if (value >= this.observed - slack) this.#high++
    if (value <= this.observed + slack) this.#low++
  }

  result(splits: number, method: PermutationTest['method']): PermutationTest {
    return { observed: this.observed, twoSided: this.#far / splits, greater: this.#high / splits, less: this.#low / splits, splits, method }
  }
}
