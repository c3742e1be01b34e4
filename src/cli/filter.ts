import { z } from 'zod'
import { PipelineError } from '../errors.ts'
import { plainMistake } from '../io/config/plain-mistake.ts'
import { linesOf } from '../io/lines.ts'
import type { Output } from './output.ts'

export interface FilterOptions<Row> {
  readonly input: NodeJS.ReadableStream
  readonly output: Output
  /** What a line has to hold beside its `id`. */
  readonly row: z.ZodType<Row>
  /** Lines worked on at the same time. */
  readonly parallel: number
  readonly signal: AbortSignal
}

/**
 * Runs one step as a filter: a JSON object a line in, one a line out, in the same order and with the same `id`. A line that cannot be
 * processed gives `{"id", "error": {"code", "message"}}`, and the rest goes on.
 */
export async function filterLines<Row>(answer: (row: Row) => unknown, options: FilterOptions<Row>): Promise<void> {
  const { input, output, parallel, signal } = options
  const waiting: Promise<string>[] = []
  const flush = async () => {
    const next = waiting.shift()
    if (next !== undefined) await output.data(`${await next}\n`)
  }
  for await (const line of linesOf(input)) {
    signal.throwIfAborted()
    if (line.trim() === '') continue
    waiting.push(answerLine(line, answer, options.row))
    if (waiting.length >= parallel) await flush()
  }
  while (waiting.length > 0) await flush()
}

async function answerLine<Row>(line: string, answer: (row: Row) => unknown, schema: z.ZodType<Row>): Promise<string> {
  let id: unknown = null
  try {
    const parsed = parseLine(line)
    id = parsed.id
    const row = schema.safeParse(parsed.object, { error: plainMistake })
    if (!row.success) throw invalidLine(row.error)
    const answered = await answer(row.data)
    return toJsonLine({ id, ...z.looseObject({}).parse(answered) })
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error
    return toJsonLine({ id, error: { code: error.code, message: error.message } })
  }
}

function parseLine(line: string): { readonly id: unknown; readonly object: unknown } {
  try {
    const object: unknown = JSON.parse(line)
    const withId = z.looseObject({ id: z.union([z.string(), z.number()]) }).safeParse(object)
    return { id: withId.success ? withId.data.id : null, object }
  } catch (cause) {
    throw new PipelineError(
      'line-invalid',
      `Cannot read the line: expected one JSON object, found ${line.length} characters that are none`,
      {
        retry: 'never',
        cause,
      },
    )
  }
}

function invalidLine(error: z.ZodError): PipelineError {
  const issues = error.issues.map((issue) => `${z.core.toDotPath(issue.path) || 'the line'}: ${issue.message}`)
  return new PipelineError('line-invalid', `Cannot read the line: ${issues.join('; ')}`, { retry: 'never', cause: error })
}

/** Absent values are `null` outside. */
function toJsonLine(value: object): string {
  return JSON.stringify(value, (_key, part: unknown) => (part === undefined ? null : part))
}
