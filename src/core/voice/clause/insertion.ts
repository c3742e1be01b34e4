import { contentEnd, trimContent } from './content.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'

/** The "as" that opens the clause of a verb, when it stands at the front of the sentence or behind a comma. */
export function asBefore(phrase: Phrase, verb: number): number | undefined {
  for (let at = verb - 1; at >= Math.max(0, verb - 10); at--) {
    if (phrase.is(at, 'grammar:as'))
      return at === 0 || phrase.isComma(at - 1) || phrase.isDash(at - 1) || phrase.is(at - 1, 'grammar:openers', 'contrast')
        ? at
        : undefined
    if (!phrase.isWord(at)) return undefined
  }
  return undefined
}

/** Content on both sides of an insertion that begins at `from` and goes on to the next comma behind `to`, or only to `to` when its own words close it. */
export function contentsAround(
  phrase: Phrase,
  from: number,
  to: number,
  { isClosed }: { readonly isClosed: boolean } = { isClosed: false },
): readonly Range[] {
  const after = isClosed || startsClause(phrase, from, to) ? to : afterInsertion(phrase, to)
  return contentsOf(phrase, [
    { from: clauseStart(phrase, from), to: from },
    { from: after, to: contentEnd(phrase, after, from) },
  ])
}

/** "According to Rathbun the property was returned": no comma stands between the source and the clause. */
function startsClause(phrase: Phrase, from: number, to: number): boolean {
  if (from > 0 || !phrase.isWord(to)) return false
  for (let at = to; at < Math.min(to + 12, phrase.length); at++) if (phrase.isComma(at)) return false
  return true
}

/** Behind the mark that ends an insertion, and behind a name in apposition: "According to the coach, Ali Reza, …". */
function afterInsertion(phrase: Phrase, to: number): number {
  let next = to
  while (!endsInsertion(phrase, next)) next++
  if (phrase.isQuote(next)) return next
  if (!phrase.isComma(next) || !phrase.isName(next + 1)) return next + 1
  let end = next + 1
  while (end < next + 7 && (phrase.isName(end) || phrase.is(end, 'grammar:genitives'))) end++
  return phrase.isComma(end) && end > next + 2 ? end + 1 : next + 1
}

function endsInsertion(phrase: Phrase, index: number): boolean {
  return (
    index >= phrase.length ||
    phrase.isComma(index) ||
    phrase.isDash(index) ||
    phrase.isColon(index) ||
    phrase.isEnd(index) ||
    phrase.isQuote(index)
  )
}

/** Where the clause in front of an insertion begins: behind the last semicolon, or "but" after a comma. */
export function clauseStart(phrase: Phrase, before: number): number {
  // "reports that, according to two diplomats, …": the clause begins with the insertion.
  const opener = phrase.isComma(before - 1) ? before - 2 : before - 1
  if (phrase.is(opener, 'grammar:complementizers')) return before
  for (let at = before - 1; at >= 0; at--) {
    // "Это измена? — спросил": the question mark belongs to what is said.
    if (at === before - 1 && endsSpeech(phrase, at)) continue
    if ((phrase.isEnd(at) && phrase.isMark(at)) || (phrase.isColon(at) && phrase.isWord(at - 1))) return at + 1
    if (phrase.isComma(at) && at + 1 === before) continue
    if (phrase.isComma(at) && phrase.is(at + 1, 'contrast') && !phrase.is(at + 1, 'grammar:adverbs')) return at + 2
  }
  return 0
}

/** A question or a cry ends here, and who said it may follow. */
export function endsSpeech(phrase: Phrase, index: number): boolean {
  return index > 0 && speechEnds.has(phrase.items[index]?.lower ?? '')
}

const speechEnds: ReadonlySet<string> = new Set('?!？！')

/** The ranges that hold anything, without the marks at their ends. */
export function contentsOf(phrase: Phrase, ranges: readonly Range[]): readonly Range[] {
  return ranges.flatMap((range) => trimContent(phrase, range) ?? [])
}
