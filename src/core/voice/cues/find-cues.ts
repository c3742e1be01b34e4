import type { Finding, Means, MeansOfFinding } from '../attribution.ts'
import { isPastForm } from '../clause/content.ts'
import { nounPhraseAfter } from '../source/sources.ts'
import { findContentBefore } from './content-before.ts'
import { findHeadlineSpeaker, findQuotedObject } from './headlines.ts'
import { findNaming } from './naming.ts'
import { findNouns } from './nouns.ts'
import type { Phrase } from '../phrase/phrase.ts'
import { findRefuting } from './refuting.ts'
import { findReporting } from './reporting.ts'
import { findSlots } from './slots.ts'

/** Every cue of a sentence, in the order in which they stand. A verb that takes a clause and a judgement is read as one or the other. */
export function findCues(phrase: Phrase, { isHeadline }: { readonly isHeadline: boolean }): readonly MeansOfFinding[] {
  const findings: MeansOfFinding[] = []
  let closedUntil = 0
  for (let index = 0; index < phrase.length; index++) {
    const item = phrase.items[index]!
    if (item.classes.size === 0) {
      if (!phrase.language.headLast) findings.push(...by('clause', findUnlistedTag(phrase, index)))
      if (item.slots.length === 0) continue
    }
    if (!item.opens) continue
    if (item.slots.length > 0) {
      const slots = findSlots(phrase, index)
      findings.push(...by('phrase', slots.findings))
      closedUntil = Math.max(closedUntil, slots.to)
    }
    if (index < closedUntil) continue
    if (phrase.language.contentBeforeVerb) findings.push(...by('clause', findContentBefore(phrase, index)))
    if (!item.mayBring) continue
    const refuting = findRefuting(phrase, index)
    if (refuting.length > 0) {
      findings.push(...by('judgement', refuting))
      continue
    }
    const reporting = by('clause', findReporting(phrase, index))
    const verbs = reporting.some(({ contents }) => contents.length > 0)
      ? reporting
      : [...by('judgement', findNaming(phrase, index)), ...reporting].slice(0, 2)
    // "援引不愿透露姓名的官员的话称": the words between a quoting verb and "as saying" are the source.
    for (const found of verbs) if (found.role === 'is-cited') closedUntil = Math.max(closedUntil, found.cue.to)
    findings.push(...(verbs.length > 0 ? verbs : by('noun', findNouns(phrase, index))))
  }
  // "Кремль: обвинения в шантаже беспочвенны": a voice that nobody has leaves room for the one in front of the colon.
  if (isHeadline && findings.every(({ speaker, sharesSpeaker }) => speaker === undefined && !sharesSpeaker))
    findings.push(...by('headline', findHeadlineSpeaker(phrase)))
  findings.push(
    ...by('headline', findQuotedObject(phrase, { isHeadline })).filter(
      ({ contents: [quoted] }) => !findings.some((other) => quoted !== undefined && holds(other, quoted.from)),
    ),
  )
  return shareContents(findings)
}

function by(means: Means, findings: readonly Finding[]): readonly MeansOfFinding[] {
  return findings.length === 0 ? noFindings : findings.map((found) => ({ ...found, means }))
}

const noFindings: readonly MeansOfFinding[] = []

/** «Он предатель», — крикнул сосед: behind a quotation, comma and dash any verb of the past tells who said it. */
function findUnlistedTag(phrase: Phrase, index: number): readonly Finding[] {
  if (!phrase.isDash(index - 1) || !phrase.isComma(index - 2) || !isPastForm(phrase, index)) return []
  const last = index - 3
  const short = phrase.items[last]?.shortQuotation
  if (!phrase.isQuote(last) && short === undefined) return []
  const from = short === undefined ? last : phrase.items.findIndex(({ shortQuotation }) => shortQuotation === short)
  const speaker = nounPhraseAfter(phrase, index + 1, phrase.length)
  const content = { from, to: last + 1 }
  return [{ role: 'says', cue: { from: index, to: index + 1 }, speaker, sharesSpeaker: false, contents: [content], effect: 'asserts' }]
}

/** A source that is cited, or an outlet that was told, stands over what the saying beside it stands over. */
function shareContents(findings: readonly MeansOfFinding[]): readonly MeansOfFinding[] {
  const main = findings.find(
    ({ role, contents, cue }) =>
      role === 'says' && contents.length > 0 && !findings.some((other) => other.role === 'says' && holds(other, cue.from)),
  )
  if (main === undefined) return findings
  return findings.map((finding) =>
    finding.role === 'relays' || (finding.role === 'is-cited' && holds(finding, main.cue.from))
      ? { ...finding, contents: main.contents }
      : finding,
  )
}

function holds({ contents }: Finding, index: number): boolean {
  return contents.some(({ from, to }) => from <= index && index < to)
}
