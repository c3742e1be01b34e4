import type { StoryEvidence } from '../../../model.ts'
import { calendarWords } from './calendar-words.ts'
import type { StoryFeatures } from './features.ts'

/** The names and numbers of the first article that the second has too, in the order and spelling of the first, without “’s”; the first few of each. */
export function sharedEvidence(
  { language, names, numbers }: Pick<StoryFeatures, 'language' | 'names' | 'numbers'>,
  other: Pick<StoryFeatures, 'names' | 'numbers'>,
): StoryEvidence {
  const timeWords = calendarWords(language)
  const shared = [...names].filter(([skeleton, printed]) => other.names.has(skeleton) && !timeWords.has(printed.toLowerCase()))
  return {
    names: shared.slice(0, mostShown).map(([, printed]) => printed.replace(/['’]s$/u, '')),
    numbers: [...numbers].filter((number) => other.numbers.has(number)).slice(0, mostShown),
  }
}

const mostShown = 8
