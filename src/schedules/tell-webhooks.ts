import { createHmac } from 'node:crypto'
import { PipelineError } from '../errors.ts'
import { longestPutOffMs, type Schedule, type Telling, type Untold } from '../io/store/schedules.ts'
import { patiently } from '../runners/patiently.ts'
import { requestOf } from './request-of.ts'
import type { ScheduleSurroundings } from './run-due.ts'
import type { WebhookState } from './telling.ts'

type TellSurroundings = Pick<ScheduleSurroundings, 'app' | 'webhookSecret' | 'signal'>

const minuteMs = 60_000
/** After each try that failed; then the webhook is given up. A receiver that was being mended over night is told in the morning. */
const waitsMs: readonly number[] = [1, 5, 30, 120, 360].map((minutes) => minutes * minuteMs)
const mostTries = waitsMs.length + 1
/** A try takes less, whatever it waits for. Who dies in the middle of one leaves it to others after that. */
const tryMs = 30 * minuteMs
const mostAtOnce = 50

/**
 * Tells the webhooks of runs that have ended, those whose time for a try has come, each by one process however many look. What becomes of each
 * try stands in the history of the run, which has long ended: a receiver that is away holds up nothing.
 */
export async function tellWebhooks(surroundings: TellSurroundings, only?: string): Promise<void> {
  const { app, webhookSecret, signal } = surroundings
  // Without the secret they are left to a process that has it.
  if (webhookSecret === undefined || signal.aborted) return
  const at = app.now().getTime()
  const untold = await app.store.schedules.untold(at, { limit: mostAtOnce, ...(only === undefined ? {} : { only }) })
  const tries = await Promise.allSettled(
    untold.map(async (run) => {
      const { schedule, dueAt, telling } = run
      const taken = at + tryMs
      if (!(await app.store.schedules.takeTelling(schedule.id, dueAt, { from: telling.at, to: taken }))) return
      const { details, telling: next, mistake } = await tell(run, { ...surroundings, webhookSecret })
      await app.store.schedules.recordTelling(schedule.id, dueAt, { details: { ...run.details, ...details }, telling: next, taken })
      if (mistake !== undefined) throw mistake
    }),
  )
  for (const one of tries) if (one.status === 'rejected') throw one.reason
}

async function tell(
  { schedule, telling }: Untold,
  { app, webhookSecret, signal }: TellSurroundings & { readonly webhookSecret: string },
): Promise<WebhookState & { readonly mistake?: unknown }> {
  const tries = telling.tries + 1
  const putOff = (reason: string, leastMs = 0) => later(telling, { reason, now: app.now().getTime(), leastMs })
  try {
    const status = await post(schedule, telling, { app, webhookSecret, signal })
    if (status >= 200 && status < 300) return { details: { webhook: tries === 1 ? 'told' : `told at try ${tries}` } }
    const reason = `it answered with status ${status}`
    return status === gone ? givenUp(reason, tries) : putOff(reason)
  } catch (error) {
    if (signal.aborted) return { details: { webhook: 'not told yet: stopped before its turn had come' }, telling }
    if (!(error instanceof PipelineError)) return { ...givenUp('a mistake of ours: the log has more', tries), mistake: error }
    if (error.code === 'schedule-unreadable') return givenUp(error.message, tries)
    return putOff(error.message, typeof error.retry === 'object' ? error.retry.afterMs : 0)
  }
}

/** "Gone": the receiver wants to hear no more of it. */
const gone = 410

function later(
  telling: Telling,
  { reason, now, leastMs }: { readonly reason: string; readonly now: number; readonly leastMs: number },
): WebhookState {
  const tries = telling.tries + 1
  const waitMs = waitsMs[telling.tries]
  if (waitMs === undefined) return givenUp(reason, tries)
  const at = now + Math.min(Math.max(waitMs, leastMs), longestPutOffMs)
  const webhook = `not told yet: ${reason} (try ${tries} of ${mostTries}, again at ${new Date(at).toISOString()})`
  return { details: { webhook }, telling: { ...telling, tries, at } }
}

function givenUp(reason: string, tries: number): WebhookState {
  return { details: { webhook: `not told: ${reason} (${tries === 1 ? '1 try' : `${tries} tries`})` } }
}

/** Many schedules may end in the same minute, and one receiver hears one after the other. */
const patience = { mostTries: 20, longestWaitMs: 60_000 }

/** Through the same gate as all requests. Gives the status of the answer. */
async function post(
  schedule: Schedule,
  { delivery, body }: Telling,
  { app, webhookSecret, signal }: TellSurroundings & { readonly webhookSecret: string },
): Promise<number> {
  const { webhook } = schedule
  if (webhook === undefined) throw new TypeError(`The schedule ${schedule.id} has no webhook`)
  const { allowPrivate, resolve } = requestOf(schedule)
  const web = app.webFor({ allowPrivate, resolve })
  // Signed when its turn has come: a receiver refuses what is old.
  const headers = () => ({
    'content-type': 'application/json',
    'x-frameshift-delivery': delivery,
    'x-frameshift-signature': signatureOf(body, Math.floor(app.now().getTime() / 1000), webhookSecret),
  })
  const { status } = await patiently(() => web.post(webhook, { body, headers: headers(), signal }), { ...patience, signal })
  return status
}

/** `t=SECONDS,v1=HEX`: HMAC-SHA256 of `SECONDS.BODY`. A receiver computes it again, and refuses what is old: then nobody can say it twice. */
function signatureOf(body: string, seconds: number, secret: string): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}
