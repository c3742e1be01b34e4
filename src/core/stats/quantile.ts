/**
 * Quantile of a sample by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the default of R and numpy).
 * `probability` from 0 to 1; `NaN` for an empty sample.
 */
export function quantile(values: readonly number[], probability: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  const place = (sorted.length - 1) * probability
  const below = Math.floor(place)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[below + 1] ?? low
  return low + (place - below) * (high - low)
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}
