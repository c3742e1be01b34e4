import type { Span } from '../../model.ts'
import type { Term } from './lexicon.ts'

export interface Candidate extends Span {
  readonly term: Term
  /** Its first and last token. */
  readonly first: number
  readonly last: number
}

/** In each frame the longest first, then the first in the text, then by id; what overlaps one that was taken is dropped. In order of place. */
export function longestHits(candidates: readonly Candidate[], tokenCount: number): readonly Candidate[] {
  const taken: Candidate[] = []
  const isTaken = new Uint8Array(tokenCount)
  for (const hits of Map.groupBy(candidates, ({ term }) => term.frame).values()) {
    isTaken.fill(0)
    for (const hit of hits.toSorted(byRank)) {
      // Those taken before are at least as long, so one that overlaps this holds its first or its last token.
      if (isTaken[hit.first] === 1 || isTaken[hit.last] === 1) continue
      isTaken.fill(1, hit.first, hit.last + 1)
      taken.push(hit)
    }
  }
  return taken.toSorted((a, b) => a.start - b.start || a.end - b.end || compareIds(a.term.frame, b.term.frame))
}

function byRank(a: Candidate, b: Candidate): number {
  return b.end - b.start - (a.end - a.start) || a.start - b.start || compareIds(a.term.id, b.term.id)
}

function compareIds(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
