import type { Found } from '../attribution.ts'
import { contentEnd, isPastForm } from './content.ts'
import { hasQuote } from './governed.ts'
import { clauseStart, contentsOf, endsSpeech } from './insertion.ts'
import { endsWithAny } from '../phrase/endings.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { behindCircumstances, opensOccasion } from '../source/occasion.ts'
import { nounPhraseAfter } from '../source/sources.ts'
import { toldAt } from '../source/told.ts'
import { isClauseVerb, reportingVerbs } from '../phrase/verb.ts'

/** `"…", said Smith, "…"` and "…, said Smith": the subject stands behind the verb. */
export function readInvertedTag(phrase: Phrase, cue: Range): Found | undefined {
  // Chinese never puts the subject behind its verb.
  if (!phrase.language.spaced) return undefined
  const before = beforeVerbWords(phrase, cue.from)
  const isBehindQuote =
    phrase.isQuote(before) ||
    (phrase.isMark(before) && phrase.isQuote(before - 1)) ||
    (phrase.isMark(before) && phrase.isMark(before - 1) && phrase.isQuote(before - 2))
  if (!isBehindQuote && !(phrase.isComma(before) || phrase.isDash(before) || endsSpeech(phrase, before))) return undefined
  if (phrase.isGerund(cue.from) || phrase.is(cue.from, 'verb:demand', 'verb:know')) return undefined
  // "Justice Gorsuch—like others—rejects the view".
  if (!isBehindQuote && phrase.language.headLast && phrase.is(cue.from, 'verb:deny')) return undefined
  const speaker = speakerBehind(phrase, cue)
  if (speaker === undefined || !canFollowInverted(phrase, speaker.to)) {
    // "Leahy, Democrat of Vermont, said he had never": a pronoun that goes on to a verb of its own opens the clause.
    const opensClause = phrase.language.headLast && phrase.is(speaker?.to ?? -1, 'grammar:auxiliaries', 'grammar:finiteVerbs')
    if (speaker === undefined || opensClause || !phrase.is(speaker.from, 'people:pronouns')) return undefined
  }
  // "Эксперты, опрошенные изданием, считают сделку провокацией": what it is taken for is no speaker.
  const isJudgement = phrase.is(cue.from, 'verb:name') && !phrase.isName(speaker.to - 1)
  if (isJudgement && endsWithAny(phrase.items[speaker.to - 1]?.lower, phrase.language.grammar.judgementEndings)) return undefined
  if (!isBehindQuote && (isInsertionBefore(phrase, before) || phrase.is(cue.to, 'grammar:complementizers'))) return undefined
  // "the nephew, Vincent Mitchell, says the slayings “all stemmed …”": the noun opens what is said.
  if (!isBehindQuote && phrase.language.headLast && (phrase.isQuote(speaker.to) || isApposition(phrase, before))) return undefined
  let after = speaker.to
  while (
    after < phrase.length &&
    !phrase.isQuote(after) &&
    !phrase.isComma(after) &&
    !phrase.isEnd(after) &&
    !phrase.isColon(after) &&
    !phrase.isDash(after)
  )
    after++
  return {
    cue,
    speaker,
    contents: contentsOf(phrase, [{ from: clauseStart(phrase, before), to: before + 1 }, ...restAfterTag(phrase, after, cue.from)]),
  }
}

/** "Mr. Gates, Mr. Manafort's deputy, believed": a name, a comma and no verb are no saying. */
function isApposition(phrase: Phrase, comma: number): boolean {
  const before = { from: clauseStart(phrase, comma), to: comma }
  if (comma - before.from > 9 || showsVerb(phrase, before)) return false
  // The comma of "…, — said" belongs to the dash.
  for (let at = before.from + 1; at < comma - 1; at++) if (phrase.isComma(at)) return true
  return false
}

/** A comma, dash or quotation stands in front of the subject: what is said may come first. */
export function isInserted(phrase: Phrase, edge: number): boolean {
  let at = edge - 1
  // "…, и дирекция о ней знала": a joined clause is no tag.
  while (at >= 0 && phrase.is(at, 'grammar:determiners', 'grammar:openers', 'grammar:adverbs') && !phrase.is(at, 'grammar:coordinators'))
    at--
  return at > 0 ? phrase.isComma(at) || phrase.isDash(at) || phrase.isQuote(at) || endsSpeech(phrase, at) : at === 0 && phrase.isQuote(at)
}

