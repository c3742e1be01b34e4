import type { ForeignLexicon, LexiconFormat } from './exchange.ts'
import { readCsvTable } from './csv-table.ts'
import { readLexicoder } from './lexicoder.ts'
import { readLiwcDic } from './liwc-dic.ts'
import { readLiwcDicx } from './liwc-dicx.ts'
import { readQuanteda } from './quanteda.ts'
import { readWordstat } from './wordstat.ts'
import { readYoshikoder } from './yoshikoder.ts'

/** Reads a lexicon of another tool. Throws `lexicon-invalid` where the file is not of that format at all; single entries that cannot be read are listed. */
export function readForeign(text: string, format: LexiconFormat): ForeignLexicon {
  const unmarked = text.replace(/^\uFEFF/, '')
  switch (format) {
    case 'liwc-dic':
      return readLiwcDic(unmarked)
    case 'liwc-dicx':
      return readLiwcDicx(unmarked)
    case 'quanteda':
      return readQuanteda(unmarked)
    case 'yoshikoder':
      return readYoshikoder(unmarked)
    case 'wordstat':
      return readWordstat(unmarked)
    case 'lexicoder':
      return readLexicoder(unmarked)
    case 'csv':
      return readCsvTable(unmarked)
  }
}

const endings: ReadonlyMap<string, LexiconFormat> = new Map([
  ['dic', 'liwc-dic'],
  ['dicx', 'liwc-dicx'],
  ['yml', 'quanteda'],
  ['yaml', 'quanteda'],
  ['ykd', 'yoshikoder'],
  ['cat', 'wordstat'],
  ['lc3', 'lexicoder'],
  ['csv', 'csv'],
  ['tsv', 'csv'],
])

/** The format that the ending of a file name stands for. */
export function formatOfName(path: string): LexiconFormat | undefined {
  return endings.get(/\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '')
}

/** The text of a lexicon file: UTF-8, or windows-1252 where its bytes are no UTF-8, as older desktop tools write. */
export function foreignText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
