import { isAlias, isMap, isScalar, isSeq, parseDocument, stringify, type Node } from 'yaml'
import { PipelineError } from '../../errors.ts'
import type { ForeignTerm } from '../../core/lexicon/take-foreign.ts'
import type { ForeignLexicon } from './exchange.ts'

/** Deeper categories are no dictionary. */
const deepest = 20

/**
 * quanteda: nested maps of lists of glob patterns; the patterns of a category that has others below it stand under `__`. Words that older readers take
 * for truth values (`yes`, `no`, `on`) are read as they are written.
 */
export function readQuanteda(text: string): ForeignLexicon {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: true, prettyErrors: false })
  const [mistake] = document.errors
  if (mistake) throw new PipelineError('lexicon-invalid', `This is no quanteda dictionary: ${mistake.message}`, { retry: 'never' })
  if (!isMap(document.contents)) {
    throw new PipelineError('lexicon-invalid', 'This is no quanteda dictionary: expected categories with lists of patterns', {
      retry: 'never',
    })
  }
  const entries: ForeignTerm[] = []
  const unread: ForeignLexicon['unread'][number][] = []
  const waiting: { readonly node: Node; readonly path: readonly string[] }[] = [{ node: document.contents, path: [] }]
  for (const { node, path } of waiting) {
    const place = path.join('.')
    if (isMap(node) && path.length < deepest) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : ''
        if (isNodeLike(value)) waiting.push({ node: value, path: name === '__' ? path : [...path, name] })
      }
    } else if (isSeq(node)) {
      for (const item of node.items) if (isNodeLike(item)) waiting.push({ node: item, path })
    } else if (isScalar(node) && typeof node.value === 'string' && path.length > 0) {
      for (const pattern of splitPatterns(node.value))
        entries.push({ category: path, pattern, weight: undefined, place, dropped: undefined })
    } else unread.push({ place, text: isAlias(node) ? `*${node.source}` : '', why: 'expected a category or a pattern' })
  }
  return { entries, unread }
}

function isNodeLike(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value)
}

/** A category may hold one text with its patterns parted by commas or line ends. */
function splitPatterns(text: string): readonly string[] {
  return text
    .split(/[,\n]/)
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '')
}

export function writeQuanteda(entries: readonly ForeignTerm[]): string {
  const groups = Map.groupBy(entries, ({ category }) => category.join('.'))
  const plain = Object.fromEntries([...groups].map(([name, own]) => [name, own.map(({ pattern }) => pattern)]))
  return stringify(plain, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 })
}
