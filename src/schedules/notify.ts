import { createHmac } from 'node:crypto'
import { PipelineError } from '../errors.ts'
import type { Schedule } from '../io/store/schedules.ts'
import { patiently } from '../runners/patiently.ts'
import { requestOf } from './request-of.ts'
import type { ScheduleEnd, ScheduleSurroundings } from './run-due.ts'

type Told = Extract<ScheduleEnd, { readonly kind: 'done' | 'failed' }>

/**
 * Tells the schedule's webhook how a run ended, through the same gate as all requests. Gives what became of that, for the history: a
 * receiver that is away costs the run nothing. Without a webhook, nothing.
 */
export async function notify(
  schedule: Schedule,
  { dueAt, end }: { readonly dueAt: number; readonly end: Told },
  { app, webhookSecret, signal }: Pick<ScheduleSurroundings, 'app' | 'webhookSecret' | 'signal'>,
): Promise<{ readonly webhook?: string }> {
  const { webhook } = schedule
  if (webhook === undefined) return {}
  if (webhookSecret === undefined) return { webhook: 'not told: FRAMESHIFT_WEBHOOK_SECRET is not set' }
  const body = JSON.stringify({ schedule: schedule.id, dueAt: new Date(dueAt).toISOString(), ...wordsOf(end) })
  // Signed when its turn has come: a receiver refuses what is old.
  const headers = () => ({
    'content-type': 'application/json',
    'x-frameshift-signature': signatureOf(body, Math.floor(app.now().getTime() / 1000), webhookSecret),
  })
  try {
    const { allowPrivate, resolve } = requestOf(schedule)
    const web = app.webFor({ allowPrivate, resolve })
    const { status } = await patiently(() => web.post(webhook, { body, headers: headers(), signal }), { ...patience, signal })
    return { webhook: status >= 200 && status < 300 ? 'told' : `not told: it answered with status ${status}` }
  } catch (error) {
    if (error instanceof PipelineError) return { webhook: `not told: ${error.message}` }
    // The run has ended, and is not made again because nobody heard of it.
    if (signal.aborted) return { webhook: 'not told: stopped before its turn had come' }
    throw error
  }
}

/** Many schedules may end in the same minute, and one receiver hears one after the other. */
const patience = { mostTries: 20, longestWaitMs: 60_000 }

/** `t=SECONDS,v1=HEX`: HMAC-SHA256 of `SECONDS.BODY`. A receiver computes it again, and refuses what is old: then nobody can say it twice. */
function signatureOf(body: string, seconds: number, secret: string): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

function wordsOf(end: Told): Readonly<Record<string, unknown>> {
  if (end.kind === 'failed') return { state: 'failed', code: end.code, message: end.message }
  return { state: 'done', run: end.run, report: end.folder, details: end.details }
}
