import type { MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { PipelineError } from '../../errors.ts'

export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 421 | 429 | 500 | 503

/** An answer that says no, and why. */
export class Refusal extends Error {
  readonly status: RefusalStatus
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: RefusalStatus, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** A form of this site that came too late: nothing was done, and what a person typed is given back to be sent again. */
export class UnsentForm extends Refusal {
  readonly form: URLSearchParams

  constructor(
    status: 401 | 403,
    { code, message, form }: { readonly code: string; readonly message: string; readonly form: URLSearchParams },
  ) {
    super(status, code, message)
    this.name = 'UnsentForm'
    this.form = form
  }
}

/** What is answered to an error. Only known ones are told: what nobody foresaw could carry anything. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof PipelineError) {
    const { code, message } = error
    const soon = soonAgain.get(code)
    return new Refusal(statusOf(code), code, message, soon === undefined ? {} : { 'retry-after': soon })
  }
  if (error instanceof z.ZodError) return new Refusal(400, 'invalid', mistakesIn(error))
  return new Refusal(500, 'internal', 'A mistake of ours, not of yours: the log of the server says more')
}

/** Seconds after which it is worth while to ask again, of what passes by itself. */
const soonAgain = new Map([
  ['lexicon-unread', '1'],
  ['turns-taken', '15'],
])

/** Turns whatever else is thrown into an `Error`: hono hands nothing else to `onError`, and would answer naked, without a header of ours. */
export function onlyErrors(): MiddlewareHandler {
  return async (_, next) => {
    try {
      await next()
    } catch (error) {
      throw error instanceof Error ? error : refusalOf(error)
    }
  }
}

/** What is wrong with outside data, in one line. Values are not repeated: they may be long, or secret. */
function mistakesIn({ issues }: z.ZodError): string {
  // Two checks of one value may say the same.
  const mistakes = [...new Set(issues.map(({ path, message }) => `${z.core.toDotPath(path) || 'the body'}: ${message}`))]
  const more = mistakes.length > 5 ? ` (and ${mistakes.length - 5} more)` : ''
  return `${mistakes.slice(0, 5).join('; ').slice(0, 1000)}${more}`
}

/** How errors of the pipeline are told over HTTP: by the ends of their codes, which are stable. */
function statusOf(code: string): RefusalStatus {
  if (/^(?:store-(?:busy|unwritable)|disk-full|database-unreachable|redis-.*)$/u.test(code)) return 503
  if (/^(?:lexicon-unread|turns-taken|desk-stopped|(?:effect|export)-unfinished)$/u.test(code)) return 503
  if (/^(?:store-corrupt|store-newer)$/u.test(code)) return 500
  if (/(?:-unknown|-missing|^not-found)$/u.test(code)) return 404
  if (/(?:-exists|-duplicate|-conflict|-changed)$/u.test(code)) return 409
  return 400
}
