import type { ExchangeRow } from '../../core/lexicon/take-foreign.ts'

/** What becomes of the entries of a lexicon on the way from or to another tool, in a few lines. */
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
