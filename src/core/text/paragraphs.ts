import type { Span } from '../../model.ts'

/** Stretches between blank lines, without the white space at their ends. */
export function paragraphs(text: string): readonly Span[] {
  const spans: Span[] = []
  let start = 0
  for (const gap of text.matchAll(/\n[^\S\n]*\n\s*/g)) {
    push(spans, text, { start, end: gap.index })
    start = gap.index + gap[0].length
  }
  push(spans, text, { start, end: text.length })
  return spans
}

function push(spans: Span[], text: string, { start, end }: Span): void {
  const printed = text.slice(start, end)
  const trimmed = printed.trim()
  if (trimmed === '') return
  const from = start + (printed.length - printed.trimStart().length)
  spans.push({ start: from, end: from + trimmed.length })
}
