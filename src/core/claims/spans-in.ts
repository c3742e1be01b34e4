import type { Span } from '../../model.ts'

/** Longer hits there are none. */
export const longestHit = 500
/** Nor longer speeches that an article lets stand. */
export const longestSpeech = 20_000

/** The spans that overlap a stretch; `ordered` by their beginnings, none longer than `longest`. */
export function spansIn<Found extends Span>(ordered: readonly Found[], { start, end }: Span, longest: number): readonly Found[] {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ordered[middle]!.start < start - longest) low = middle + 1
    else high = middle
  }
  const found: Found[] = []
  for (let index = low; index < ordered.length && ordered[index]!.start < end; index++)
    if (ordered[index]!.end > start) found.push(ordered[index]!)
  return found
}
