import { fileURLToPath } from 'node:url'
import type { LanguageData } from '../../../src/core/voice/language-data.ts'
import { readLanguages } from '../../../src/io/config/languages.ts'

const languages = await readLanguages([fileURLToPath(new URL('../../../config', import.meta.url))])

/** A language as it ships; throws where the test names one that has no file. */
export function loadLanguage(code: string): LanguageData {
  const language = languages.get(code)
  if (language === undefined) throw new Error(`config/languages has no ${code}.yaml`)
  return language
}

export const languageCodes: readonly string[] = [...languages.keys()]
