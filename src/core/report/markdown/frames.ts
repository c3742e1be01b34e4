import type { Rate } from '../../../model.ts'
import { outletOf, type ReportData, type ReportFrame } from '../report-data.ts'
import { hitWords } from '../texts/hit-words.ts'
import { deniedFinder } from '../views/denied.ts'
import { foldVerdicts } from '../views/folded-verdicts.ts'
import { rankedFrames, rateFinder } from '../views/frames.ts'
import { ownWordsOf, type FrameCount } from '../views/own-words.ts'
import type { Passage } from '../views/passages.ts'
import { shownStoryShifts } from '../views/shifts.ts'
import { grouped } from '../../grouped.ts'
import { shortNumber, signed, withLimits } from '../wording.ts'
import { bullets, escaped, table } from './markdown-text.ts'
import { quotation } from './quotation.ts'

/** A part for each frame, the most telling first: verdicts, rates, the terms behind them, and every sentence. */
export function framesPart(data: ReportData, passages: readonly Passage[]): readonly string[] {
  return rankedFrames(data).flatMap((frame) => {
    const own = passages.filter((passage) => passage.frame === frame.id)
    if (own.length === 0)
      return [`## ${escaped(frame.name)}`, escaped(frame.definition), 'Looked for and not found in any measured article.']
    const contrasts = data.comparison.contrasts.filter((contrast) => contrast.frame === frame.id)
    return [
      `## ${escaped(frame.name)}`,
      escaped(frame.definition),
      ...verdictsPart(data, contrasts),
      ratesTable(data, frame),
      ...shiftsPart(data, frame),
      `### Every sentence: ${escaped(frame.name)}`,
      ...own.map((passage) => quotation(data, passage)),
    ]
  })
}

function shiftsPart(data: ReportData, frame: ReportFrame): readonly string[] {
  return shownStoryShifts(data, frame.id).map(({ outlet, a, b, terms }) => {
    const parts = terms
      .slice(0, 8)
      .map((term) => `${escaped(term.term)} ${signed(term.a - term.b)} (${term.hitsA} against ${term.hitsB} hits)`)
    return `Terms that set ${escaped(outletOf(data, outlet).name)} apart from the other outlets in its language (${shortNumber(a)} against ${shortNumber(b)} in 1,000 words): ${parts.join(', ')}.`
  })
}

function verdictsPart(data: ReportData, contrasts: ReportData['comparison']['contrasts']): readonly string[] {
  const names = new Map<string, string>(data.outlets.map(({ outlet }) => [outlet.id, outlet.name]))
  const { clear, unclear, untold } = foldVerdicts(contrasts, (id) => names.get(id) ?? id)
  return [
    ...clear.map((sentence) => `**${escaped(sentence)}**`),
    clear.length === 0 && contrasts.length > 0 ? 'No difference between outlets can be called in this frame.' : '',
    bullets([...unclear, ...untold].map(escaped)),
  ]
}

function ratesTable(data: ReportData, frame: ReportFrame): string {
  const rateOf = rateFinder(data)
  const deniedIn = deniedFinder(data)
  const rows = data.outlets.flatMap(({ outlet }) => {
    const own = rateOf(outlet.id, frame.id, 'body', 'outlet')
    const attributed = rateOf(outlet.id, frame.id, 'body', 'attributed')
    const headline = rateOf(outlet.id, frame.id, 'headline', 'all')
    if (!own) return []
    return [
      [
        escaped(outlet.name),
        String(own.articles),
        ...rateCells(own, deniedIn(outlet.id, frame.id, 'body')),
        ...rateCells(attributed, 0),
        headline ? `${headline.articlesWithHit} of ${headline.articles}` : '',
      ],
    ]
  })
  return table(
    [
      'Outlet',
      'Articles',
      'Own voice: hits / words',
      'per 1,000 (interval)',
      'Attributed: hits / words',
      'per 1,000 (interval)',
      'In the headline',
    ],
    rows,
  )
}

function rateCells(rate: Rate | undefined, denied: number): readonly [string, string] {
  if (!rate) return ['', '']
  const counts = `${rate.hits}${hitWords({ hits: rate.hits, inHeadlines: 0, denied })} / ${grouped(rate.tokens)}`
  if (!rate.perThousand) return [counts, 'no words to count']
  return [counts, rate.articles < 2 ? `${shortNumber(rate.perThousand.value)} (one article)` : withLimits(rate.perThousand)]
}

/** What each outlet says in place of what others say. */
export function ownWordsPart(data: ReportData): readonly string[] {
  const rows = ownWordsOf(data).map(({ outlet, tokens, itself, throughOthers, never }) => [
    escaped(outlet.name),
    grouped(tokens),
    countsOf(itself),
    countsOf(throughOthers),
    countsOf(never),
  ])
  return [
    '## What each outlet says instead',
    table(['Outlet', 'Words', 'Says itself', 'Only lets others say', 'Never mentions (hits elsewhere)'], rows),
  ]
}

function countsOf(counts: readonly FrameCount[]): string {
  return counts.map((count) => `${escaped(count.frame.name)} ${count.hits}${hitWords(count)}`).join('; ') || 'nothing'
}
