import type { Span } from '../../../model.ts'

export function byStart(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end
}

/** Joins spans that overlap; `spans` in order of beginnings. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = []
  for (const { start, end } of spans) {
    const last = merged.at(-1)
    if (last === undefined || last.end < start) merged.push({ start, end })
    else if (end > last.end) merged[merged.length - 1] = { start: last.start, end }
  }
  return merged
}

/** The last span that begins at or before the offset; `spans` in order of beginnings. */
export function lastStartingBefore<Found extends Span>(spans: readonly Found[], offset: number): Found | undefined {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (spans[middle]!.start <= offset) low = middle + 1
    else high = middle
  }
  return spans[low - 1]
}
