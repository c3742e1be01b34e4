import { serve } from '@hono/node-server'
import { PipelineError } from '../errors.ts'

export interface Place {
  readonly address: string
  /** 0: any that is free. */
  readonly port: number
  readonly patience?: Patience
}

export interface Listening extends AsyncDisposable {
  readonly port: number
}

export type Handler = (request: Request, env: unknown) => Response | Promise<Response>

/** How long requests that are being answered have to end. */
const graceMs = 3000

/** How long a socket may be held by who sends slowly, in ms. */
export interface Patience {
  /** For all headers. */
  readonly headersTimeout: number
  /** For headers and body. */
  readonly requestTimeout: number
  /** Between two looks for those who are too slow. */
  readonly connectionsCheckingInterval: number
}

const usualPatience: Patience = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2000 }

/** Opens the socket of the site. Throws `port-taken`. */
export function listen(place: Place, handlerAt: (port: number) => Handler): Promise<Listening> {
  return new Promise((resolve, reject) => {
    let handler: Handler | undefined
    const server = serve(
      {
        fetch: (request, env) => handler?.(request, env) ?? new Response(null, { status: 503 }),
        hostname: place.address,
        port: place.port,
        serverOptions: { ...usualPatience, ...place.patience, keepAliveTimeout: 5000, maxHeaderSize: 16_384 },
      },
      ({ port }) => {
        handler = handlerAt(port)
        resolve({ port, [Symbol.asyncDispose]: close })
      },
    )
    server.on('error', (cause) => reject(unusable(cause, place)))

    async function close(): Promise<void> {
      const closed = new Promise<void>((done) => server.close(() => done()))
      const impatience = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs)
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      await closed
      clearTimeout(impatience)
    }
  })
}

function unusable(cause: Error, { address, port }: Place): PipelineError {
  const code = 'code' in cause ? String(cause.code) : 'an unknown error'
  const why = code === 'EADDRINUSE' ? 'another process listens there; choose another with --port' : `the system answered ${code}`
  return new PipelineError('port-taken', `Cannot listen on ${address}:${port}: ${why}`, { retry: 'never', cause })
}
