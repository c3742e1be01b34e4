import type { Span } from '../../model.ts'
import type { Term } from '../lexicon/lexicon.ts'

export interface Candidate extends Span {
  readonly term: Term
}

/** In each frame the longest first, then the first in the text, then by id; what overlaps one that was taken is dropped. In order of place. */
export function longestHits(candidates: readonly Candidate[], textLength: number): readonly Candidate[] {
  if (standApart(candidates)) return candidates
  const taken: Candidate[] = []
  // Which frame, counted from 1, has last taken a character.
  let takenBy: Int32Array | undefined
  let frame = 0
  for (const hits of Map.groupBy(candidates, ({ term }) => term.frame).values()) {
    frame++
    const [only] = hits
    if (only && hits.length === 1) {
      taken.push(only)
      continue
    }
    takenBy ??= new Int32Array(textLength)
    for (const hit of hits.toSorted(byRank)) {
      // Those taken before are at least as long, so one that overlaps this holds its first or its last character.
      if (takenBy[hit.start] === frame || takenBy[hit.end - 1] === frame) continue
      takenBy.fill(frame, hit.start, hit.end)
      taken.push(hit)
    }
  }
  return taken.toSorted((a, b) => a.start - b.start || a.end - b.end || compareIds(a.term.frame, b.term.frame))
}

/** As most do: in order, and none overlaps another. */
function standApart(candidates: readonly Candidate[]): boolean {
  let end = 0
  for (const candidate of candidates) {
    if (candidate.start < end) return false
    end = candidate.end
  }
  return true
}

function byRank(a: Candidate, b: Candidate): number {
  return b.end - b.start - (a.end - a.start) || a.start - b.start || compareIds(a.term.id, b.term.id)
}

function compareIds(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
