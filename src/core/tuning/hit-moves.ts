import type { CompiledLexicon } from '../hits/automaton/compile.ts'
import { findTermHits, type ScopedTermHit } from '../hits/find-term-hits.ts'
import type { Article } from '../../model.ts'

/** Hits that one version of a lexicon finds in a text and another does not. */
export interface HitMoves {
  readonly gained: readonly ScopedTermHit[]
  readonly lost: readonly ScopedTermHit[]
}

/** Two hits are the same when the same words are a hit of the same frame: which term found them moves no number. */
export function hitMoves(
  { text, language, bodyStart }: Pick<Article, 'text' | 'language' | 'bodyStart'>,
  { before, after }: { readonly before: CompiledLexicon; readonly after: CompiledLexicon },
): HitMoves {
  const was = findTermHits(text, { language, lexicon: before, bodyStart })
  const is = findTermHits(text, { language, lexicon: after, bodyStart })
  const [known, kept] = [new Set(was.map(hitKey)), new Set(is.map(hitKey))]
  return { gained: is.filter((hit) => !known.has(hitKey(hit))), lost: was.filter((hit) => !kept.has(hitKey(hit))) }
}

/** The same for hits that are the same to a reader of numbers. */
function hitKey({ start, end, frame }: { readonly start: number; readonly end: number; readonly frame: string }): string {
  return `${start} ${end} ${frame}`
}
