import { z } from 'zod'
import { expandForms } from '../voice/expand-forms.ts'
import { PhraseTable } from './phrase-table.ts'

const entries = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(300)
      .regex(/^(?:[^*]+|[^*\s]+\*)$/, 'expected "*" only at the end of a single word'),
  )
  .default([])
  .transform((list): readonly string[] => list.flatMap(expandForms))

const strengths = z
  .strictObject({
    strong: entries.describe('3: atrocity, triumph.'),
    clear: entries.describe('2: lie, praise.'),
    slight: entries.describe('1: doubt, agree.'),
  })
  .prefault({})

/**
 * Words of one language that are good or bad news wherever they stand in the news: a file of `config/valence/`. Lower case, every form
 * written out: `{a,b}` means either, a last `*` any ending; phrases of several words are allowed and win over single words.
 */
export const valenceFileSchema = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}$/, 'expected a BCP 47 primary subtag such as "en"'),
  licence: z.string().min(1).describe('SPDX identifier: may these words be passed on?'),
  positive: strengths,
  negative: strengths,
  neutral: entries.describe('Phrases that look charged and are not: "war office", "defence minister".'),
  shifters: entries.describe('Words that turn the tone of what follows in the clause: prevent, fight, reduce.'),
})

export type ValenceFile = z.infer<typeof valenceFileSchema>

export interface ValenceList {
  readonly language: string
  /** From -3 to 3; 0 for phrases that look charged and are not. */
  readonly valences: PhraseTable<number>
  readonly shifters: PhraseTable<true>
}

/** By language. */
export type ValenceLists = ReadonlyMap<string, ValenceList>

/** Makes a file's words findable. */
export function compileValenceList(file: ValenceFile): ValenceList {
  return {
    language: file.language,
    valences: new PhraseTable(valuesOf(file)),
    shifters: new PhraseTable(file.shifters.map((word) => [word, true as const])),
  }
}

function* valuesOf({ positive, negative, neutral }: ValenceFile): Generator<readonly [string, number]> {
  for (const word of neutral) yield [word, 0]
  for (const [words, value] of [
    [positive.strong, 3],
    [positive.clear, 2],
    [positive.slight, 1],
    [negative.strong, -3],
    [negative.clear, -2],
    [negative.slight, -1],
  ] as const) {
    for (const word of words) yield [word, value]
  }
}
