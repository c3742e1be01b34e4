import type { Finding } from '../attribution.ts'
import { contentEnd, contentStart } from '../clause/content.ts'
import { contentsAround } from '../clause/insertion.ts'
import type { Phrase, Range } from '../phrase/phrase.ts'
import { nounPhraseAfter, subjectBefore } from '../source/sources.ts'
import { isInserted, isTagEnd, readTag } from '../clause/tag.ts'
import { finding, firstOf, reach, trimmedContents } from './finding.ts'

/** "The agency quoted the ministry as saying that …": two links over the same words. */
export function findQuoting(phrase: Phrase, cue: Range, outer: Range | undefined): readonly Finding[] {
  const inner = nounPhraseAfter(phrase, cue.to, phrase.length)
  if (inner === undefined) return []
  const as = firstOf(phrase, cue.to, phrase.length, 'grammar:quotedAs') ?? verbOfSaying(phrase, cue.to)
  if (as === undefined) return quotingPlainly(phrase, cue, { outer, inner })
  const saying = { from: as, to: as + phrase.items[as]!.length }
  const contents = contentsOfQuoting(phrase, { edge: outer?.from ?? cue.from, verb: cue.from, to: saying.to })
  return [
    ...finding(phrase, cue, outer, contents),
    ...cited(
      finding(
        phrase,
        saying,
        phrase.language.spaced ? withApposition(phrase, inner, as) : withoutClosing(phrase, { from: cue.to, to: as }),
        contents,
      ),
    ),
  ]
}

/** "援引消息人士称": without words such as "as saying" a verb of saying closes the source. */
function verbOfSaying(phrase: Phrase, from: number): number | undefined {
  if (phrase.language.spaced) return undefined
  for (let at = from + 1; at < from + reach && phrase.isWord(at); at++)
    if (phrase.is(at, 'verb:report') && !phrase.is(at, 'notCue') && phrase.items[at]!.opens && !phrase.is(at, 'people:roles')) return at
  return undefined
}

/** "专家的", "消息人士的话": what joins a source to its words is no part of it. */
export function withoutClosing(phrase: Phrase, { from, to }: Range): Range {
  let end = to
  while (end > from && phrase.is(end - 1, 'grammar:genitives', 'grammar:quotedAs')) end--
  return { from, to: end }
}

/** "The spokesman was quoted by the agency as saying that …", "… was quoted as saying by the agency". */
export function findQuotingPassive(phrase: Phrase, cue: Range): readonly Finding[] {
  const as = firstOf(phrase, cue.to, phrase.length, 'grammar:quotedAs')
  const inner = subjectBefore(phrase, cue.from, 0)
  if (as === undefined || inner === undefined) return []
  const saying = { from: as, to: as + phrase.items[as]!.length }
  const by = [cue.to, saying.to].find((at) => phrase.is(at, 'grammar:passiveBy'))
  const outer = by === undefined ? undefined : nounPhraseAfter(phrase, by + 1, by < as ? as : phrase.length)
  const contents = contentsOfQuoting(phrase, { edge: inner.from, verb: cue.from, to: Math.max(saying.to, outer?.to ?? 0) })
  if (outer === undefined) return cited(finding(phrase, { from: as === cue.to ? cue.from : as, to: saying.to }, inner, contents))
  return [...finding(phrase, cue, outer, contents), ...cited(finding(phrase, saying, inner, contents))]
}

