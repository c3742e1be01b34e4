import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const folder = join(process.env['FRAMESHIFT_BENCH_DATA'] ?? '../shared/data', 'stats')

/** Why the known answers cannot be checked; `undefined` where they are there. */
export const missing = existsSync(folder) ? undefined : `no folder ${folder}; FRAMESHIFT_BENCH_DATA names the folder above it`

const fileSchema = z.object({
  tolerance: z.object({ rel: z.number(), abs: z.number() }),
  cases: z.array(z.object({ id: z.string(), input: z.unknown(), expected: z.record(z.string(), z.unknown()) })),
})
type AnswerFile = z.infer<typeof fileSchema>

/** Names of all files of known answers, without their ending. */
export function answerFiles(): readonly string[] {
  return missing === undefined
    ? readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []))
    : []
}

export function readAnswers(name: string): AnswerFile {
  return fileSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')))
}

/** What differs from the known answers, one line each, beginning with where. Only what is expected is looked at. */
export function differences(
  actual: unknown,
  expected: unknown,
  { tolerance, at }: { readonly tolerance: AnswerFile['tolerance']; readonly at: string },
): readonly string[] {
  if (isNest(expected)) {
    const own = isNest(actual) ? new Map(Object.entries(actual)) : new Map<string, unknown>()
    return Object.entries(expected).flatMap(([key, value]) => differences(own.get(key), value, { tolerance, at: `${at}.${key}` }))
  }
  return isNear(actual, expected, tolerance) ? [] : [`${at}: ${String(actual)} for ${String(expected)}`]
}

/** Lists too: their keys are their places. */
function isNest(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isNear(actual: unknown, expected: unknown, { rel, abs }: AnswerFile['tolerance']): boolean {
  if (expected === null) return actual === undefined
  if (expected === 'Infinity') return actual === Infinity
  if (typeof expected !== 'number' || typeof actual !== 'number') return actual === expected
  return Math.abs(actual - expected) <= Math.max(abs, rel * Math.abs(expected))
}
