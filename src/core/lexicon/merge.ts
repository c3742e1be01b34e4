import { PipelineError } from '../../errors.ts'
import type { Lexicon } from './lexicon.ts'

/** Several lexicons as one, for a comparison that uses them side by side. Throws `lexicons-clash` when two use one id for different things. */
export function mergeLexicons(lexicons: readonly Lexicon[]): Lexicon {
  const [first] = lexicons
  if (!first) throw new PipelineError('lexicon-missing', 'Cannot compare without a lexicon', { retry: 'never' })
  for (const key of ['frames', 'terms'] as const) {
    const owners = new Map<string, string>()
    for (const lexicon of lexicons) {
      for (const { id } of lexicon[key]) {
        const owner = owners.get(id)
        if (owner !== undefined) {
          const message = `Cannot use ${owner} and ${lexicon.id} together: both have ${key} called "${id}"; rename one of them`
          throw new PipelineError('lexicons-clash', message, { retry: 'never' })
        }
        owners.set(id, lexicon.id)
      }
    }
  }
  return {
    // An id like any other, of at most 100 characters.
    id: lexicons
      .map(({ id }) => id)
      .join('-and-')
      .slice(0, 100),
    version: Math.max(...lexicons.map(({ version }) => version)),
    licence: first.licence,
    frames: lexicons.flatMap(({ frames }) => frames),
    terms: lexicons.flatMap(({ terms }) => terms),
  }
}