/** «…», — цитирует министра «Курьер»: behind the verb stand the one who is quoted and, as an outlet, the one who quotes. */
export function findQuotingBehind(phrase: Phrase, cue: Range): readonly Finding[] {
  if (phrase.language.headLast || !phrase.language.spaced || !isInserted(phrase, cue.from)) return []
  let end = cue.to
  let outlet: number | undefined
  for (; phrase.isWord(end) && end < cue.to + reach && !phrase.is(end, 'grammar:prepositions', 'grammar:times'); end++)
    if (phrase.is(end, 'people:media') || phrase.items[end]!.shortQuotation !== undefined) outlet ??= end
  if (outlet === undefined) return []
  const { contents } = readTag(phrase, { cue, speaker: undefined, edge: cue.from, mark: isTagEnd(phrase, end) ? end : phrase.length })
  const outletEnd = endOfOutlet(phrase, outlet, end)
  const outer = finding(phrase, cue, { from: outlet, to: outletEnd }, contents)
  const source = outlet > cue.to ? { from: cue.to, to: outlet } : { from: outletEnd, to: end }
  return source.to > source.from ? [...outer, ...cited(finding(phrase, cue, source, contents))] : outer
}

/** Behind the words for an outlet and its name in quotation marks. */
function endOfOutlet(phrase: Phrase, outlet: number, end: number): number {
  let to = outlet
  while (to < end && (phrase.is(to, 'people:media') || phrase.items[to]?.shortQuotation !== undefined)) to++
  return to
}

/**
 * "quoted the mayor: “…”" is two links; "…, which cited two officials, …" stands over the sentence; "quoted an official who called it …"
 * over what the official does.
 */
function quotingPlainly(
  phrase: Phrase,
  cue: Range,
  { outer, inner }: { readonly outer: Range | undefined; readonly inner: Range },
): readonly Finding[] {
  if (phrase.is(cue.from - 1, 'grammar:relatives') && phrase.isComma(cue.from - 2)) {
    const contents = contentsAround(phrase, cue.from - 2, inner.to)
    return cited(finding(phrase, cue, inner, contents))
  }
  if (phrase.isColon(inner.to)) {
    const contents = trimmedContents(phrase, { from: inner.to, to: contentEnd(phrase, inner.to + 1, cue.from) })
    return [...finding(phrase, cue, outer, contents), ...cited(finding(phrase, cue, inner, contents))]
  }
  // "приводит слова очевидца о том, что это был ад".
  if (phrase.is(inner.to, 'grammar:complementizers')) {
    const contents = trimmedContents(phrase, { from: inner.to, to: contentEnd(phrase, inner.to, cue.from) })
    return [...finding(phrase, cue, outer, contents), ...cited(finding(phrase, cue, inner, contents))]
  }
  const clause = phrase.isComma(inner.to) ? inner.to + 1 : inner.to
  if (!opensRelative(phrase, clause)) return []
  return finding(
    phrase,
    cue,
    outer,
    trimmedContents(phrase, { from: cue.to, to: contentEnd(phrase, cue.to, cue.from) }),
    outer === undefined,
  )
}

/** "an official who", "министра, который", "очевидца, по мнению которого", "очевидца, сказавшего". */
function opensRelative(phrase: Phrase, index: number): boolean {
  for (let at = index; at < index + 3; at++) if (phrase.is(at, 'grammar:relatives') || phrase.isActiveParticiple(at)) return true
  return false
}

/** Behind "as saying", or around the whole where nothing stands behind it: `"…," the agency quoted her as saying on Monday.` */
function contentsOfQuoting(
  phrase: Phrase,
  { edge, verb, to }: { readonly edge: number; readonly verb: number; readonly to: number },
): readonly Range[] {
  const from = contentStart(phrase, to)
  if (isInserted(phrase, edge) && isTagEnd(phrase, from))
    return readTag(phrase, { cue: { from: verb, to }, speaker: undefined, edge, mark: from }).contents
  return trimmedContents(phrase, { from: to, to: contentEnd(phrase, to, verb) })
}

/** "the trade minister, Viktor Malinov,": a name between commas belongs to the source in front of it. */
function withApposition(phrase: Phrase, source: Range, end: number): Range {
  const close = end - 1
  if (!phrase.isComma(source.to) || !phrase.isComma(close) || close - source.to < 2) return source
  for (let at = source.to + 1; at < close; at++) if (!phrase.isName(at)) return source
  return { from: source.from, to: close }
}

function cited(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((found) => ({ ...found, role: 'is-cited' as const }))
}
