import { z } from 'zod'
import { fold } from '../text/fold.ts'
import { expandForms } from '../voice/expand-forms.ts'

const forms = z
  .array(z.string().trim().min(1).max(200))
  .default([])
  .transform((entries): readonly string[] => entries.flatMap(expandForms).map(fold))

/** How one language speaks of the press: a file of `config/press/`. Lower case, every form written out; `{a,b}` means either. */
export const pressFileSchema = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}$/, 'expected a BCP 47 primary subtag such as "en"'),
  licence: z.string().min(1).describe('SPDX identifier: may these words be passed on?'),
  media: forms.describe('Nouns for news outlets: newspaper, media.'),
  people: forms.describe('Nouns for those who write for them: journalists.'),
  notPress: forms.describe('Words beside which such a noun means something else: press secretary.'),
  pointingBack: forms.describe('Whole speakers that mean the outlet named last: "the paper".'),
  countries: z
    .record(z.string().regex(/^[A-Z]{2}$/), forms)
    .default({})
    .describe('Words by which the press of a country is named, by ISO 3166-1 code: Chinese, China.'),
})

export type PressWords = z.infer<typeof pressFileSchema>

/** Whether one of the words stands in the text as a word. In Chinese it may stand anywhere. */
export function holdsWord(text: string, words: readonly string[]): boolean {
  const folded = fold(text)
  return words.some((word) => {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      if (/^\p{Script=Han}/u.test(word) || (!isLetter(folded.charAt(at - 1)) && !isLetter(folded.charAt(at + word.length)))) return true
    }
    return false
  })
}

function isLetter(character: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(character) && !/^\p{Script=Han}$/u.test(character)
}
