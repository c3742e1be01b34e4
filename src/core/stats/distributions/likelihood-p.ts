/**
 * Two-sided p of an exact test by the minimum-likelihood rule: the total weight of all outcomes from `first` to `last` that are no likelier
 * than the observed one, with a relative slack of 1e-7 so that ties count. The rule of R's binom.test and fisher.test.
 */
export function likelihoodP(
  observed: number,
  range: { readonly first: number; readonly last: number },
  weightAt: (k: number) => number,
): number {
  const limit = weightAt(observed) * (1 + 1e-7)
  let sum = 0
  let total = 0
  for (let k = range.first; k <= range.last; k++) {
    const weight = weightAt(k)
    total += weight
    if (weight <= limit) sum += weight
  }
  return total > 0 ? Math.min(1, sum / total) : 1
}
