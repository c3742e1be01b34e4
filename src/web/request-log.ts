import type { MiddlewareHandler } from 'hono'
import { refusalOf } from './guard/refusal.ts'
import type { SiteContext, SiteEnv, SiteParts } from './site-parts.ts'

/** One line for each request, without the part of the address that could hold what a person typed; counts for `/metrics`. */
export function requestLog({ log, meter, logsRequests }: Pick<SiteParts, 'log' | 'meter' | 'logsRequests'>): MiddlewareHandler<SiteEnv> {
  return async (context, next) => {
    const started = performance.now()
    await next()
    meter.count('frameshift_requests_total', `${Math.floor(context.res.status / 100)}xx`)
    if (!logsRequests) return
    const { method, path } = context.req
    log('info', 'request', { method, path, status: context.res.status, ms: Math.round(performance.now() - started) })
  }
}

/** What nobody who asked can mend is told with its stack; who has left before the answer was there is no failure. */
export function logFailure(error: unknown, context: SiteContext, { log }: Pick<SiteParts, 'log'>): void {
  const { status, code } = refusalOf(error)
  if (status < 500 || context.req.raw.signal.aborted) return
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  log('error', 'request failed', { method: context.req.method, path: context.req.path, code, stack })
}
