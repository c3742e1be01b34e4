import type { Span } from '../../model.ts'
import type { Attribution } from './attribution.ts'

/** A stretch of content inside its place: the stretch around it belongs to the speaker who reports this one. */
export interface Stretch extends Span {
  readonly attribution: Attribution
  /** 0 for a stretch that only the outlet reports. */
  readonly depth: number
  readonly parent: Stretch | undefined
}

const roleOrder = { relays: 0, says: 1, 'is-cited': 2 } as const

/**
 * Puts contents into one another: the wider stretch is the outer voice; over the same words an outlet that was told comes first and a
 * source that is cited last. A stretch that crosses the end of the one around it is cut there. A link adds nothing and is left out where
 * it repeats the speaker around it, or names nobody inside somebody's words. In order of beginnings.
 */
export function nest(attributions: readonly Attribution[], text: string): readonly Stretch[] {
  const pieces = attributions
    .flatMap((attribution) => attribution.contents.map(({ start, end }) => ({ start, end, attribution })))
    .toSorted(
      (a, b) =>
        a.start - b.start ||
        b.end - a.end ||
        Number(a.attribution.speaker === undefined) - Number(b.attribution.speaker === undefined) ||
        roleOrder[a.attribution.role] - roleOrder[b.attribution.role] ||
        cueStart(a) - cueStart(b),
    )
  const stretches: Stretch[] = []
  let parent: Stretch | undefined
  for (const piece of pieces) {
    while (parent !== undefined && parent.end <= piece.start) parent = parent.parent
    const end = Math.min(piece.end, parent?.end ?? piece.end)
    if (end <= piece.start || (parent !== undefined && addsNothing(piece.attribution, parent, text))) continue
    const stretch: Stretch = {
      start: piece.start,
      end,
      attribution: piece.attribution,
      parent,
      depth: parent === undefined ? 0 : parent.depth + 1,
    }
    stretches.push(stretch)
    if (stretch.depth < deepest) parent = stretch
  }
  return stretches
}

/** Deeper reports than any sentence has. */
const deepest = 8

function cueStart(piece: { readonly attribution: Attribution }): number {
  return piece.attribution.cue?.start ?? 0
}

function addsNothing(attribution: Attribution, parent: Stretch, text: string): boolean {
  if (attribution.speaker === undefined) return true
  const name = text.slice(attribution.speaker.start, attribution.speaker.end)
  for (let around: Stretch | undefined = parent; around !== undefined; around = around.parent) {
    const { speaker } = around.attribution
    if (speaker !== undefined && (speaker.start === attribution.speaker.start || text.slice(speaker.start, speaker.end) === name))
      return true
  }
  return false
}
