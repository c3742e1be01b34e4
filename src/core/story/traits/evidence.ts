import type { StoryEvidence } from '../../../model.ts'
import type { StoryFeatures } from './features.ts'
import { tellingWords } from './telling-words.ts'

/** The names and numbers of the first article that the second has too, in the order and spelling of the first; the first few of each. */
export function sharedEvidence(
  { language, names, numbers }: Pick<StoryFeatures, 'language' | 'names' | 'numbers'>,
  other: Pick<StoryFeatures, 'names' | 'numbers'>,
): StoryEvidence {
  const shared = [...names].flatMap(([skeleton, printed]) => (other.names.has(skeleton) ? [printed] : []))
  return {
    names: tellingWords(shared, language).slice(0, mostShown),
    numbers: [...numbers].filter((number) => other.numbers.has(number)).slice(0, mostShown),
  }
}

const mostShown = 8
