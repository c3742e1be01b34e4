import type { Stance } from '../../model.ts'
import type { LanguageData } from './language-data.ts'
import { WordLists } from './word-lists.ts'

/**
 * By the words of the cue ("claimed"), and by hearsay words that open the claim: "сообщил, что якобы". Other words of the claim are its
 * speaker's: "called the accusations slander" holds nobody at arm's length. Distance weighs more than assent.
 */
export function stanceOf(cue: string, opening: string, language: LanguageData): Stance {
  const { ofCues, hearsay } = listsOf(language)
  const found = ofCues.find(cue)
  if (found.some(({ name }) => name === 'distances') || hearsay.find(opening).length > 0) return 'distances'
  return found.length > 0 ? 'endorses' : 'neutral'
}

interface Lists {
  readonly ofCues: WordLists<Exclude<Stance, 'neutral'>>
  readonly hearsay: WordLists<'distances'>
}

const known = new WeakMap<LanguageData, Lists>()

function listsOf(language: LanguageData): Lists {
  const { stances, hedges } = language
  const lists = known.get(language) ?? {
    ofCues: new WordLists(language, stances),
    hearsay: new WordLists(language, { distances: stances.distances.filter((word) => hedges.includes(word)) }),
  }
  known.set(language, lists)
  return lists
}
