import type { Lexicon, Term } from './lexicon.ts'

export interface ChangedTerm {
  readonly id: string
  /** Names of what differs: patterns, scope, weight … */
  readonly fields: readonly string[]
}

export interface LexiconDiff {
  readonly added: readonly Term[]
  readonly removed: readonly Term[]
  readonly changed: readonly ChangedTerm[]
  readonly framesAdded: readonly string[]
  readonly framesRemoved: readonly string[]
}

/** What the second lexicon says that the first did not, and the other way round. Terms are the same by id; sentences and notes count as changes too. */
export function diffLexicons(before: Lexicon, after: Lexicon): LexiconDiff {
  const [was, is] = [new Map(before.terms.map((term) => [term.id, term])), new Map(after.terms.map((term) => [term.id, term]))]
  const idsOf = (lexicon: Lexicon) => new Set(lexicon.frames.map(({ id }) => id))
  const [framesBefore, framesAfter] = [idsOf(before), idsOf(after)]
  return {
    added: after.terms.filter(({ id }) => !was.has(id)),
    removed: before.terms.filter(({ id }) => !is.has(id)),
    changed: before.terms.flatMap((term) => {
      const other = is.get(term.id)
      const fields = other ? changedFields(term, other) : []
      return fields.length === 0 ? [] : [{ id: term.id, fields }]
    }),
    framesAdded: [...framesAfter].filter((id) => !framesBefore.has(id)),
    framesRemoved: [...framesBefore].filter((id) => !framesAfter.has(id)),
  }
}

function changedFields(before: Term, after: Term): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...names].filter((name) => JSON.stringify(was.get(name)) !== JSON.stringify(is.get(name)))
}
