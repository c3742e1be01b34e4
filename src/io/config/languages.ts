import { languageDataSchema, type LanguageData } from '../../core/voice/language-data.ts'
import { readByLanguage } from './by-language.ts'

/** Reads `languages/*.yaml` of the folders, by language code. Throws `language-invalid` and `language-unreadable`. */
export function readLanguages(folders: readonly string[]): Promise<ReadonlyMap<string, LanguageData>> {
  return readByLanguage(folders, {
    folder: 'languages',
    words: 'the language',
    code: 'language',
    schema: languageDataSchema,
    language: { key: 'code', of: ({ code }) => code },
  })
}
