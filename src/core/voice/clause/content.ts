import type { Phrase, Range } from '../phrase/phrase.ts'
import { isClauseVerb } from '../phrase/verb.ts'

/** How far a look-ahead goes for the verb of a joined clause. */
const reach = 9

/**
 * Where reported content that begins at `from` ends: with its sentence, at a semicolon, or where the outlet takes the word again:
 * a joined clause with a cue of its own ("and the mayor said"), a second verb of the speaker ("and promised"), an afterthought
 * ("while …", "referring to …"), or a comment in the present tense on what was said in the past ("…, which is a betrayal").
 */
export function contentEnd(phrase: Phrase, from: number, verb: number): number {
  const isFronted = standsInFrontedClause(phrase, verb)
  const isFree = standsInFreeRelative(phrase, verb)
  for (let at = from; at < phrase.length; at++) {
    if (phrase.isEnd(at)) return at
    if (isFronted && at > from + 1 && phrase.isComma(at) && opensMainClause(phrase, at + 1)) return at
    if (isFree && at > from && phrase.is(at, 'grammar:auxiliaries', 'grammar:copulas')) return at
    if (at > from + 1 && endsBefore(phrase, at, from, verb)) return at
  }
  return phrase.length
}

/** "After Clinton said she had won, Sanders replied": a cue in a clause that opens the sentence ends with that clause. */
function standsInFrontedClause(phrase: Phrase, verb: number): boolean {
  const { headLast, spaced, contentBeforeVerb } = phrase.language
  if (!headLast || !spaced || contentBeforeVerb) return false
  if (
    !phrase.is(0, 'grammar:subordinators', 'concession') ||
    phrase.is(0, 'grammar:conditionals') ||
    phrase.sentence.isQuestion ||
    verb < 2
  )
    return false
  for (let at = 1; at < verb; at++) if (!phrase.isWord(at)) return false
  return true
}

/** "What the government calls reform is robbery": the clause is the subject of the sentence, and ends in front of its verb. */
function standsInFreeRelative(phrase: Phrase, verb: number): boolean {
  const { headLast, spaced, contentBeforeVerb } = phrase.language
  if (!headLast || !spaced || contentBeforeVerb || phrase.sentence.isQuestion) return false
  if (!phrase.is(0, 'grammar:questionWords') || phrase.is(0, 'grammar:subordinators') || !phrase.is(verb, 'verb:name', 'verb:view'))
    return false
  for (let at = 1; at < verb; at++) if (!phrase.isWord(at)) return false
  return true
}

/** A noun phrase of a few words and a verb behind it. */
function opensMainClause(phrase: Phrase, index: number): boolean {
  if (!phrase.isWord(index) || phrase.is(index, 'grammar:relatives', 'grammar:coordinators', 'grammar:prepositions')) return false
  for (let at = index + 1; at < Math.min(index + 6, phrase.length) && phrase.isWord(at); at++)
    if (phrase.is(at, 'grammar:auxiliaries', 'grammar:finiteVerbs') || isFiniteCue(phrase, at) || isPastForm(phrase, at)) return true
  return false
}

function endsBefore(phrase: Phrase, at: number, from: number, verb: number): boolean {
  if (phrase.isComma(at))
    return isTurn(phrase, at + 1, { from, verb }) || (closesShortQuotation(phrase, at) && opensMainClause(phrase, at + 1))
  if (phrase.isDash(at)) return phrase.is(at + 1, 'people:self', 'people:pronouns')
  if (!phrase.is(at, 'grammar:coordinators', 'contrast') || phrase.is(at, 'grammar:adverbs')) return false
  return at > from + 1 && opensOwnCue(phrase, at + 1, from)
}

/** What follows a comma is the outlet's own again. */
function isTurn(phrase: Phrase, index: number, { from, verb }: { readonly from: number; readonly verb: number }): boolean {
  if (phrase.is(index, 'grammar:stops')) return true
  if (phrase.is(index, 'grammar:relatives')) return isPastForm(phrase, verb) && phrase.is(index + 1, 'grammar:presents')
  if (phrase.is(index, 'grammar:coordinators', 'contrast')) return opensOwnCue(phrase, index + 1, index)
  if (phrase.isGerund(index) && isClauseVerb(phrase, index)) return true
  return resumesClause(phrase, index, from) || opensReport(phrase, index) || opensLastTag(phrase, index)
}

/** `called him "a killer," Trump said`: the comma that American printers put inside the marks ends the clause. */
function closesShortQuotation(phrase: Phrase, comma: number): boolean {
  const quotation = phrase.items[comma]?.shortQuotation
  return quotation !== undefined && phrase.items[comma + 1]?.shortQuotation !== quotation
}

