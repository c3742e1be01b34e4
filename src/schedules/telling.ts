import { randomUUID } from 'node:crypto'
import type { Schedule, Telling } from '../io/store/schedules.ts'
import type { ScheduleEnd, ScheduleSurroundings } from './run-due.ts'

type Told = Extract<ScheduleEnd, { readonly kind: 'done' | 'failed' }>

/** What the history says of a webhook, and what is still to be told. */
export interface WebhookState {
  readonly details: { readonly webhook?: string }
  readonly telling?: Telling
}

/** What the webhook of a schedule is to be told of a run that has ended: kept with the run, so that no process that dies takes it along. Without a webhook, nothing. */
export function tellingOf(
  { id, webhook }: Pick<Schedule, 'id' | 'webhook'>,
  { dueAt, end }: { readonly dueAt: number; readonly end: Told },
  { app, webhookSecret }: Pick<ScheduleSurroundings, 'app' | 'webhookSecret'>,
): WebhookState {
  if (webhook === undefined) return { details: {} }
  if (webhookSecret === undefined) return { details: { webhook: 'not told: FRAMESHIFT_WEBHOOK_SECRET is not set' } }
  const body = JSON.stringify({ schedule: id, dueAt: new Date(dueAt).toISOString(), ...wordsOf(end) })
  return { details: { webhook: 'not told yet' }, telling: { delivery: randomUUID(), body, tries: 0, at: app.now().getTime() } }
}

function wordsOf(end: Told): Readonly<Record<string, unknown>> {
  if (end.kind === 'failed') return { state: 'failed', code: end.code, message: end.message }
  const { run, folder: report, details, edits } = end
  if (edits === undefined) return { state: 'done', run, report, details }
  // A receiver may have a limit to what it takes: `details` has the whole count.
  return { state: 'done', run, report, details, edits: edits.slice(0, mostEdits) }
}

const mostEdits = 50