/** Nothing that the verb could govern stands behind it. */
export function isTagEnd(phrase: Phrase, index: number): boolean {
  return (
    phrase.isEnd(index) ||
    phrase.isComma(index) ||
    phrase.isDash(index) ||
    phrase.isQuote(index) ||
    phrase.is(index, 'grammar:subordinators', 'grammar:as', 'grammar:genitives')
  )
}

interface Tag extends Found {
  /** First and last place of the tag: its subject, and the mark behind it. */
  readonly edge: number
  readonly mark: number
}

/** `…, the union said, …`: the content stands around subject and verb; without a clause in front, behind them only. */
export function readTag(phrase: Phrase, { cue, speaker, edge, mark }: Omit<Tag, 'contents'>): Found {
  const before = { from: clauseStart(phrase, edge), to: edge }
  const after = restAfterTag(phrase, mark, cue.from)
  // `In a statement, the ministry said, "…"`: what stands in front is the occasion.
  const isOccasion =
    phrase.is(before.from, 'grammar:prepositions', 'grammar:subordinators') &&
    !hasQuote(phrase, before) &&
    after.some((range) => phrase.isQuote(range.from))
  // "Mr. Kelly, officials say, has made": the verb behind the tag is that of the words in front.
  const next = phrase.afterAdverbs(mark + 1)
  const resumes =
    phrase.language.spaced &&
    ((phrase.language.headLast && phrase.is(next, 'grammar:auxiliaries', 'grammar:finiteVerbs')) ||
      (isClauseVerb(phrase, next) && !phrase.isGerund(next)))
  if (isOccasion || after.length === 0 || resumes || showsVerb(phrase, before))
    return { cue, speaker, contents: contentsOf(phrase, isOccasion ? after : [before, ...after]) }
  // "Najib Razak, the prime minister, and chairman of the council, said …": no clause in front, but the speaker's name.
  return { cue, speaker: nameAt(phrase, before) ?? speaker, contents: contentsOf(phrase, after) }
}

function beforeVerbWords(phrase: Phrase, verb: number): number {
  let at = verb - 1
  while (
    at > 0 &&
    (phrase.is(at, 'grammar:adverbs', 'grammar:times') || (!phrase.language.headLast && phrase.is(at, 'grammar:auxiliaries')))
  )
    at--
  return at
}

/** "заявил министр", "заявили в профсоюзе"; in "заявил на суде защитник" the place comes first. */
export function speakerBehind(phrase: Phrase, cue: Range): Range | undefined {
  let from = cue.to
  // "признал и сам министр".
  while (phrase.is(from, 'grammar:times', 'grammar:adverbs', 'grammar:openers') && !phrase.isEnd(from + phrase.items[from]!.length))
    from += phrase.items[from]!.length
  if (phrase.is(from, 'grammar:prepositions') && phrase.is(from + 1, 'grammar:times')) from += 2
  // "сообщил РИА «Заря» источник": so does the outlet that was told.
  from = toldAt(phrase, from)?.to ?? from
  if (phrase.language.headLast || !phrase.is(from, 'grammar:prepositions'))
    return withoutTold(phrase, nounPhraseAfter(phrase, from, phrase.length))
  const { impersonalEndings, subjectlessEndings } = phrase.language.grammar
  const verb = phrase.items[cue.from]?.lower
  // "заявили в МИД", and "говорится в сообщении", where the occasion itself speaks.
  const isPlace = endsWithAny(verb, subjectlessEndings) || (endsWithAny(verb, impersonalEndings) && !opensOccasion(phrase, from))
  if (isPlace) return nounPhraseAfter(phrase, from + 1, phrase.length)
  const behind = behindCircumstances(phrase, from)
  return behind === undefined ? undefined : nounPhraseAfter(phrase, behind, phrase.length)
}

