import { z } from 'zod'
import { lexiconSchema, termSchema, type Lexicon } from '../../../core/lexicon/lexicon.ts'
import type { App } from '../../../app.ts'
import { PipelineError, unreachable } from '../../../errors.ts'
import type { Sha256 } from '../../../model.ts'
import { withoutTerm, withTerm, type TermForm } from './term-form.ts'

/** What a person would make of a lexicon, without all that stays as it is. */
export type Draft =
  | {
      readonly kind: 'put'
      readonly form: TermForm
      /** Id of the term that it takes the place of; beside the others where `undefined`. */
      readonly replaced: string | undefined
    }
  | { readonly kind: 'remove'; readonly term: string }
  /** As an earlier version was. */
  | { readonly kind: 'restore'; readonly hash: Sha256 }

/** Several terms at once: those that are there as they would be, and ids of those that would go. */
export const editsShape = {
  put: z.array(termSchema).max(1000).default([]).describe('Terms as they would be: in place of those of their ids, or beside the others.'),
  remove: z.array(z.string().min(1).max(100)).max(1000).default([]).describe('Ids of terms that would go.'),
}

export interface Edits {
  readonly put: Lexicon['terms']
  readonly remove: readonly string[]
}

/** Throws a `ZodError` for what no term can be, and `version-missing`. */
export async function drafted(lexicon: Lexicon, draft: Draft, { store }: Pick<App, 'store'>): Promise<Lexicon> {
  switch (draft.kind) {
    case 'put':
      return withTerm(lexicon, draft.form, draft.replaced)
    case 'remove':
      return withoutTerm(lexicon, draft.term)
    case 'restore': {
      const version = await store.lexiconVersions.get(lexicon.id, draft.hash)
      if (version) return version.lexicon
      throw new PipelineError('version-missing', 'This version is not in the history', { retry: 'never' })
    }
    default:
      return unreachable(draft)
  }
}

/** Throws `term-missing` for a term that cannot go because it is not there, and a `ZodError` for what no lexicon can be. */
export function edited(lexicon: Lexicon, { put, remove }: Edits): Lexicon {
  const known = new Set(lexicon.terms.map(({ id }) => id))
  const missing = remove.find((id) => !known.has(id))
  if (missing !== undefined) throw new PipelineError('term-missing', `The lexicon has no term ${missing}`, { retry: 'never' })
  const left = lexicon.terms.filter(({ id }) => !remove.includes(id))
  const stay = new Set(left.map(({ id }) => id))
  const changed = new Map(put.map((term) => [term.id, term]))
  const terms = [...left.map((term) => changed.get(term.id) ?? term), ...put.filter(({ id }) => !stay.has(id))]
  return lexiconSchema.parse({ ...lexicon, terms })
}
