import { createHmac } from 'node:crypto'
import { comparisonRequestSchema } from '../comparison-run.ts'
import { PipelineError, unreachable } from '../errors.ts'
import type { Schedule } from '../io/store/schedules.ts'
import type { ScheduleEnd, ScheduleSurroundings } from './run-due.ts'

/**
 * Tells the schedule's webhook how a run ended, through the same gate as all requests. Gives what became of that, for the history: a
 * receiver that is away costs the run nothing. Without a webhook, nothing.
 */
export async function notify(
  schedule: Schedule,
  { dueAt, end }: { readonly dueAt: number; readonly end: ScheduleEnd },
  { app, webhookSecret, signal }: Pick<ScheduleSurroundings, 'app' | 'webhookSecret' | 'signal'>,
): Promise<{ readonly webhook?: string }> {
  if (schedule.webhook === undefined) return {}
  if (webhookSecret === undefined) return { webhook: 'not told: FRAMESHIFT_WEBHOOK_SECRET is not set' }
  const body = JSON.stringify({ schedule: schedule.id, dueAt: new Date(dueAt).toISOString(), ...wordsOf(end) })
  const seconds = Math.floor(app.now().getTime() / 1000)
  const headers = { 'content-type': 'application/json', 'x-frameshift-signature': signatureOf(body, seconds, webhookSecret) }
  const { allowPrivate, resolve } = comparisonRequestSchema.parse(schedule.request)
  try {
    const { status } = await app.webFor({ allowPrivate, resolve }).post(schedule.webhook, { body, headers, signal })
    return { webhook: status >= 200 && status < 300 ? 'told' : `not told: it answered with status ${status}` }
  } catch (error) {
    if (error instanceof PipelineError) return { webhook: `not told: ${error.message}` }
    throw error
  }
}

/** `t=SECONDS,v1=HEX`: HMAC-SHA256 of `SECONDS.BODY`. A receiver computes it again, and refuses what is old: then nobody can say it twice. */
function signatureOf(body: string, seconds: number, secret: string): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

function wordsOf(end: ScheduleEnd): Readonly<Record<string, unknown>> {
  switch (end.kind) {
    case 'done':
      return { state: 'done', run: end.run, report: end.folder, details: end.details }
    case 'failed':
      return { state: 'failed', code: end.code, message: end.message }
    case 'missed':
    case 'skipped':
    case 'stopped':
      return { state: end.kind, message: end.message }
    default:
      return unreachable(end)
  }
}
