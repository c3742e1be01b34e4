import type { Span } from '../../../model.ts'
import { sequenceAt, unitsOf, type CopyText } from './copies.ts'

/**
 * The stretches of the later text that stand in the earlier one too, in order. Short ones are left out: a few words in a row are shared by
 * chance.
 */
export function sharedSpans(earlier: CopyText, later: CopyText): readonly Span[] {
  const known = new Set(sequencesIn(earlier))
  const { units, length } = unitsOf(later.text, later.language)
  const spans: Span[] = []
  let first: number | undefined
  let last = 0
  const end = () => {
    const [from, to] = [units[first ?? 0], units[last]]
    if (first !== undefined && from && to && last - first + 1 >= fewestSequences * length) spans.push({ start: from.start, end: to.end })
    first = undefined
  }
  for (const [index, sequence] of sequencesIn(later).entries()) {
    if (!known.has(sequence)) continue
    if (first !== undefined && index > last) end()
    first ??= index
    last = index + length - 1
  }
  end()
  return spans
}

/** Stretches of fewer words than this many sequences hold, laid end to end, are left out. */
const fewestSequences = 3

function sequencesIn({ text, language }: CopyText): readonly number[] {
  const { folded, units, length } = unitsOf(text, language)
  const printed = units.map(({ start, end }) => folded.slice(start, end))
  return printed.slice(length - 1).map((_, index) => sequenceAt(printed, index, length))
}
