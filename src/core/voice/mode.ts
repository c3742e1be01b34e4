import type { Mode, Span } from '../../model.ts'
import type { Phrase } from './phrase/phrase.ts'
import { endsWithAny } from './phrase/endings.ts'

/** Words looked back over for a negation or a hedge. */
const reach = 12

/** Whether the sentence asserts the hit, denies it, weakens it or asks. `floor` is the offset where the innermost voice begins. */
export function modeIn(phrase: Phrase, hit: Span, floor: number): Mode {
  const first = phrase.items.findIndex(({ end }) => end > hit.start)
  if (first === -1) return 'asserted'
  const last = phrase.items.findLastIndex(({ start }) => start < hit.end)
  const place = { first, last }
  if (isDeniedBehind(phrase, last) || isDoneByNobody(phrase, place) || isCalledUntrue(phrase, place)) return 'negated'
  const before = clauseBefore(phrase, first, floor)
  if (before.isNegated) return 'negated'
  if (phrase.sentence.isQuestion || before.isOpen || isAsked(phrase, last)) return 'question'
  if (before.isHedged || (phrase.language.contentBeforeVerb && isHedgedBehind(phrase, last)) || isConditional(phrase, first, floor))
    return 'hedged'
  return 'asserted'
}

function isDeniedBehind(phrase: Phrase, last: number): boolean {
  // "сатпағанын": the hit holds its own denial.
  if (endsWithAny(phrase.items[last]?.lower, phrase.language.grammar.denialEndings)) return true
  for (let at = last + 1; at <= last + 3; at++) {
    // "емес пе": a question that expects a yes.
    if (phrase.is(at, 'grammar:negatorsAfter', 'grammar:denialsAfter'))
      return !phrase.is(at + phrase.items[at]!.length, 'grammar:questionMarks')
    if (!phrase.isWord(at)) return false
    if (endsWithAny(phrase.items[at]?.lower, phrase.language.grammar.denialEndings)) return true
  }
  return false
}

/** "— Это измена? — спросил корреспондент.": the mark that ends the clause of the hit asks, whatever ends the sentence. */
function isAsked(phrase: Phrase, last: number): boolean {
  for (let at = last + 1; at < phrase.length; at++) if (phrase.isEnd(at)) return /^[?？؟]$/u.test(phrase.items[at]?.lower ?? '')
  return false
}

interface Place {
  readonly first: number
  readonly last: number
}

/** "The charge of betrayal is absurd", "背叛的说法毫无根据": what is claimed is called untrue in the same clause. */
function isCalledUntrue(phrase: Phrase, { first, last }: Place): boolean {
  const { spaced, headLast, contentBeforeVerb } = phrase.language
  let isClaim = false
  if (spaced) for (let at = first - 1; at >= Math.max(0, first - nearClaim); at--) isClaim ||= isClaimed(phrase, at)
  else
    for (let at = first - 1; at >= Math.max(0, first - nearSaying); at--)
      isClaim ||= phrase.is(at, 'verb:name', 'verb:report', 'distancing')
  // "claims that the bank was looted are baseless": however long the clause.
  if (spaced && !contentBeforeVerb) isClaim ||= isInClaimClause(phrase, first)
  if (spaced && !isClaim && !contentBeforeVerb) return false
  let isEquated = !headLast || !spaced || contentBeforeVerb
  for (let at = last + 1; at <= last + nearJudgement && !phrase.is(at, 'grammar:clauseMarks', 'grammar:complementizers'); at++) {
    if (phrase.isEnd(at) || phrase.is(at, 'negator')) return false
    if (phrase.is(at, 'noun:claim') || (contentBeforeVerb && phrase.is(at, 'noun:links'))) isClaim = true
    if (phrase.is(at, 'grammar:copulas')) isEquated = true
    if (isClaim && isEquated && phrase.is(at, 'grammar:refutations')) return true
  }
  return false
}

function isInClaimClause(phrase: Phrase, first: number): boolean {
  for (let at = first - 1; at >= Math.max(1, first - nearJudgement) && phrase.isWord(at); at--)
    if (phrase.is(at, 'grammar:complementizers')) return phrase.is(at - 1, 'noun:claim', 'noun:clauseOnly')
  return false
}

/** "accusations of", "so-called", "to call it", "calling it": named, and not yet said to be so. */
function isClaimed(phrase: Phrase, index: number): boolean {
  if (phrase.is(index, 'noun:claim', 'noun:clauseOnly', 'distancing')) return true
  const isNaming = phrase.is(index, 'verb:name', 'verb:view', 'verb:speakOf')
  return isNaming && (phrase.is(index - 1, 'grammar:infinitives') || phrase.isGerund(index))
}

