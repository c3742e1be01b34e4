import { lexiconSchema, type Lexicon } from '../../../src/core/lexicon/lexicon.ts'

/** A small lexicon of two frames, with one term for each pattern. Patterns are not checked by the schema, so that tests see who refuses them. */
export function lexiconOf(patterns: readonly string[], term: object = {}): Lexicon {
  const lexicon = lexiconSchema.parse({
    id: 'small',
    version: 1,
    frames: [
      { id: 'betrayal', definition: 'Faith is broken.' },
      { id: 'threat', definition: 'Danger is near.' },
    ],
    terms: patterns.map((_, index) => ({
      id: `term-${index}`,
      frame: 'betrayal',
      concept: `concept-${index}`,
      language: 'en',
      patterns: ['placeholder'],
      examples: ['An example.'],
      ...term,
    })),
  })
  return { ...lexicon, terms: lexicon.terms.map((parsed, index) => ({ ...parsed, patterns: patterns.slice(index, index + 1) })) }
}
