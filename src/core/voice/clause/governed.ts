import { contentEnd, isPastForm } from './content.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'

/** Content behind the verb. `undefined` when the verb has a plain object there, or nothing that it governs. */
export function governedContent(phrase: Phrase, cue: Range, start: number): Range | undefined {
  const inserted = conjunctionBehindInsertion(phrase, start)
  if (inserted !== undefined) return { from: inserted, to: contentEnd(phrase, inserted, cue.from) }
  // "参考消息网3月5日报道 美媒称": a space ends the source line.
  const gap = phrase.items[start]
  if (
    !phrase.language.spaced &&
    start === cue.to &&
    gap?.kind === 'word' &&
    gap.start > phrase.items[start - 1]!.end &&
    phrase.is(cue.from, 'verb:report')
  )
    return { from: start, to: contentEnd(phrase, start, cue.from) }
  const isOpened = phrase.isColon(start) || phrase.isComma(start) || phrase.isDash(start)
  const from = isOpened ? start + 1 : start
  // "responding with a “stab in the back”": a quotation behind an article is a thing, not a saying.
  if (from > cue.to && phrase.isQuote(from) && phrase.is(from - 1, 'grammar:determiners')) return undefined
  if (from >= phrase.length || phrase.isEnd(from)) return phrase.is(cue.from, 'verb:report') ? { from, to: from } : undefined
  const content = { from, to: contentEnd(phrase, from, cue.from) }
  if (phrase.isColon(start) || phrase.is(from, 'grammar:complementizers')) return content
  if (hasQuote(phrase, { from, to: Math.min(from + 3, content.to) })) return content
  // "to suggest designs", "Writing in a blog post, …": not said by anyone yet, or no saying at all.
  if (phrase.is(cue.from - 1, 'grammar:infinitives') || (cue.from === 0 && phrase.isGerund(0))) return undefined
  // "feel betrayed": the participle is what they feel.
  if (phrase.is(cue.from, 'verb:think') && from === cue.to && isPastForm(phrase, from)) return content
  // "expect the betrayal to continue".
  if (phrase.is(cue.from, 'verb:think') && !phrase.isInfinitive(from) && infinitiveWithin(phrase, from)) return content
  const isPlainObjectVerb =
    phrase.is(cue.from, 'verb:know') || (phrase.language.spaced && phrase.is(cue.from, 'verb:think', 'verb:tell', 'verb:alsoNouns'))
  if (phrase.is(cue.from, 'verb:demand') && phrase.is(cue.to - 1, 'grammar:infinitives')) return content
  // "只有威胁和讹诈": what is joined to something else is a noun.
  if (phrase.is(cue.from, 'verb:demand') && !phrase.language.spaced)
    return phrase.is(from, 'grammar:coordinators', 'grammar:genitives') ? undefined : content
  if (phrase.is(cue.from, 'verb:demand'))
    return phrase.is(from, 'grammar:infinitives') || infinitiveWithin(phrase, from) ? content : undefined
  if (phrase.is(cue.from, 'verb:ask')) return asksWithin(phrase, content) ? content : undefined
  if (phrase.is(cue.from, 'verb:deny'))
    return (isOpened && !phrase.language.clauseAfterComma) || judgesAs(phrase, cue, content) ? undefined : content
  if (phrase.is(from, 'grammar:questionWords')) return content
  if (phrase.is(from, 'grammar:infinitives', 'grammar:genitives')) return undefined
  if (phrase.language.spaced && phrase.is(from, 'grammar:passiveBy')) return undefined
  // Without a conjunction the clause stands straight behind the verb and its comma: "sagte, die Kürzung sei".
  if (isOpened && !(phrase.language.clauseAfterComma && (phrase.is(cue.from, 'verb:tell') || phrase.afterAdverbs(cue.to) === start)))
    return undefined
  return !isPlainObjectVerb || showsClause(phrase, cue, content) ? content : undefined
}

/** A quotation of one piece stands in the range. */
export function hasQuote(phrase: Phrase, range: Range): boolean {
  for (let at = range.from; at < range.to; at++) if (phrase.isQuote(at)) return true
  return false
}

/** "explains, in a satirical fashion, that …". */
function conjunctionBehindInsertion(phrase: Phrase, comma: number): number | undefined {
  if (!phrase.isComma(comma)) return undefined
  for (let at = comma + 1; at < Math.min(comma + 10, phrase.length); at++) {
    if (phrase.isComma(at)) return phrase.is(at + 1, 'grammar:complementizers') ? at + 1 : undefined
    if (!phrase.isWord(at)) return undefined
  }
  return undefined
}

/** A question word opens the clause, or stands near its front: "был ли рейд", "突袭是否". */
function asksWithin(phrase: Phrase, { from, to }: Range): boolean {
  for (let at = from; at < Math.min(from + (phrase.language.spaced ? 3 : 15), to); at++) {
    if (
      phrase.is(at, 'grammar:questionWords', 'grammar:complementizers', 'grammar:alternatives', 'grammar:questionMarks') ||
      (at === from && phrase.is(at, 'grammar:subordinators'))
    )
      return true
  }
  return false
}

function infinitiveWithin(phrase: Phrase, from: number): boolean {
  for (let at = from; at < Math.min(from + 7, phrase.length) && phrase.isWord(at); at++) if (phrase.isInfinitive(at)) return true
  return false
}

/** "dismissed the plan as a betrayal" affirms the betrayal: read as a judgement. */
function judgesAs(phrase: Phrase, cue: Range, { from, to }: Range): boolean {
  if (!phrase.is(cue.from, 'verb:view')) return false
  for (let at = from; at < to; at++) if (phrase.is(at, 'grammar:as')) return true
  return false
}

/** A clause shows itself by a pronoun in front or a finite verb within reach. */
function showsClause(phrase: Phrase, cue: Range, content: Range): boolean {
  // "thought the scoop made him look good": what is thought is a clause, what is found may be a thing.
  const isJudgement = phrase.is(cue.from, 'verb:think', 'verb:tell')
  // "did not hear them": a pronoun with nothing behind it is the object.
  if (phrase.is(content.from, 'people:pronouns', 'people:self'))
    return (
      !phrase.language.spaced ||
      (phrase.isWord(content.from + 1) && !phrase.is(content.from + 1, 'grammar:prepositions', 'grammar:coordinators'))
    )
  for (let at = content.from + 1; at < Math.min(content.to, content.from + 12); at++) {
    if (!phrase.isWord(at)) return false
    if (phrase.is(at, 'grammar:relatives', 'grammar:as')) return false
    if (phrase.is(at, 'grammar:auxiliaries', 'grammar:copulas')) return true
    if (isJudgement && (phrase.is(at, 'grammar:finiteVerbs') || (isPastForm(phrase, at) && !phrase.is(at + 1, 'grammar:passiveBy'))))
      return true
  }
  return false
}
