export const adjustments = ['benjamini-hochberg', 'benjamini-yekutieli', 'holm', 'bonferroni'] as const
export type Adjustment = (typeof adjustments)[number]

/**
 * P-values made fit for being read together. Benjamini-Hochberg (1995): calling all with an adjusted p up to q different leaves a share of at
 * most q of these calls wrong, on average. Holm and Bonferroni bound the chance of any wrong call. In the order given; an `undefined` was not
 * tested, stays `undefined` and does not count.
 */
export function adjustP(ps: readonly (number | undefined)[], method: Adjustment): readonly (number | undefined)[] {
  const tested = ps.flatMap((p, index) => (p === undefined ? [] : [{ p, index }])).toSorted((left, right) => left.p - right.p)
  const count = tested.length
  const stepsUp = method === 'benjamini-hochberg' || method === 'benjamini-yekutieli'
  const adjusted: (number | undefined)[] = ps.map(() => undefined)
  let bound = stepsUp ? 1 : 0
  for (const [step, rank] of ranks(count, stepsUp).entries()) {
    const test = tested[rank - 1]
    if (!test) throw new RangeError(`No test of rank ${rank} at step ${step}`)
    const scaled = Math.min(1, test.p * factor(method, rank, count))
    if (method === 'bonferroni') bound = scaled
    else bound = stepsUp ? Math.min(bound, scaled) : Math.max(bound, scaled)
    adjusted[test.index] = bound
  }
  return adjusted
}

/** Ranks of p-values in the order in which they are adjusted, the smallest p having rank 1. */
function ranks(count: number, stepsUp: boolean): readonly number[] {
  return Array.from({ length: count }, (_, index) => (stepsUp ? count - index : index + 1))
}

function factor(method: Adjustment, rank: number, count: number): number {
  switch (method) {
    case 'benjamini-hochberg':
      return count / rank
    case 'benjamini-yekutieli':
      return (count * harmonic(count)) / rank
    case 'holm':
      return count - rank + 1
    case 'bonferroni':
      return count
  }
}

function harmonic(count: number): number {
  let sum = 0
  for (let k = 1; k <= count; k++) sum += 1 / k
  return sum
}
