import { z } from 'zod'
import { comparisonRequestSchema, type ComparisonRequest } from '../comparison-run.ts'
import { PipelineError } from '../errors.ts'
import type { Schedule } from '../io/store/schedules.ts'

/** What a schedule compares or watches. Throws `schedule-unreadable` for what another version, or another hand, wrote into the store. */
export function requestOf({ id, request }: Pick<Schedule, 'id' | 'request'>): ComparisonRequest {
  const parsed = comparisonRequestSchema.safeParse(request)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue === undefined ? '' : `, at ${z.core.toDotPath(issue.path) || 'its root'}: ${issue.message}`
  const message = `Cannot read what the schedule ${id} asks for: another version of Frameshift wrote it${place}; update Frameshift, or remove the schedule and add it again`
  throw new PipelineError('schedule-unreadable', message, { retry: 'never', cause: parsed.error })
}