/** "…, which Tehran called a crime, killed four": a finite verb straight behind the comma belongs to the clause around the report. */
function resumesClause(phrase: Phrase, index: number, from: number): boolean {
  const { headLast, spaced, contentBeforeVerb } = phrase.language
  if (!headLast || !spaced || contentBeforeVerb) return false
  const verb = phrase.afterAdverbs(index)
  // "would, in fact, be kept on": the helping verb in front of the insertion goes on behind it.
  if (phrase.is(openingComma(phrase, index - 1) - 1, 'grammar:auxiliaries', 'grammar:infinitives')) return false
  // "that the letter, which blasted the director, was": the verb goes with the noun that the relative clause inside the content hangs on.
  if (relativeWithin(phrase, from, index - 1)) return false
  if (phrase.is(verb, 'grammar:auxiliaries', 'grammar:finiteVerbs')) return !phrase.sentence.isQuestion
  return isFiniteCue(phrase, verb) && isPastForm(phrase, verb)
}

function relativeWithin(phrase: Phrase, from: number, comma: number): boolean {
  for (let at = comma - 1; at > from; at--) if (phrase.isComma(at)) return phrase.is(at + 1, 'grammar:relatives')
  return false
}

/** The comma that opened a short insertion which another closes; -1 where none did. */
function openingComma(phrase: Phrase, closing: number): number {
  for (let at = closing - 1; at >= Math.max(0, closing - 6); at--) if (!phrase.isWord(at)) return phrase.isComma(at) ? at : -1
  return -1
}

/** "critics say that …, supporters write that …": a second report without a conjunction in between. */
function opensReport(phrase: Phrase, index: number): boolean {
  if (!phrase.language.spaced) return opensUnspacedReport(phrase, index)
  for (let at = index + 1; at < Math.min(index + 6, phrase.length) && phrase.isWord(at); at++) {
    if (phrase.is(at, 'grammar:copulas', 'grammar:complementizers', 'grammar:relatives', 'grammar:prepositions')) return false
    if (!isFiniteCue(phrase, at)) continue
    return phrase.is(at + 1, 'grammar:complementizers') || (phrase.isComma(at + 1) && phrase.is(at + 2, 'grammar:complementizers'))
  }
  return false
}

/** "…, the Valley Echo reported, citing two aides": a subject and a verb of saying with nothing behind them but the end. */
function opensLastTag(phrase: Phrase, index: number): boolean {
  const { headLast, spaced, contentBeforeVerb } = phrase.language
  if (!headLast || !spaced || contentBeforeVerb || phrase.is(index, 'grammar:relatives', 'grammar:coordinators')) return false
  for (let at = index + 1; at < index + 7 && phrase.isWord(at); at++) {
    if (phrase.is(at, 'grammar:auxiliaries', 'grammar:prepositions', 'grammar:complementizers')) return false
    if (!phrase.is(at, 'verb:report') || !isFiniteCue(phrase, at)) continue
    return phrase.isEnd(at + 1) || (phrase.isComma(at + 1) && phrase.is(at + 2, 'grammar:stops'))
  }
  return false
}

/** "，妻子则称那是抢劫": somebody, an adverb that sets them against the speaker before, and a verb of saying. */
function opensUnspacedReport(phrase: Phrase, index: number): boolean {
  if (!phrase.is(index, 'people:roles')) return false
  for (let at = index + 1; at < index + longestUnspaced && phrase.isWord(at); at++)
    if (phrase.is(at, 'verb:report') && phrase.items[at]!.opens) return phrase.is(at - 1, 'grammar:adverbs', 'contrast')
  return false
}

const longestUnspaced = 12

/** A verb form of the past, by its ending. */
export function isPastForm(phrase: Phrase, verb: number): boolean {
  const word = phrase.items[verb]?.lower
  if (word === undefined) return false
  for (const ending of phrase.language.grammar.pastEndings) if (word.endsWith(ending)) return true
  return false
}

/** "and promised to march" shares the speaker; "and the mayor says that" brings its own. A verb after "to" or an auxiliary belongs inside. */
function opensOwnCue(phrase: Phrase, index: number, floor: number): boolean {
  const first = phrase.afterAdverbs(index)
  if (phrase.is(first, 'grammar:auxiliaries')) return false
  if (isFiniteCue(phrase, first)) return !sharesParticiple(phrase, index - 1, floor)
  for (let at = first; at < Math.min(first + reach, phrase.length); at++) {
    if (!phrase.isWord(at)) return false
    if (at > first && isFiniteCue(phrase, at)) return true
    if (phrase.is(at, 'grammar:complementizers', 'grammar:relatives', 'grammar:copulas', 'grammar:infinitives')) return false
    if (phrase.is(at, 'grammar:passiveAuxiliaries')) return false
  }
  return false
}

/** "had lied and denied": the second participle hangs on the first one's helping verb, inside the content. */
function sharesParticiple(phrase: Phrase, index: number, floor: number): boolean {
  for (let at = index - 1; at >= Math.max(floor, index - 4); at--) {
    if (phrase.is(at, 'grammar:auxiliaries', 'grammar:infinitives')) return true
    if (phrase.is(at, 'people:pronouns')) return true
  }
  return false
}

