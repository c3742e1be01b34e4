import { PipelineError } from '../../errors.ts'
import type { ForeignTerm } from '../../core/lexicon/take-foreign.ts'
import type { ForeignLexicon } from './exchange.ts'

/** WordStat: categories nest by tabs; a line that ends in a weight in brackets, `TERM (1)`, is a term of the category above it. Phrases are joined by `_`. */
export function readWordstat(text: string): ForeignLexicon {
  const entries: ForeignTerm[] = []
  const unread: ForeignLexicon['unread'][number][] = []
  const path: string[] = []
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    if (line.trim() === '') continue
    const place = `line ${index + 1}`
    const [, tabs = '', said = ''] = /^(\t*)(.*?)\s*$/.exec(line) ?? []
    const term = /^(.*\S)\s*\((\d+(?:\.\d+)?)\)$/.exec(said)
    path.length = Math.min(path.length, tabs.length)
    if (!term) path.push(said)
    else if (path.length === 0) unread.push({ place, text: said, why: 'it stands in no category' })
    else entries.push({ category: [...path], pattern: term[1] ?? '', weight: Number(term[2]), place, dropped: undefined })
  }
  if (entries.length === 0) {
    throw new PipelineError('lexicon-invalid', 'This is no WordStat dictionary: expected terms such as "TERM (1)" under a category', {
      retry: 'never',
    })
  }
  return { entries, unread }
}

export function writeWordstat(entries: readonly ForeignTerm[]): string {
  const groups = [...Map.groupBy(entries, ({ category }) => category.join('.'))]
  const lines = groups.flatMap(([name, own]) => [
    name,
    ...own.map(({ pattern, weight }) => `\t${pattern.replaceAll(' ', '_').toUpperCase()} (${weight ?? 1})`),
  ])
  return lines.map((line) => `${line}\n`).join('')
}
