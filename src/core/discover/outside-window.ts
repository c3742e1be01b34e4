const dayMs = 86_400_000

/**
 * Why an article is no coverage: it was published more than so many days before or after the anchor, whatever moment of a bare day may be
 * meant. `undefined` where it may have been within them, or where a date is missing.
 */
export function outsideWindow(
  published: string | undefined,
  anchor: string | undefined,
  windowDays: number,
): { readonly code: 'outside-window'; readonly reason: string } | undefined {
  const [first, second] = [published ?? '', anchor ?? '']
  const [time, anchorTime] = [Date.parse(first), Date.parse(second)]
  const leastMs = Math.max(time - anchorTime - roomOf(second), anchorTime - time - roomOf(first))
  if (Number.isNaN(leastMs) || leastMs <= windowDays * dayMs) return undefined
  const days = Math.ceil((10 * Math.abs(time - anchorTime)) / dayMs) / 10
  return { code: 'outside-window', reason: `Published ${days} days from the anchor, more than ${windowDays}` }
}

/** How much later than its first moment a date may be meant, in ms: a bare day may be any moment of it. */
export function roomOf(date: string): number {
  return date.includes('T') ? 0 : dayMs - 1
}
