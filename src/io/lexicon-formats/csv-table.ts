import { stringify } from 'csv-stringify/sync'
import { PipelineError } from '../../errors.ts'
import type { ForeignTerm } from '../../core/lexicon/take-foreign.ts'
import type { ForeignLexicon } from './exchange.ts'
import { readTable } from './table.ts'

/** A table with the columns `category` (or `frame`) and `term` (or `pattern`, `word`), and `weight` where terms have one. Other columns are left alone. */
export function readCsvTable(text: string): ForeignLexicon {
  const [head, ...rows] = readTable(text)
  const column = (...names: readonly string[]) => head?.findIndex((name) => names.includes(name.toLowerCase())) ?? -1
  const [category, term, weight] = [column('category', 'frame'), column('term', 'pattern', 'word'), column('weight')]
  if (category < 0 || term < 0) {
    const message = `The table cannot be read as a lexicon: expected the columns "category" and "term", found ${head?.join(', ') || 'nothing'}`
    throw new PipelineError('lexicon-invalid', message, { retry: 'never' })
  }
  const entries: ForeignTerm[] = []
  const unread: ForeignLexicon['unread'][number][] = []
  for (const [index, row] of rows.entries()) {
    const place = `row ${index + 2}`
    const [name = '', pattern = '', weighed = ''] = [row[category], row[term], row[weight]]
    const number = weighed === '' ? undefined : Number(weighed)
    if (name === '' || pattern === '') unread.push({ place, text: row.join(', '), why: 'expected a category and a term' })
    else if (number !== undefined && !Number.isFinite(number))
      unread.push({ place, text: row.join(', '), why: `the weight ${weighed} is no number` })
    else entries.push({ category: name.split(/\s*>\s*/), pattern, weight: number, place, dropped: undefined })
  }
  return { entries, unread }
}

export function writeCsvTable(entries: readonly ForeignTerm[]): string {
  const rows = entries.map(({ category, pattern, weight }) => [category.join(' > '), pattern, String(weight ?? 1)])
  return stringify([['category', 'term', 'weight'], ...rows], { escape_formulas: true })
}
