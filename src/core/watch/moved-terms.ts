import type { Hit, Zone } from '../../model.ts'

/** A framing term that stands in one zone more or less often than before. */
export interface MovedTerm {
  readonly frame: string
  readonly term: string
  /** As printed, in the version that has it. */
  readonly text: string
  readonly zone: Zone
  readonly before: number
  readonly after: number
}

type Found = Pick<Hit, 'frame' | 'term' | 'text' | 'zone'>

const order: readonly Zone[] = ['headline', 'lead', 'body']

/** Terms whose number changed, the headline's first; a term that went from the body to the headline is moved in both. */
export function movedTerms(before: readonly Found[], after: readonly Found[]): readonly MovedTerm[] {
  const counts = new Map<string, { readonly hit: Found; before: number; after: number }>()
  const count = (hits: readonly Found[], side: 'before' | 'after') => {
    for (const hit of hits) {
      const key = `${hit.zone}\n${hit.frame}\n${hit.term}`
      const entry = counts.get(key) ?? { hit, before: 0, after: 0 }
      entry[side] += 1
      counts.set(key, entry)
    }
  }
  count(before, 'before')
  count(after, 'after')
  return [...counts.values()]
    .filter((entry) => entry.before !== entry.after)
    .map(({ hit: { frame, term, text, zone }, ...numbers }) => ({ frame, term, text, zone, ...numbers }))
    .toSorted((a, b) => order.indexOf(a.zone) - order.indexOf(b.zone) || (a.term < b.term ? -1 : 1))
}
