/** The middle value, or the mean of the two middle ones; `undefined` of nothing. */
export function median(values: readonly number[]): number | undefined {
  const ordered = values.toSorted((a, b) => a - b)
  const low = ordered[Math.floor((ordered.length - 1) / 2)]
  const high = ordered[Math.ceil((ordered.length - 1) / 2)]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}
