import { getHeapStatistics } from 'node:v8'
import { z } from 'zod'
import { PipelineError } from '../errors.ts'

/** What a known fault keeps of itself on the way out of a thread that died of it. */
const knownSchema = z.object({
  name: z.literal('PipelineError'),
  code: z.string(),
  message: z.string(),
  retry: z.union([z.enum(['never', 'later']), z.object({ afterMs: z.number() })]),
})

/** Of whom more was asked than fits into memory. */
export interface Overload {
  readonly code: string
  /** Before "takes more memory". */
  readonly what: string
  /** What a person can do instead of giving threads more. */
  readonly instead: string
}

/** What a thread has died of, in words for who waits for it: errors lose their class on the way, and those of V8 say nothing of what was asked. */
export function threadFault(cause: unknown, { code, what, instead }: Overload): unknown {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    const heapMb = Math.round(getHeapStatistics().heap_size_limit / 1e6)
    const message = `${what} takes more memory than the ${heapMb} MB that Node gives a thread; ${instead}, or set NODE_OPTIONS=--max-old-space-size=${2 * heapMb}`
    return new PipelineError(code, message, { retry: 'never', cause })
  }
  const known = knownSchema.safeParse(cause)
  return known.success ? new PipelineError(known.data.code, known.data.message, { retry: known.data.retry, cause }) : cause
}
