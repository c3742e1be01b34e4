import { z } from 'zod'

/** What a person made of a sentence in another language. No machine translates here: who did it is printed with it. */
export interface Translation {
  /** The sentence as the report prints it. */
  readonly sentence: string
  readonly translation: string
  /** BCP 47 primary subtag of the translation. */
  readonly language: string
  readonly by: string
}

export const translationSchema = z.strictObject({
  sentence: z.string().trim().min(1).max(10_000),
  translation: z.string().trim().min(1).max(10_000),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/u, 'expected a language such as en')
    .default('en'),
  by: z.string().trim().min(1).max(200),
})

/** Finds the translation of a sentence, whatever blanks stand in it. */
export function translationFinder(translations: readonly Translation[]): (sentence: string) => Translation | undefined {
  const bySentence = new Map(translations.map((entry) => [keyOf(entry.sentence), entry]))
  return (sentence) => bySentence.get(keyOf(sentence))
}

function keyOf(sentence: string): string {
  return sentence.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
}
