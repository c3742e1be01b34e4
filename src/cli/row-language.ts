import { detectLanguage } from '../core/text/language.ts'
import { primarySubtag } from '../core/text/primary-subtag.ts'

/** The language of a row: what it says, as a primary subtag (`en-US` is `en`), else, also where that names no language, what its text looks like. */
export function languageOf(given: string | null | undefined, text: string): string | undefined {
  return primarySubtag(given ?? undefined) ?? detectLanguage(text)
}
