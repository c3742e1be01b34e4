import { z } from 'zod'
import { patternMistake } from './pattern.ts'

const name = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u, 'expected letters, digits, dots and hyphens')
const sentence = z.string().trim().min(1).max(2000)
const text = z
  .string()
  .optional()
  .transform((value) => value)
const pattern = z.string().superRefine((value, context) => {
  const mistake = patternMistake(value)
  if (mistake !== undefined) context.addIssue({ code: 'custom', message: `the pattern cannot be used, ${mistake}` })
})

const frameSchema = z
  .strictObject({
    id: name.describe('Stable; hits, rates and contrasts name it.'),
    name: text.describe('As reports print it; the id where it is missing.'),
    definition: sentence.describe('What an article does when it uses the frame, in one sentence.'),
    sources: z.array(z.string()).default([]).describe('Where the frame comes from.'),
  })
  .readonly()

export const termSchema = z
  .strictObject({
    id: name.describe('Stable and unique in the lexicon.'),
    frame: name,
    concept: name.describe('The same for entries of one idea in all languages.'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/, 'expected a BCP 47 primary subtag such as "en"')
      .describe('BCP 47 primary subtag.'),
    patterns: z
      .array(pattern)
      .min(1)
      .readonly()
      .describe('Words, `{a,b}`, `*` inside or at the end of a word, a lone `*` for one to three words.'),
    match: z.enum(['phrase', 'lemma']).default('phrase').describe('`lemma`: words with the same stem are hits too.'),
    weight: z.number().min(0).max(10).default(1),
    scope: z.enum(['any', 'outlet', 'attributed', 'headline']).default('any').describe('Hits elsewhere are not counted.'),
    unless: z.array(pattern).default([]).readonly().describe('Patterns of the same grammar: a hit inside or touching one is none.'),
    note: text,
    source: text,
    examples: z.array(sentence).default([]).readonly(),
    counterexamples: z.array(sentence).default([]).readonly(),
  })
  .readonly()

/** `config/lexicons/*.yaml`: frames, and the terms by which they are found. */
export const lexiconSchema = z
  .strictObject({
    id: name,
    version: z.int().min(1),
    licence: text,
    frames: z.array(frameSchema).min(1).readonly(),
    terms: z.array(termSchema).readonly(),
  })
  .readonly()
  .superRefine(({ frames, terms }, context) => {
    const known = new Set(frames.map((frame) => frame.id))
    const seen = new Set<string>()
    for (const [index, term] of terms.entries()) {
      if (!known.has(term.frame)) {
        context.addIssue({
          code: 'custom',
          path: ['terms', index, 'frame'],
          message: `expected one of ${[...known].join(', ')}, found "${term.frame}"`,
        })
      }
      if (seen.has(term.id))
        context.addIssue({ code: 'custom', path: ['terms', index, 'id'], message: `expected an id of its own, found "${term.id}" again` })
      seen.add(term.id)
    }
  })

export type Lexicon = z.infer<typeof lexiconSchema>
export type Term = Lexicon['terms'][number]
