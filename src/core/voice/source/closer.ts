import type { Phrase } from '../phrase/phrase.ts'

/** Where the closing words of a phrase stand, when nothing but the source is in between. */
export function closerAt(phrase: Phrase, from: number, closer: readonly string[]): number | undefined {
  const furthest = phrase.language.spaced ? 8 : 25
  for (let at = from; at < Math.min(from + furthest, phrase.length); at++) {
    if (closer.every((word, offset) => phrase.items[at + offset]?.lower === word) && !opensLongerName(phrase, at, closer.length)) return at
    if (phrase.isMark(at) && !/^[.·-]$/u.test(phrase.items[at]!.lower)) return undefined
  }
  return undefined
}

/** "消息人士" begins with "消息". */
function opensLongerName(phrase: Phrase, index: number, length: number): boolean {
  const item = phrase.items[index]
  return item !== undefined && item.opens && item.length > length && phrase.is(index, 'people:roles')
}
