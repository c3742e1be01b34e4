import type { Lexicon } from '../../../core/lexicon/lexicon.ts'
import { lexiconYaml } from '../../../io/config/lexicon-edit.ts'
import type { LexiconFormat } from '../../../io/lexicon-formats/exchange.ts'
import { exportLexicon } from '../../../workbench/versions/exchange-lexicon.ts'
import { exchangeSummary, type ExchangeSummary } from '../../../workbench/versions/exchange-summary.ts'

/** A lexicon as a file of another tool, or as Frameshift keeps it, and what becomes of its entries. */
export interface Exported {
  readonly text: string
  readonly losses: ExchangeSummary
}

export function giveLexicon(lexicon: Lexicon, format: LexiconFormat | undefined): Exported {
  if (format === undefined) return { text: lexiconYaml(lexicon, undefined), losses: exchangeSummary([]) }
  const { text, rows } = exportLexicon(lexicon, { format, language: undefined })
  return { text, losses: exchangeSummary(rows) }
}
