import { Parser } from 'htmlparser2'
import { PipelineError } from '../../errors.ts'
import type { ForeignTerm } from '../../core/lexicon/take-foreign.ts'
import type { ForeignLexicon } from './exchange.ts'

/** Yoshikoder: XML of nested `cnode` categories with `pnode` patterns, at any level. The outermost category is the dictionary itself. */
export function readYoshikoder(text: string): ForeignLexicon {
  const entries: ForeignTerm[] = []
  const unread: ForeignLexicon['unread'][number][] = []
  const path: string[] = []
  let categories = 0
  const parser = new Parser(
    {
      onopentag: (tag, { name = '' }) => {
        const place = `entry ${entries.length + unread.length + 1}`
        if (tag === 'cnode') {
          path.push(name)
          categories++
        }
        if (tag !== 'pnode') return
        const category = path.length > 1 ? path.slice(1) : path
        if (name.trim() === '' || category.length === 0)
          unread.push({ place, text: name, why: 'expected a pattern with a name inside a category' })
        else entries.push({ category: [...category], pattern: name, weight: undefined, place, dropped: undefined })
      },
      onclosetag: (tag) => {
        if (tag === 'cnode') path.pop()
      },
    },
    { xmlMode: true },
  )
  parser.end(text)
  if (categories > 0) return { entries, unread }
  throw new PipelineError('lexicon-invalid', 'This is no Yoshikoder dictionary: expected XML with "cnode" elements', { retry: 'never' })
}

export function writeYoshikoder(entries: readonly ForeignTerm[], name: string): string {
  const groups = [...Map.groupBy(entries, ({ category }) => category.join('.'))]
  const nodes = groups.map(
    ([category, own]) =>
      `    <cnode name="${escape(category)}">\n${own.map(({ pattern }) => `      <pnode name="${escape(pattern)}"/>\n`).join('')}    </cnode>\n`,
  )
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<dictionary style="050805" patternengine="substring">\n'
  return `${head}  <cnode name="${escape(name)}">\n${nodes.join('')}  </cnode>\n</dictionary>\n`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