function isFiniteCue(phrase: Phrase, index: number): boolean {
  if (!isClauseVerb(phrase, index) || phrase.isGerund(index)) return false
  return !phrase.is(index, 'verb:alsoNouns', 'notCue', 'verb:know')
}

/**
 * Where content begins behind a cue that ends at `index`: past adverbs, the day, the occasion ("on Tuesday", "in a statement") and the
 * person addressed. A conjunction, colon or comma on the way belongs to the cue.
 */
export function contentStart(phrase: Phrase, index: number): number {
  const marker = conjunctionWithin(phrase, index)
  if (marker !== undefined) return marker
  let at = index
  for (let hops = 0; hops < 4; hops++) {
    const before = at
    while (phrase.is(at, 'grammar:adverbs', 'grammar:times') && !phrase.is(at, 'grammar:complementizers', 'negator', 'people:roles'))
      at += phrase.items[at]!.length
    if (opensAdjunct(phrase, at)) at = afterAdjunct(phrase, at)
    if (at === before) break
  }
  return at
}

function opensAdjunct(phrase: Phrase, at: number): boolean {
  return phrase.is(at, 'grammar:prepositions', 'grammar:addressees') && !phrase.is(at, 'grammar:complementizers', 'grammar:determiners')
}

/** "on Tuesday in Kyiv": the prepositional phrase ends at a mark, a second preposition, a conjunction or where a clause may begin. */
function afterAdjunct(phrase: Phrase, index: number): number {
  let at = index + phrase.items[index]!.length
  const first = at
  while (at < phrase.length && phrase.isWord(at) && at - first < 7) {
    if (
      at > first &&
      phrase.is(at, 'grammar:complementizers', 'grammar:questionWords', 'grammar:prepositions', 'people:pronouns', 'grammar:genitives')
    ) {
      if (!phrase.is(at, 'grammar:genitives')) return at
    }
    if (at > first && !phrase.is(at - 1, 'grammar:genitives') && phrase.is(at, 'grammar:determiners')) return at
    if (at > first + 1 && phrase.isName(at) !== phrase.isName(at - 1) && !phrase.is(at - 1, 'grammar:genitives'))
      return endsNounBehindName(phrase, first, at) ? at + 1 : at
    at++
  }
  return at
}

/** "in the DOJ announcement", "before a Senate subcommittee about": behind an article and a name the noun is still to come. */
function endsNounBehindName(phrase: Phrase, first: number, at: number): boolean {
  if (phrase.isName(at) || !phrase.is(first, 'grammar:determiners') || phrase.items[at]?.classes.size !== 0) return false
  return !phrase.isWord(at + 1) || phrase.is(at + 1, 'grammar:prepositions', 'grammar:complementizers', 'noun:links')
}

/** "said on Monday in the capital that …": the conjunction, when nothing but the occasion stands before it. */
function conjunctionWithin(phrase: Phrase, index: number): number | undefined {
  for (let at = index; at < Math.min(index + 14, phrase.length); at++) {
    // "не предательство ли это": ли stands inside the question.
    if (phrase.is(at, 'grammar:alternatives') && !phrase.language.headLast) return undefined
    if (phrase.is(at, 'grammar:complementizers')) return isDemonstrative(phrase, at) ? undefined : at
    if (!phrase.isWord(at) && !(phrase.isComma(at) && phrase.language.clauseAfterComma)) return undefined
    if (
      at > index &&
      (isClauseVerb(phrase, at) ||
        phrase.is(at, 'grammar:copulas', 'grammar:auxiliaries', 'people:pronouns', 'grammar:relatives', 'grammar:subordinators'))
    )
      return undefined
    if (
      at === index &&
      !phrase.isComma(at) &&
      !phrase.is(at, 'grammar:prepositions', 'grammar:addressees', 'grammar:times', 'grammar:adverbs') &&
      !phrase.isName(at)
    )
      return undefined
  }
  return undefined
}

/** "said that deal was dead" keeps its "that" in the content either way. */
function isDemonstrative(phrase: Phrase, at: number): boolean {
  return phrase.isEnd(at + 1)
}

/** Cuts punctuation and loose joins off both ends; `undefined` when nothing with a word or quotation is left. */
export function trimContent(phrase: Phrase, range: Range): Range | undefined {
  let { from, to } = range
  while (from < to && isLoose(phrase, from)) from++
  while (to > from && isLoose(phrase, to - 1)) to--
  // "But as the paper reported, …": a join alone is no content.
  if (to === from + 1 && phrase.is(from, 'contrast', 'grammar:coordinators') && !phrase.isQuote(from)) return undefined
  return from < to ? { from, to } : undefined
}

function isLoose(phrase: Phrase, index: number): boolean {
  return phrase.items[index]?.kind === 'mark' && !phrase.isOpeningBracket(index)
}
