import type { Span } from '../../model.ts'

export interface SentenceOptions {
  readonly language: string | undefined
  /** Lower case, with the full stop that belongs to them. */
  readonly abbreviations: readonly string[]
}

/**
 * The sentences of a text, without the white space between them. A line break ends a sentence. A full stop does not end one after an
 * abbreviation, an initial or inside a number, nor in front of a lower-case letter.
 */
export function sentences(text: string, { abbreviations }: SentenceOptions): readonly Span[] {
  const spans: Span[] = []
  const short = new Set(abbreviations)
  let start = 0
  for (const match of text.matchAll(endPattern)) {
    const end = match.index + match[0].trimEnd().length
    if (!match[0].includes('\n') && !endsSentence(text, match, short)) continue
    push(spans, text, start, end)
    start = match.index + match[0].length
  }
  push(spans, text, start, text.length)
  return spans
}

/** Final marks with the quotes and brackets that close behind them, and the space after; or a line break. */
const endPattern =
  /[.!?\u2026]{1,10}["'\u201d\u2019\u00bb)\]]{0,4}(?:\s{1,20}|$)|[\u3002\uff01\uff1f]{1,10}[\u201d\u2019\u300d\u300f\uff09]{0,4}\s{0,20}|\n\s*/gu

function endsSentence(text: string, match: RegExpExecArray, short: ReadonlySet<string>): boolean {
  const next = text.slice(match.index + match[0].length, match.index + match[0].length + 2)
  if (/^\p{Ll}/u.test(next)) return false
  if (!match[0].startsWith('.') || match[0].startsWith('..')) return true
  const before = /\S{1,20}$/u.exec(text.slice(Math.max(0, match.index - 20), match.index))?.[0] ?? ''
  const word = before.replace(/^["'(\u201c\u2018\u00ab]+/, '')
  // A lone capital is an initial; one behind other capitals, as in "U.S.", may end a sentence and is judged by the list.
  return !/^\p{Lu}$/u.test(word) && !short.has(`${word.toLowerCase()}.`)
}

function push(spans: Span[], text: string, from: number, to: number): void {
  const printed = text.slice(from, to)
  const trimmed = printed.trim()
  if (trimmed === '') return
  const start = from + (printed.length - printed.trimStart().length)
  spans.push({ start, end: start + trimmed.length })
}
