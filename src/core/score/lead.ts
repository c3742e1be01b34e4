import type { Span } from '../../model.ts'
import { dayFirst, findWrittenDate } from '../extract/metadata/dates/written-date.ts'
import { paragraphs } from '../text/paragraphs.ts'

const longestDateLine = 60
/** A line of so few words beside its figures is its date: "Published 14 March 2026, 09:30 GMT". */
const mostWords = 5

/** The first paragraph of the body. A line that is only a date is none: pages print theirs above the text. `undefined` where the body holds nothing else. */
export function leadOf(text: string, bodyStart: number): Span | undefined {
  return paragraphs(text).find(({ start, end }) => start >= bodyStart && !isDateLine(text.slice(start, end)))
}

function isDateLine(line: string): boolean {
  if (line.length > longestDateLine || (line.match(/\p{L}+/gu)?.length ?? 0) > mostWords) return false
  return findWrittenDate(line, dayFirst) !== undefined
}
