import { lexiconSchema, type Lexicon, type Term } from '../../../src/core/lexicon/lexicon.ts'

/** A term with what a test leaves open filled in. */
export function termOf(fields: Partial<Term>): Term {
  const defaults = { id: 't', frame: 'f', concept: 'c', language: 'en', patterns: ['word'], examples: ['word'] }
  const [term] = lexiconOf([{ ...defaults, ...fields }]).terms
  if (!term) throw new TypeError('A lexicon of one term has none')
  return term
}

/** A lexicon of these terms, with the frames that they name. */
export function lexiconOf(terms: readonly (Partial<Term> & Pick<Term, 'frame'>)[]): Lexicon {
  const frames = [...new Set(terms.map(({ frame }) => frame))].map((id) => ({ id, definition: 'A frame.' }))
  return lexiconSchema.parse({ id: 'l', version: 1, frames, terms })
}
