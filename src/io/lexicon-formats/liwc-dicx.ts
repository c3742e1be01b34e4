import { stringify } from 'csv-stringify/sync'
import { PipelineError } from '../../errors.ts'
import type { ForeignTerm } from '../../core/lexicon/take-foreign.ts'
import type { ForeignLexicon } from './exchange.ts'
import { readTable } from './table.ts'

/** LIWC-22 dictionaries: a table with a column a category; an `X`, or a weight, in a cell says that the term of the row belongs to it. */
export function readLiwcDicx(text: string): ForeignLexicon {
  const [head, ...rows] = readTable(text)
  const categories = head?.slice(1) ?? []
  if (categories.length === 0) {
    throw new PipelineError('lexicon-invalid', 'This is no LIWC-22 dictionary: expected a table with a column for each category', {
      retry: 'never',
    })
  }
  const entries: ForeignTerm[] = []
  const unread: ForeignLexicon['unread'][number][] = []
  for (const [index, [pattern = '', ...cells]] of rows.entries()) {
    const place = `row ${index + 2}`
    for (const [column, cell] of cells.entries()) {
      const category = categories[column]
      if (cell === '' || category === undefined) continue
      const weight = Number(cell)
      if (/^x$/i.test(cell)) entries.push({ category: [category], pattern, weight: undefined, place, dropped: undefined })
      else if (Number.isFinite(weight)) entries.push({ category: [category], pattern, weight, place, dropped: undefined })
      else unread.push({ place, text: `${pattern}: ${cell}`, why: 'expected X or a number in the cell' })
    }
  }
  return { entries, unread }
}

/** Writes the table that LIWC-22 reads. */
export function writeLiwcDicx(entries: readonly ForeignTerm[]): string {
  const names = [...new Set(entries.map(({ category }) => category.join('.')))].toSorted()
  const byTerm = Map.groupBy(entries, ({ pattern }) => pattern)
  const rows = [...byTerm]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([pattern, own]) => [
      pattern,
      ...names.map((name) => {
        const entry = own.find(({ category }) => category.join('.') === name)
        if (!entry) return ''
        return entry.weight === undefined || entry.weight === 1 ? 'X' : String(entry.weight)
      }),
    ])
  return stringify([['DicTerm', ...names], ...rows])
}
