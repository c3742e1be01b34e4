import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

/** What the press prints for one host: an answer for each path, `/robots.txt` among them, with its query or whatever its query. Other paths are 404. */
export interface Site {
  readonly pages: ReadonlyMap<string, Print>
}

/** A page as text; what a page does; or a function, to answer differently each time. */
export type Print = string | SiteAnswer | ((request: PressRequest, times: number) => string | SiteAnswer)

export interface SiteAnswer {
  readonly status?: number
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Uint8Array
  /** Answered with 304 when a request carries it. */
  readonly etag?: string
  /** How the answer goes wrong. */
  readonly misbehave?: Misbehaviour
}

/**
 * `no-headers`: never answers; `stalled-body`: half a body, then silence; `drip`: a byte now and then for ever; `short`: less than announced;
 * `reset`: breaks off; `endless`: never stops; `cut-gzip`: half of a packed body; `bomb`: 60 MB packed small.
 */
export type Misbehaviour = 'no-headers' | 'stalled-body' | 'drip' | 'short' | 'reset' | 'endless' | 'cut-gzip' | 'bomb'

export interface PressRequest {
  readonly host: string
  /** With its query. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
  /** Epoch milliseconds, with fractions. */
  readonly at: number
}

export interface Press extends AsyncDisposable {
  readonly port: number
  /** For `resolve` and `allowPrivate` of a plan or of `createWeb`. */
  readonly resolve: readonly string[]
  readonly allowPrivate: readonly string[]
  /** Every request, in the order they came. */
  readonly log: readonly PressRequest[]
  /** Paths asked of one host, in their order. */
  asked(host: string): readonly string[]
}

/** A press of several outlets on loopback, told apart by the `Host` header. */
export async function startPress(sites: ReadonlyMap<string, Site>): Promise<Press> {
  const log: PressRequest[] = []
  const server = createServer((incoming, response) => {
    const request = toRequest(incoming)
    log.push(request)
    const pages = sites.get(request.host)?.pages
    const print = pages?.get(request.path) ?? pages?.get(request.path.replace(/\?.*/, '')) ?? { status: 404, body: 'Not here' }
    const times = log.filter(({ host, path }) => host === request.host && path === request.path).length
    const behaviour = typeof print === 'function' ? print(request, times) : print
    void answer(response, typeof behaviour === 'string' ? { body: behaviour } : behaviour, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('The press has no port')
  const { port } = address
  return {
    port,
    resolve: [`*.example=127.0.0.1:${port}`],
    allowPrivate: [`127.0.0.1:${port}`],
    log,
    asked: (host) => log.filter((request) => request.host === host).map(({ path }) => path),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Sites written down in a test: `{ 'daily.example': { '/': '<html>…' } }`. */
export function sitesOf(prints: Readonly<Record<string, Readonly<Record<string, Print>>>>): ReadonlyMap<string, Site> {
  return new Map(Object.entries(prints).map(([host, pages]) => [host, { pages: new Map(Object.entries(pages)) }]))
}

function toRequest({ headers, url }: IncomingMessage): PressRequest {
  const host = (headers.host ?? '').replace(/:\d+$/, '')
  return { host, path: url ?? '/', headers, at: performance.timeOrigin + performance.now() }
}

async function answer(response: ServerResponse, behaviour: SiteAnswer, request: PressRequest): Promise<void> {
  const { status = 200, etag, misbehave } = behaviour
  const body = Buffer.from(behaviour.body ?? '')
  const headers = { 'content-type': typeOf(request.path, body), ...(etag === undefined ? {} : { etag }), ...behaviour.headers }
  if (etag !== undefined && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
  } else if (misbehave === undefined) {
    response.writeHead(status, headers).end(body)
  } else {
    await misbehaveWith(misbehave, { response, headers, body, status })
  }
}

interface Sending {
  readonly response: ServerResponse
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
  readonly status: number
}

async function misbehaveWith(misbehaviour: Misbehaviour, { response, headers, body, status }: Sending): Promise<void> {
  const begin = (more: OutgoingHttpHeaders = {}) => response.writeHead(status, { ...headers, ...more })
  switch (misbehaviour) {
    case 'no-headers':
      return
    case 'stalled-body':
      begin({ 'content-length': body.length + 1000 }).write(body)
      return
    case 'drip':
      begin()
      while (!response.destroyed) {
        response.write('x')
        await pause(100)
      }
      return
    case 'short':
      begin({ 'content-length': body.length + 1000 }).write(body, () => response.socket?.end())
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'endless':
      begin()
      while (!response.destroyed) {
        const isRoom = response.write(Buffer.alloc(65_536, 'x'))
        await (isRoom ? pause(0) : Promise.race([new Promise((resolve) => response.once('drain', resolve)), pause(1000)]))
      }
      return
    case 'cut-gzip': {
      const packed = gzipSync(Buffer.concat([body, Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251))]))
      begin({ 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length / 2))
      return
    }
    case 'bomb':
      begin({ 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(60_000_000)))
  }
}

function typeOf(path: string, body: Buffer): string {
  if (path === '/robots.txt') return 'text/plain'
  const start = body.subarray(0, 100).toString().trimStart()
  if (start.startsWith('<?xml') || start.startsWith('<rss') || start.startsWith('<feed')) return 'application/xml'
  return start.startsWith('{') ? 'application/json' : 'text/html; charset=utf-8'
}
