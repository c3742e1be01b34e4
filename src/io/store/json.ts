import { z } from 'zod'
import { PipelineError } from '../../errors.ts'

/** JSON text of a value. Numbers that JSON lacks (`Infinity`, `NaN`) survive; absent properties stay absent. Throws `TypeError` for cycles and bigints. */
export function encodeJson(value: unknown): string {
  // To be called back for every part costs several times the rest; few values have a part that needs it, and those show in the text.
  const plain = JSON.stringify(value ?? null)
  if (!plain.includes('null') && !plain.includes(writtenEscape)) return plain
  return JSON.stringify(value ?? null, (_key, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) return `${escape}${part}`
    return typeof part === 'string' && part.startsWith(escape) ? escape + part : part
  })
}

/** The value that `encodeJson` was given, as far as nobody has vouched for its shape. Throws `store-corrupt` for text that is no JSON. */
export function decodeJson(text: string, where: string): unknown {
  try {
    if (!text.includes(writtenEscape)) return JSON.parse(text)
    return JSON.parse(text, (_key, part: unknown) => {
      if (typeof part !== 'string' || !part.startsWith(escape)) return part
      const rest = part.slice(escape.length)
      return rest.startsWith(escape) ? rest : Number(rest)
    })
  } catch (cause) {
    throw new PipelineError(
      'store-corrupt',
      `Cannot read ${where} in the store: expected JSON, found ${text.length} characters that are none`,
      {
        retry: 'never',
        cause,
      },
    )
  }
}

/** Reads what the store holds of a noun. Throws `store-corrupt` when another version, or another hand, wrote something else. */
export function decodeNoun<Noun>(text: string, schema: z.ZodType<Noun>, where: string): Noun {
  const parsed = schema.safeParse(decodeJson(text, where))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const place = issue === undefined ? '' : `, at ${z.core.toDotPath(issue.path) || 'its root'}: ${issue.message}`
  throw new PipelineError('store-corrupt', `Cannot read ${where} in the store: it has another form than this version writes${place}`, {
    retry: 'never',
    cause: parsed.error,
  })
}

/** One of the words that a column may hold. Throws `store-corrupt` for any other. */
export function decodeWord<Word extends string>(text: string, words: readonly Word[], where: string): Word {
  const known = words.find((word) => word === text)
  if (known !== undefined) return known
  const message = `Cannot read ${where} in the store: found "${text.slice(0, 100)}"; expected one of ${words.join(', ')}`
  throw new PipelineError('store-corrupt', message, { retry: 'never' })
}

/** What `read` gives, or `undefined` where the store holds something that cannot be read: for who reads many, and must not stop at one. */
export function ifSound<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (isCorrupt(error)) return undefined
    throw error
  }
}

/** The same as the `catch` of a promise. */
export function unlessCorrupt(error: unknown): undefined {
  if (!isCorrupt(error)) throw error
}

/** What keeps rows from being read, a message each. */
export async function faultsIn<Row>(rows: readonly Row[], read: (row: Row) => unknown): Promise<readonly string[]> {
  const faults: string[] = []
  for (const row of rows) {
    try {
      await read(row)
    } catch (error) {
      if (!isCorrupt(error)) throw error
      faults.push(error.message)
    }
  }
  return faults
}

/** What the store holds cannot be read, by this version at least. */
export function isCorrupt(error: unknown): error is PipelineError {
  return error instanceof PipelineError && error.code === 'store-corrupt'
}

/** Marks a number written as text. No printed text begins with it; text that does is given a second one. */
const escape = '\u0000'
const writtenEscape = String.raw`\u0000`
