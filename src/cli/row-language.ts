import { detectLanguage } from '../core/text/language.ts'

/** The language of a row: what it says, as a primary subtag (`en-US` is `en`), else what its text looks like. */
export function languageOf(given: string | null | undefined, text: string): string | undefined {
  const subtag = given?.split(/[-_]/)[0]?.trim().toLowerCase()
  return subtag === undefined || subtag === '' ? detectLanguage(text) : subtag
}
