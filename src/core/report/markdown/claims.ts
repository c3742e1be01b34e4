import { gradeCounts, gradeWords, sourceWords } from '../texts/claim-words.ts'
import { outletOf, type ReportData } from '../report-data.ts'
import { claimsOf } from '../views/claims.ts'
import type { Passage } from '../views/passages.ts'
import { languageName, statusWords } from '../wording.ts'
import { escaped, inline, linked } from './markdown-text.ts'
import { quotation } from './quotation.ts'

/** What the anchor says others said, each beside what they printed. Empty where nothing was traced. */
export function claimChainPart(data: ReportData): readonly string[] {
  const { claims } = data
  if (claims.length === 0) return []
  const counts = gradeCounts(claims).map(([grade, count]) => `${count} ${gradeWords[grade].toLowerCase()}`)
  const items = claims.flatMap((claim) => {
    const { source, cue, through, words, grade, reason, match } = claim
    const chain = [source, ...through.map(({ speaker }) => speaker ?? 'someone not named')].map(escaped).join(' › ')
    const article = match && data.articles.find((entry) => entry.article.id === match.articleId)?.article
    const printed = article
      ? [
          `> ${inline(match.sentence)}\n>\n> ${linked(outletOf(data, article.outlet).name, article.url)}, ${languageName(article.language)}, ${sourceWords(match)}${match.shared.length > 0 ? `; both have: ${escaped(match.shared.join(', '))}` : ''}`,
        ]
      : []
    return [
      `**${gradeWords[grade]}.** ${chain}${cue === undefined ? '' : ` (“${escaped(cue)}”)`}: ${escaped(words)}`,
      `${escaped(reason)}.`,
      ...printed,
    ]
  })
  return ['## What it says others said', `${counts.join(', ')}.`, ...items]
}

/** Sentences that pass on the words of an outlet, and what it printed itself. Those of the anchor stand in the chain of claims, where there is one. */
export function claimsPart(data: ReportData, all: readonly Passage[]): readonly string[] {
  const passages = data.claims.length === 0 ? all : all.filter(({ article }) => article.article.id !== data.anchor)
  const claims = claimsOf(data, passages)
  if (claims.length === 0) return []
  const check = (claim: (typeof claims)[number]): string => {
    if (!claim.source) return 'Its source could not be matched with an outlet of this report.'
    const { outlet, status } = claim.source.outlet
    if (claim.source.ownHits === undefined)
      return `${escaped(outlet.name)} is named. ${statusWords[status]}: nothing of it could be checked.`
    return `${escaped(outlet.name)} is named, and was read: ${claim.source.ownHits} in its own voice, ${claim.source.attributedHits} in the mouths of others.`
  }
  return ['## Claims passed on', ...claims.flatMap((claim) => [quotation(data, claim.passage), check(claim)])]
}
