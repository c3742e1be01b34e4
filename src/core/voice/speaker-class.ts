import type { SpeakerClass } from '../../model.ts'
import type { LanguageData } from './language-data.ts'
import { WordLists, wordsOf } from './word-lists.ts'

/**
 * What kind of speaker the words for one tell of: the office, party, field or outlet of the main noun, or that nobody is named. `undefined`
 * where no word of the lists stands there, as for a bare name.
 */
export function speakerClassOf(speaker: string, language: LanguageData): SpeakerClass | undefined {
  const found = listsOf(language).find(speaker)
  if (found.some(({ name }) => name === 'anonymous')) return 'anonymous'
  // The main noun: "the opposition leader", "представитель оппозиции".
  if (!language.headLast) return found[0]?.name
  if (found.length < 2) return found[0]?.name
  // "journalists from China": it stands in front of a preposition.
  const preposition = prepositionIn(speaker, language)
  return (found.findLast(({ last }) => last < preposition) ?? found.at(-1))?.name
}

/** The place of the first preposition among the words; in languages whose prepositions are words of their own. */
function prepositionIn(speaker: string, { grammar, spaced }: LanguageData): number {
  if (!spaced) return Infinity
  const index = wordsOf(speaker).findIndex((word) => grammar.prepositions.includes(word) || grammar.genitives.includes(word))
  return index === -1 ? Infinity : index
}

const known = new WeakMap<LanguageData, WordLists<SpeakerClass>>()

function listsOf(language: LanguageData): WordLists<SpeakerClass> {
  const { speakers, people } = language
  const lists = known.get(language) ?? new WordLists<SpeakerClass>(language, { ...speakers, media: [...speakers.media, ...people.media] })
  known.set(language, lists)
  return lists
}
