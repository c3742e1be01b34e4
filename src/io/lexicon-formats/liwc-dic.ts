import { PipelineError } from '../../errors.ts'
import type { ForeignTerm } from '../../core/lexicon/take-foreign.ts'
import type { ForeignLexicon } from './exchange.ts'

/**
 * LIWC dictionaries of 2001 to 2015: categories with numbers between two lines of `%`, then terms with the numbers of their categories. Tabs
 * in front of a category nest it. Conditions such as `<of>` or `(02 134)` have no equal here and are dropped, entry by entry.
 */
export function readLiwcDic(text: string): ForeignLexicon {
  const lines = text.split(/\r\n?|\n/)
  const marks = lines.flatMap((line, index) => (line.trim() === '%' ? [index] : []))
  const [open, close] = marks
  if (open === undefined || close === undefined) {
    const message = `This is no LIWC dictionary: expected a list of categories between two lines of "%", found ${marks.length} such lines`
    throw new PipelineError('lexicon-invalid', message, { retry: 'never' })
  }
  const categories = readCategories(lines.slice(open + 1, close))
  const entries: ForeignTerm[] = []
  const unread: ForeignLexicon['unread'][number][] = []
  for (const [index, line] of lines.entries()) {
    if (index <= close || line.trim() === '') continue
    const place = `line ${index + 1}`
    const { pattern, numbers, dropped } = readTerm(line)
    if (numbers.length === 0) unread.push({ place, text: line.trim(), why: 'it names no category' })
    for (const number of numbers) {
      const category = categories.get(number)
      if (category) entries.push({ category, pattern, weight: undefined, place, dropped })
      else unread.push({ place, text: line.trim(), why: `no category has the number ${number}` })
    }
  }
  return { entries, unread }
}

function readCategories(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const categories = new Map<string, readonly string[]>()
  const path: string[] = []
  for (const line of lines) {
    const match = /^([\t ]*)(\d+)\s+(.+)$/.exec(line)
    const [, indent = '', number = '', name = ''] = match ?? []
    if (!match) continue
    path.length = Math.min(path.length, indent.replaceAll(/ {2,4}/g, '\t').length)
    path.push(name.trim())
    categories.set(String(Number(number)), [...path])
  }
  return categories
}

function readTerm(line: string): { readonly pattern: string; readonly numbers: readonly string[]; readonly dropped: string | undefined } {
  const conditions = line.match(/<[^>]*>\S*|\([^)]*\)\S*/g) ?? []
  const plain = conditions.reduce((rest, condition) => rest.replace(condition, ' '), line)
  const match = /^\s*(.*?\S)((?:\s+\d+)*)\s*$/.exec(plain)
  const kept = (match?.[2] ?? '').match(/\d+/g) ?? []
  // The category behind a condition, as in `(02 134)125/464`, is the one without it.
  const fallback = conditions.flatMap((condition) => /[>)](\d+)/.exec(condition)?.[1] ?? [])
  const numbers = [...new Set([...kept, ...fallback].map((number) => String(Number(number))))]
  const dropped = conditions.length > 0 ? `the condition ${conditions.join(' ')} is left out` : undefined
  return { pattern: match?.[1] ?? line.trim(), numbers, dropped }
}

/** Writes categories and terms as LIWC reads them. */
export function writeLiwcDic(entries: readonly ForeignTerm[]): string {
  const names = [...new Set(entries.map(({ category }) => category.join('.')))].toSorted()
  const numbers = new Map(names.map((name, index) => [name, index + 1]))
  const byTerm = Map.groupBy(entries, ({ pattern }) => pattern)
  const terms = [...byTerm].map(([pattern, own]) =>
    [pattern, ...new Set(own.map(({ category }) => numbers.get(category.join('.'))))].join('\t'),
  )
  return ['%', ...names.map((name) => `${numbers.get(name)}\t${name}`), '%', ...terms.toSorted(), ''].join('\n')
}
