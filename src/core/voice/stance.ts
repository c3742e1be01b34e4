import type { Stance } from '../../model.ts'
import type { LanguageData } from './language-data.ts'
import { WordLists } from './word-lists.ts'

/** Words of the cue and of what stands between it and the claim: "claimed", "якобы". Distance weighs more than assent. */
export function stanceOf(words: string, language: LanguageData): Stance {
  const found = listsOf(language).find(words)
  if (found.some(({ name }) => name === 'distances')) return 'distances'
  return found.length > 0 ? 'endorses' : 'neutral'
}

const known = new WeakMap<LanguageData, WordLists<Exclude<Stance, 'neutral'>>>()

function listsOf(language: LanguageData): WordLists<Exclude<Stance, 'neutral'>> {
  const lists = known.get(language) ?? new WordLists(language, language.stances)
  known.set(language, lists)
  return lists
}