/** Words between "accusations" and "betrayal", and between the betrayal and "absurd". */
const nearClaim = 4
const nearJudgement = 12
const nearSaying = 8

/** "has betrayed nobody", "betrayed none of them"; where verbs agree in negation, "предательства никто не совершал". */
function isDoneByNobody(phrase: Phrase, { first, last }: Place): boolean {
  const { headLast, spaced } = phrase.language
  if (!spaced) return false
  if (!headLast) {
    for (let at = last + 1; at <= last + widestObject && phrase.isWord(at) && !phrase.is(at, 'grammar:complementizers'); at++)
      if (phrase.is(at, 'grammar:nobody')) return phrase.is(at + 1, 'negator') || phrase.is(at + 2, 'negator')
    return false
  }
  const at = phrase.is(last + 1, 'grammar:nobody') ? last + 1 : last + 2
  if (at > last + 1 && !phrase.is(last + 1, 'grammar:adverbs') && !phrase.isInsertedAdverb(last + 1)) return false
  // "a betrayal no one expected": behind a noun it opens a clause.
  if (!phrase.is(at, 'grammar:nobody') || phrase.is(first - 1, 'grammar:determiners', 'grammar:genitives')) return false
  const behind = at + phrase.items[at]!.length
  return !phrase.isWord(behind) || phrase.is(at, 'grammar:determiners') || phrase.isAny(behind, behindObject)
}

/** Words between what is done and who does not do it. */
const widestObject = 4

const behindObject = [
  'grammar:genitives',
  'grammar:prepositions',
  'grammar:times',
  'grammar:adverbs',
  'grammar:coordinators',
  'grammar:subordinators',
  'grammar:complementizers',
] as const

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
  for (let behind = first; behind > Math.max(0, first - reach);) {
    // "едва ли": one negator, and no question.
    const at = phrase.startOf(behind - 1, 'negator')
    behind = at
    const item = phrase.items[at]!
    if (item.start < floor) break
    if (phrase.is(at, 'grammar:alternatives')) isOpen = true
    if (isClauseEdge(phrase, at)) {
      if (isHedgeInFront(phrase, at)) isHedged = true
      break
    }
    if (at === first - 1 && phrase.is(at, 'grammar:demonstratives')) isPointedAt = true
    if (phrase.is(at, 'grammar:denials')) isNegated = true
    if (phrase.is(at, 'negator', 'grammar:negatorsAfter') && !phrase.is(at, 'grammar:affirming') && !isAffirmed(phrase, at))
      isNegated = !isPointedAt
    if (phrase.is(at, 'hedge') && !phrase.is(at, 'distancing')) isHedged = true
  }
  return { isNegated, isHedged, isOpen }
}

/** "Возможно, …", "Не исключено, что …": a hedge in front of a comma or conjunction weighs on the clause behind it. */
function isHedgeInFront(phrase: Phrase, edge: number): boolean {
  const isConjunction = phrase.is(edge, 'grammar:complementizers')
  if (!phrase.isComma(edge) && !(isConjunction && phrase.isComma(edge - 1))) return false
  const comma = phrase.isComma(edge) ? edge : edge - 1
  for (let at = comma - 1; at >= comma - 2; at--)
    if (phrase.is(at, 'hedge') && !phrase.is(at, 'distancing')) return at + phrase.items[at]!.length === comma
  return false
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

/** "If Moscow decides that it is a betrayal": the saying itself stands under the condition. */
export function isUnderCondition(phrase: Phrase, cue: Span): boolean {
  const verb = phrase.items.findIndex(({ end }) => end > cue.start)
  for (let at = verb - 1; at >= 0 && !phrase.is(at, 'grammar:clauseMarks'); at--) {
    if (phrase.is(at, 'grammar:complementizers') && !phrase.language.contentBeforeVerb) return false
    if (phrase.is(at, 'grammar:conditionals') && !phrase.is(at - 1, 'verb:ask')) return true
  }
  return false
}

function isConditional(phrase: Phrase, first: number, floor: number): boolean {
  for (let at = 0; at < first; at++) {
    if (phrase.items[at]!.start >= floor && phrase.is(at, 'grammar:conditionals') && !phrase.is(at - 1, 'verb:ask')) return true
  }
  return false
}
