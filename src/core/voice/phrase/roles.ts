import type { LanguageData } from '../language-data.ts'

/** Whether a word is listed as a role as it stands: in languages with many endings it is asked of what is left without one. */
export function isRoleWord(word: string, language: LanguageData): boolean {
  const roles = known.get(language) ?? new Set(language.people.roles)
  known.set(language, roles)
  return roles.has(word)
}

const known = new WeakMap<LanguageData, ReadonlySet<string>>()
