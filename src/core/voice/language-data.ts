import { z } from 'zod'
import { expandForms } from './expand-forms.ts'

const forms = z
  .array(z.string().trim().min(1).max(200))
  .default([])
  .transform((entries) => [...new Set(entries.flatMap(expandForms))])

const factors = z
  .record(z.string().trim().min(1), z.number().min(0).max(5))
  .default({})
  .transform((entries): ReadonlyMap<string, number> => new Map(Object.entries(entries)))

const quotePair = z
  .strictObject({
    open: z.string().min(1).max(3).describe('Opening mark.'),
    close: z.string().min(1).max(3).describe('Closing mark; the same as `open` for straight marks.'),
    use: z.enum(['speech', 'title']).default('speech').describe('`title`: names of works, never speech.'),
  })
  .readonly()

const phrase = z
  .strictObject({
    phrase: z.string().trim().min(1).describe('The words; `{a,b}` = either.'),
    source: z.enum(['after', 'before']).describe('Where the source stands.'),
  })
  .readonly()

/**
 * What the voice rules, the tone rules and the sentence splitter know about one language. All of it is data: a language is added by
 * adding a file to `config/languages/`. Word lists are lower case and hold every inflected form; `{a,b}` in an entry means either.
 */
export const languageDataSchema = z
  .strictObject({
    code: z
      .string()
      .regex(/^[a-z]{2,3}$/, 'expected a BCP 47 primary subtag such as "en"')
      .describe('BCP 47 primary subtag.'),
    name: z.string().trim().min(1).describe('English name of the language.'),
    spaced: z.boolean().default(true).describe('Words are separated by spaces. `false`: cues are matched on characters.'),
    contentBeforeVerb: z
      .boolean()
      .default(false)
      .describe('Reported content stands between the speaker and the reporting verb, as in Turkish and Kazakh.'),
    abbreviations: forms.describe('Words whose full stop ends no sentence, with the full stop.'),
    quotes: z.array(quotePair).default([]).readonly().describe('Quotation marks in use.'),

    negators: forms.describe('Words that deny what follows in the clause.'),
    hedges: forms.describe('Words that weaken a claim to a possibility or a hearsay.'),
    intensifiers: factors.describe('Words that strengthen the next word, and by what factor.'),
    diminishers: factors.describe('Words that weaken the next word, and by what factor.'),
    contrast: forms.describe('Words after which the weightier clause begins: but, however.'),
    concession: forms.describe('Words that begin the lighter clause: although, despite.'),
  })
  .readonly()

export type LanguageData = z.infer<typeof languageDataSchema>
export type LanguagePhrase = z.infer<typeof phrase>
