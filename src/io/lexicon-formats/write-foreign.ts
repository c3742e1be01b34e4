import type { ForeignAbilities } from '../../core/lexicon/give-foreign.ts'
import type { ForeignTerm } from '../../core/lexicon/take-foreign.ts'
import { writeCsvTable } from './csv-table.ts'
import type { LexiconFormat } from './exchange.ts'
import { writeLexicoder } from './lexicoder.ts'
import { writeLiwcDic } from './liwc-dic.ts'
import { writeLiwcDicx } from './liwc-dicx.ts'
import { writeQuanteda } from './quanteda.ts'
import { writeWordstat } from './wordstat.ts'
import { writeYoshikoder } from './yoshikoder.ts'

/** What each format can say, as the documentation of its tool has it. */
export const abilitiesOf: Readonly<Record<LexiconFormat, ForeignAbilities>> = {
  'liwc-dic': { phrases: true, wordGap: false, innerStar: false, weights: false },
  'liwc-dicx': { phrases: true, wordGap: false, innerStar: false, weights: true },
  quanteda: { phrases: true, wordGap: true, innerStar: true, weights: false },
  yoshikoder: { phrases: true, wordGap: false, innerStar: true, weights: false },
  wordstat: { phrases: true, wordGap: false, innerStar: true, weights: true },
  lexicoder: { phrases: true, wordGap: false, innerStar: false, weights: false },
  csv: { phrases: true, wordGap: true, innerStar: true, weights: true },
}

/** Entries as a file of another tool; `name` is the lexicon's. */
export function writeForeign(
  entries: readonly ForeignTerm[],
  { format, name }: { readonly format: LexiconFormat; readonly name: string },
): string {
  switch (format) {
    case 'liwc-dic':
      return writeLiwcDic(entries)
    case 'liwc-dicx':
      return writeLiwcDicx(entries)
    case 'quanteda':
      return writeQuanteda(entries)
    case 'yoshikoder':
      return writeYoshikoder(entries, name)
    case 'wordstat':
      return writeWordstat(entries)
    case 'lexicoder':
      return writeLexicoder(entries)
    case 'csv':
      return writeCsvTable(entries)
  }
}
