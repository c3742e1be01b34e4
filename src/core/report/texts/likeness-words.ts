import type { StoryEvidence } from '../../../model.ts'
import { numberWords } from '../../story/traits/numbers.ts'

/** What an article shares with the anchor, as a reader recognises it: names, and the larger numbers in words. */
export function likenessWords({ names, numbers }: StoryEvidence): string {
  return [...names, ...numbers.flatMap((number) => numberWords(number) ?? [])].join(', ')
}
