import type { Lexicon } from '../../../core/lexicon/lexicon.ts'
import type { ExchangeRow } from '../../../core/lexicon/take-foreign.ts'
import { lexiconYaml } from '../../../io/config/lexicon-edit.ts'
import type { LexiconFormat } from '../../../io/lexicon-formats/exchange.ts'
import { exportLexicon } from '../../../workbench/versions/exchange-lexicon.ts'

/** A lexicon as a file of another tool, or as Frameshift keeps it, and what becomes of its entries. */
export interface Exported {
  readonly text: string
  readonly losses: ExchangeSummary
}

export interface ExchangeSummary {
  readonly kept: number
  readonly changed: number
  readonly refused: number
  /** What was refused first, then what was changed: by the reason, the commonest first. */
  readonly groups: readonly ExchangeGroup[]
}

/** Entries of which the same became for the same reason. */
export interface ExchangeGroup {
  readonly outcome: ExchangeRow['outcome']
  /** Without what is told of the single entry. */
  readonly why: string | undefined
  readonly size: number
  /** Some of them: the file that is made has them all. */
  readonly some: readonly ExchangeRow[]
}

/** Of each reason. */
const mostOfAReason = 100

export function giveLexicon(lexicon: Lexicon, format: LexiconFormat | undefined): Exported {
  if (format === undefined) return { text: lexiconYaml(lexicon, undefined), losses: exchangeSummary([]) }
  const { text, rows } = exportLexicon(lexicon, { format, language: undefined })
  return { text, losses: exchangeSummary(rows) }
}

/** What was lost is what a person has to know: it comes first. */
export function exchangeSummary(rows: readonly ExchangeRow[]): ExchangeSummary {
  const of = (outcome: ExchangeRow['outcome']) => rows.filter((row) => row.outcome === outcome)
  const [kept, changed, refused] = [of('kept'), of('changed'), of('refused')]
  return {
    kept: kept.length,
    changed: changed.length,
    refused: refused.length,
    groups: [...byReason(refused), ...byReason(changed), ...byReason(kept)],
  }
}

function byReason(rows: readonly ExchangeRow[]): readonly ExchangeGroup[] {
  return [...Map.groupBy(rows, reasonOf)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .flatMap(([why, own]) => (own[0] ? [{ outcome: own[0].outcome, why, size: own.length, some: own.slice(0, mostOfAReason) }] : []))
}

/** "without its exceptions (lower back)" is one reason for all entries that have exceptions. */
function reasonOf({ why }: ExchangeRow): string | undefined {
  return why?.replaceAll(/ \(.*?\)(?=;|$)/gu, '')
}
