import { PipelineError } from '../../errors.ts'
import type { ForeignTerm } from '../../core/lexicon/take-foreign.ts'
import type { ForeignLexicon } from './exchange.ts'

/** Lexicoder: `+CATEGORY` lines, and under each its terms, a line each. Negated categories are categories of their own. */
export function readLexicoder(text: string): ForeignLexicon {
  const entries: ForeignTerm[] = []
  const unread: ForeignLexicon['unread'][number][] = []
  let category: string | undefined
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const said = line.trim()
    const place = `line ${index + 1}`
    if (said === '') continue
    if (said.startsWith('+')) category = said.slice(1).trim()
    else if (category === undefined) unread.push({ place, text: said, why: 'it stands in front of the first category' })
    else entries.push({ category: [category], pattern: said, weight: undefined, place, dropped: undefined })
  }
  if (category === undefined) {
    throw new PipelineError('lexicon-invalid', 'This is no Lexicoder dictionary: expected lines such as "+CATEGORY"', { retry: 'never' })
  }
  return { entries, unread }
}

export function writeLexicoder(entries: readonly ForeignTerm[]): string {
  const groups = [...Map.groupBy(entries, ({ category }) => category.join('.'))]
  return groups.map(([name, own]) => `+${name}\n${own.map(({ pattern }) => `${pattern}\n`).join('')}`).join('')
}
