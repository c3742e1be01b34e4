import type { MiddlewareHandler } from 'hono'
import type { SiteEnv, SiteParts } from './site-parts.ts'

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
