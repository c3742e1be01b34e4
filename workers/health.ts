import { monitorEventLoopDelay } from 'node:perf_hooks'
import { serve } from '@hono/node-server'
import type { App } from '../src/app.ts'
import { PipelineError } from '../src/errors.ts'
import { checkUp } from '../src/health/check-up.ts'
import { metricsText } from '../src/health/metrics.ts'

export interface HealthOptions {
  readonly port: number
  readonly address: string
  readonly redisUrl: string
}

/**
 * `/health` (200 well, 503 not, as JSON) and `/metrics` (Prometheus) of a worker. They hold counts and reasons, never text of articles or
 * secrets. Throws `port-taken`.
 */
export async function serveHealth(
  app: App,
  { port, address, redisUrl }: HealthOptions,
): Promise<AsyncDisposable & { readonly port: number }> {
  const stalls = monitorEventLoopDelay({ resolution: 20 })
  stalls.enable()
  const answer = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname
    if (request.method !== 'GET' || (path !== '/health' && path !== '/metrics')) return new Response('Nothing here\n', { status: 404 })
    const checks = await checkUp(app, { redisUrl })
    if (path === '/health') return Response.json(checks, { status: checks.every(({ isWell }) => isWell) ? 200 : 503 })
    const longestStallSeconds = stalls.max / 1e9
    stalls.reset()
    const text = await metricsText({ app, checks, longestStallSeconds })
    return new Response(text, { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } })
  }
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: answer, port, hostname: address, serverOptions: { requestTimeout: 10_000 } }, (info) => {
      resolve({
        port: info.port,
        [Symbol.asyncDispose]: async () => {
          stalls.disable()
          await new Promise((closed) => server.close(closed))
        },
      })
    })
    server.on('error', (cause: Error) => {
      const message = `Cannot answer for health on ${address}:${port}: ${cause.message}; expected a free port (--health 0 takes any)`
      reject(new PipelineError('port-taken', message, { retry: 'never', cause }))
    })
  })
}
