import type { MiddlewareHandler } from 'hono'
import type { SiteContext, SiteEnv } from '../site-parts.ts'
import { Refusal } from './refusal.ts'

/** Pages that are nothing but a form for changing something: who may only read has no use for them. */
const formsAlone =
  /^\/(?:new|schedules\/new|lexicons\/import|lexicons\/[^/]+\/(?:new-term|judge|recall)|reports\/[^/]+\/verify)(?:\/recognise)?$/u

/**
 * Keeps who was let in for reading from everything but looking: whatever is not asked for by GET or HEAD is refused, wherever it leads, so that a new route is
 * guarded before anybody thinks of it.
 */
export function readersOnlyLook(): MiddlewareHandler<SiteEnv> {
  return async (context, next) => {
    if (!context.get('mayChange') && (!isLooking(context) || formsAlone.test(context.req.path))) throw readOnly()
    await next()
  }
}

/** Whether a request can change nothing: GET and HEAD never do on this site. */
export function isLooking({ req }: SiteContext): boolean {
  return req.method === 'GET' || req.method === 'HEAD'
}

export function readOnly(): Refusal {
  return new Refusal(
    403,
    'read-only',
    'You were let in for reading: comparisons, schedules and lexicons are changed by those who have the other token',
  )
}
