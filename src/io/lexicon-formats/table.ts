import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { PipelineError } from '../../errors.ts'

const rowsSchema = z.array(z.array(z.string()))

/** The rows of a table of text: commas, semicolons or tabs, whichever its first line has most of. Throws `lexicon-invalid`. */
export function readTable(text: string): readonly (readonly string[])[] {
  const [head = ''] = text.split(/\r?\n/, 1)
  const count = (mark: string) => head.split(mark).length
  const delimiter = [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ','
  try {
    return rowsSchema.parse(parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, trim: true }))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'an unknown mistake'
    throw new PipelineError('lexicon-invalid', `The table cannot be read: ${why}`, { retry: 'never', cause })
  }
}