/** "деді Марат Бәшімов «Жаға» порталына": the outlet that was told begins behind the subject. */
function withoutTold(phrase: Phrase, range: Range | undefined): Range | undefined {
  if (range === undefined || !phrase.language.contentBeforeVerb) return range
  for (let at = range.from + 1; at < range.to; at++) if (toldAt(phrase, at) !== undefined) return { from: range.from, to: at }
  return range
}

function canFollowInverted(phrase: Phrase, index: number): boolean {
  // "сообщает Reuters со ссылкой на": a phrase with a source of its own.
  if (!phrase.isWord(index) || phrase.items[index]!.slots.length > 0) return true
  if (toldAt(phrase, index, { isBehindSubject: true }) !== undefined) return true
  return (
    phrase.is(
      index,
      'grammar:prepositions',
      'grammar:adverbs',
      'grammar:times',
      'grammar:relatives',
      'grammar:as',
      'grammar:subordinators',
      'grammar:infinitives',
      'grammar:coordinators',
      'people:addressed',
    ) || phrase.isGerund(index)
  )
}

/** "Smith, who left early, said …": the comma closes an insertion and the verb goes with the name before it. */
function isInsertionBefore(phrase: Phrase, comma: number): boolean {
  for (let at = comma - 1; at > 0; at--) {
    if (phrase.isQuote(at) || phrase.isEnd(at)) return false
    if (phrase.isComma(at))
      return (
        phrase.is(at + 1, 'grammar:relatives', 'grammar:determiners', 'people:roles') ||
        phrase.isGerund(at + 1) ||
        // "Министр, пишет «Вестник», считает".
        (!phrase.language.headLast && phrase.isAny(at + 1, reportingVerbs)) ||
        (phrase.language.headLast && isNameAlone(phrase, at + 1, comma))
      )
  }
  return false
}

/** "the adviser, Cardinal Sean O'Malley, explained": nothing but a name between the commas. */
function isNameAlone(phrase: Phrase, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!phrase.isName(at) || phrase.is(at, 'people:pronouns', 'grammar:times')) return false
  return to - from >= 2
}

/** What follows a tag in the middle of a sentence: the rest of what is said, or a word of the outlet. */
function restAfterTag(phrase: Phrase, mark: number, verb: number): readonly Range[] {
  if (phrase.isEnd(mark)) return []
  const from = phrase.isQuote(mark) ? mark : mark + 1
  // "…, she said, and because the offer was an insult": a second clause of the same kind goes on with what is said.
  const goesOn = phrase.is(from, 'grammar:coordinators') && phrase.is(from + 1, 'grammar:subordinators', 'grammar:complementizers')
  if (!goesOn && (phrase.is(from, 'grammar:stops', 'grammar:relatives', 'grammar:coordinators') || phrase.isGerund(from)))
    return quotesIn(phrase, from)
  return [{ from, to: contentEnd(phrase, from, verb) }]
}

/** Quotations behind a tag still belong to it: `"…," she said, adding: "…"` is left to the next cue. */
function quotesIn(phrase: Phrase, from: number): readonly Range[] {
  for (let at = from; at < phrase.length; at++) {
    if (phrase.isAny(at, reportingVerbs)) return []
    if (phrase.isQuote(at)) return [{ from: at, to: at + 1 }]
  }
  return []
}

function showsVerb(phrase: Phrase, { from, to }: Range): boolean {
  if (!phrase.language.spaced) return true
  for (let at = from; at < to; at++) {
    if (phrase.isQuote(at) || phrase.is(at, 'grammar:auxiliaries', 'grammar:copulas', 'grammar:finiteVerbs')) return true
    if (at > from && !phrase.isName(at) && isPastForm(phrase, at)) return true
  }
  return false
}

/** A name or title in front of the first comma. */
function nameAt(phrase: Phrase, { from, to }: Range): Range | undefined {
  let end = from
  while (end < to && phrase.isWord(end) && !phrase.is(end, 'grammar:prepositions', 'grammar:subordinators', 'grammar:infinitives')) end++
  const isNamed = phrase.isComma(end) && (phrase.isName(end - 1) || phrase.is(end - 1, 'people:roles'))
  return isNamed && !phrase.is(from, 'grammar:times', 'grammar:openers', 'grammar:adverbs') ? { from, to: end } : undefined
}
