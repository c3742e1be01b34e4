import type { SpeakerClass } from '../../model.ts'
import type { LanguageData } from './language-data.ts'
import { WordLists } from './word-lists.ts'

/**
 * What kind of speaker the words for one tell of: the office, party, field or outlet of the main noun, or that nobody is named. `undefined`
 * where no word of the lists stands there, as for a bare name.
 */
export function speakerClassOf(speaker: string, language: LanguageData): SpeakerClass | undefined {
  const found = listsOf(language).find(speaker)
  if (found.some(({ name }) => name === 'anonymous')) return 'anonymous'
  // The main noun: "the opposition leader", "представитель оппозиции".
  return (language.headLast ? found.at(-1) : found[0])?.name
}

const known = new WeakMap<LanguageData, WordLists<SpeakerClass>>()

function listsOf(language: LanguageData): WordLists<SpeakerClass> {
  const { speakers, people } = language
  const lists = known.get(language) ?? new WordLists<SpeakerClass>(language, { ...speakers, media: [...speakers.media, ...people.media] })
  known.set(language, lists)
  return lists
}
