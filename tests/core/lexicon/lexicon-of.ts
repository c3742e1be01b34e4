import { lexiconSchema, type Lexicon } from '../../../src/core/lexicon/lexicon.ts'

/** A small lexicon of one frame, with one term for each list of patterns. */
export function lexiconOf(patterns: readonly string[], term: object = {}): Lexicon {
  return lexiconSchema.parse({
    id: 'small',
    version: 1,
    frames: [
      { id: 'betrayal', definition: 'Faith is broken.' },
      { id: 'threat', definition: 'Danger is near.' },
    ],
    terms: patterns.map((pattern, index) => ({
      id: `term-${index}`,
      frame: 'betrayal',
      concept: `concept-${index}`,
      language: 'en',
      patterns: [pattern],
      examples: ['An example.'],
      ...term,
    })),
  })
}
