import type { Mode, Span } from '../../model.ts'
import type { Phrase } from './clause/phrase.ts'

/** Words looked back over for a negation or a hedge. */
const reach = 12

/** Whether the sentence asserts the hit, denies it, weakens it or asks. `floor` is the offset where the innermost voice begins. */
export function modeIn(phrase: Phrase, hit: Span, floor: number): Mode {
  const first = phrase.items.findIndex(({ end }) => end > hit.start)
  if (first === -1) return 'asserted'
  const last = phrase.items.findLastIndex(({ start }) => start < hit.end)
  if (isDeniedBehind(phrase, last)) return 'negated'
  const before = clauseBefore(phrase, first, floor)
  if (before.isNegated) return 'negated'
  if (phrase.sentence.isQuestion || before.isOpen) return 'question'
  if (before.isHedged || (phrase.language.contentBeforeVerb && isHedgedBehind(phrase, last)) || isConditional(phrase, first, floor))
    return 'hedged'
  return 'asserted'
}

function isDeniedBehind(phrase: Phrase, last: number): boolean {
  for (let at = last + 1; at <= last + 3; at++) {
    if (phrase.is(at, 'grammar:negatorsAfter')) return true
    if (!phrase.isWord(at)) return false
  }
  return false
}

/** Verb-final languages put "may" behind: "сатқындық болуы мүмкін". */
function isHedgedBehind(phrase: Phrase, last: number): boolean {
  for (let at = last + 1; at <= last + 4; at++) {
    if (phrase.is(at, 'grammar:complementizers') || !phrase.isWord(at)) return false
    if (phrase.is(at, 'hedge')) return true
  }
  return false
}

function clauseBefore(
  phrase: Phrase,
  first: number,
  floor: number,
): { readonly isNegated: boolean; readonly isHedged: boolean; readonly isOpen: boolean } {
  let isNegated = false
  // "will not accept this betrayal" takes the betrayal for a fact.
  let isPointedAt = false
  let isHedged = false
  let isOpen = false
  for (let at = first - 1; at >= Math.max(0, first - reach); at--) {
    const item = phrase.items[at]!
    if (item.start < floor) break
    if (phrase.is(at, 'grammar:alternatives')) isOpen = true
    if (isClauseEdge(phrase, at)) {
      // "Возможно, …": a hedge that a comma sets off weighs on the clause behind it.
      if (phrase.isComma(at) && phrase.is(at - 1, 'hedge') && !phrase.is(at - 1, 'distancing')) isHedged = true
      break
    }
    if (at === first - 1 && phrase.is(at, 'grammar:demonstratives')) isPointedAt = true
    if (phrase.is(at, 'negator', 'grammar:negatorsAfter') && !phrase.is(at, 'grammar:affirming') && !isAffirmed(phrase, at))
      isNegated = !isPointedAt
    if (phrase.is(at, 'hedge') && !phrase.is(at, 'distancing')) isHedged = true
  }
  return { isNegated, isHedged, isOpen }
}

/** "not only": a listed phrase begins at the negator or takes it in. */
function isAffirmed(phrase: Phrase, at: number): boolean {
  for (let from = at; from >= Math.max(0, at - 3); from--) {
    if (phrase.is(from, 'grammar:affirming') && from + (phrase.items[from]?.length ?? 1) > at) return true
  }
  return false
}

function isClauseEdge(phrase: Phrase, at: number): boolean {
  if (phrase.is(at, 'grammar:clauseMarks', 'grammar:complementizers', 'contrast') && !phrase.is(at, 'grammar:adverbs')) {
    // "could yet turn into".
    return !phrase.is(at - 1, 'grammar:auxiliaries')
  }
  return phrase.isQuote(at)
}

function isConditional(phrase: Phrase, first: number, floor: number): boolean {
  for (let at = 0; at < first; at++) {
    if (phrase.items[at]!.start >= floor && phrase.is(at, 'grammar:conditionals') && !phrase.is(at - 1, 'verb:ask')) return true
  }
  return false
}
