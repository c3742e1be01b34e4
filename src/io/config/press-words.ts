import { pressFileSchema, type PressWords } from '../../core/claims/press-words.ts'
import { readByLanguage } from './by-language.ts'

/** Reads `press/*.yaml` of the folders, by language code. Throws `press-invalid` and `press-unreadable`. */
export function readPressWords(folders: readonly string[]): Promise<ReadonlyMap<string, PressWords>> {
  return readByLanguage(folders, {
    folder: 'press',
    words: 'the words of the press',
    code: 'press',
    schema: pressFileSchema,
    language: { key: 'language', of: ({ language }) => language },
  })
}
