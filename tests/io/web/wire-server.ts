import type { Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { onRequest } from './trap.ts'

/** What a server of `wire.json` does; which keys are there depends on `kind`. */
export interface WireParams {
  readonly encoding?: string
  readonly plainBytes?: number
  readonly fill?: string
  readonly header?: string | null
  readonly actual?: string
  readonly keep?: number
  readonly contentLength?: number
  readonly send?: number
  readonly chunked?: boolean
  readonly members?: number
  readonly bytesPerSec?: number | 'max'
  readonly stage?: string
  readonly count?: number
  readonly size?: number
  readonly statusLine?: string
  readonly informational?: number
  readonly status?: number
  readonly value?: string
  readonly bytes?: number
  readonly rules?: number
  readonly line?: string
}

type Serve = (socket: Socket, params: WireParams) => void | Promise<void>

/** Serves one connection as a case says. A kind that is not known throws, so that a new one is not passed over. */
export function serveWire(kind: string, params: WireParams): (socket: Socket) => void {
  const serve = servers.get(kind)
  if (!serve) throw new Error(`No server for the kind "${kind}"`)
  return (socket) => {
    if (params.stage === 'tls-handshake' || (kind === 'hang' && params.stage === 'accept')) return
    if (kind === 'reset' && params.stage === 'accept') {
      socket.resetAndDestroy()
      return
    }
    onRequest(socket, (path) => {
      if (path === '/robots.txt') socket.end(robotsFor(kind, params))
      else void Promise.resolve(serve(socket, params)).catch(() => socket.destroy())
    })
  }
}

const text = '<!doctype html><title>Page</title><p>Some words that make a page, so that there is something to read.</p>'

function head(headers: Readonly<Record<string, string | number>>, status = '200 OK'): string {
  const lines = Object.entries({ 'Content-Type': 'text/html', ...headers }).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status}`, ...lines, '', ''].join('\r\n')
}

function send(socket: Socket, body: Uint8Array, headers: Readonly<Record<string, string | number>> = {}): void {
  socket.write(head({ 'Content-Length': body.length, ...headers }))
  socket.end(body)
}

const packers: ReadonlyMap<string, (bytes: Uint8Array) => Buffer> = new Map([
  ['gzip', (bytes) => gzipSync(bytes, { level: 6 })],
  ['deflate', (bytes) => deflateSync(bytes)],
  ['br', (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
  ['zstd', (bytes) => zstdCompressSync(bytes)],
])

function packed(bytes: Uint8Array, encoding: string): Uint8Array {
  return encoding
    .split(',')
    .map((name) => packers.get(name.trim()))
    .reduce((current, pack) => pack?.(current) ?? current, bytes)
}

/** Packed before the clock and the memory are watched. */
const bombs = new Map<string, Uint8Array>()

export function prepareBomb({ encoding = 'gzip', plainBytes = 0, fill }: WireParams): Uint8Array {
  const name = `${encoding} ${plainBytes} ${fill}`
  const known = bombs.get(name)
  if (known) return known
  const bomb = packed(fill === 'zero' ? Buffer.alloc(plainBytes) : Buffer.alloc(plainBytes, '<div><p>more</p></div>'), encoding)
  bombs.set(name, bomb)
  return bomb
}

async function drip(socket: Socket, bytes: string, bytesPerSec: number): Promise<void> {
  for (const byte of bytes) {
    if (socket.destroyed) return
    socket.write(byte)
    await pause(1000 / bytesPerSec)
  }
}

const servers: ReadonlyMap<string, Serve> = new Map<string, Serve>([
  ['bomb', (socket, params) => send(socket, prepareBomb(params), { 'Content-Encoding': params.encoding ?? '' })],
  [
    'encoding-lie',
    (socket, { header, actual = 'identity' }) => {
      send(socket, packed(Buffer.from(text.repeat(20)), actual), typeof header === 'string' ? { 'Content-Encoding': header } : {})
    },
  ],
  [
    'truncated',
    (socket, { encoding = 'identity', keep = 0.5, contentLength, send: sent = 500, chunked }) => {
      if (chunked === true) {
        socket.end(`${head({ 'Transfer-Encoding': 'chunked' })}${text.length.toString(16)}\r\n${text}\r\n`)
      } else if (encoding === 'identity') {
        socket.end(head({ 'Content-Length': contentLength ?? sent * 2 }) + 'x'.repeat(sent))
      } else {
        const noise = Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * index * 7919) % 251))
        const whole = packed(noise, encoding)
        send(socket, whole.subarray(0, Math.floor(whole.length * keep)), { 'Content-Encoding': encoding })
      }
    },
  ],
  [
    'trailing-garbage',
    (socket, { encoding = 'gzip' }) =>
      send(socket, Buffer.concat([packed(Buffer.from(text), encoding), Buffer.from('garbage')]), { 'Content-Encoding': encoding }),
  ],
  [
    'gzip-multi-member',
    (socket, { members = 2 }) =>
      send(socket, Buffer.concat(Array.from({ length: members }, () => gzipSync(text))), { 'Content-Encoding': 'gzip' }),
  ],
  [
    'endless',
    async (socket, { bytesPerSec }) => {
      socket.write(head({}))
      if (typeof bytesPerSec === 'number') {
        while (!socket.destroyed) await drip(socket, text, bytesPerSec)
        return
      }
      while (!socket.destroyed)
        if (!socket.write(Buffer.alloc(65_536, 'x'))) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
    },
  ],
  [
    'slow-headers',
    (socket, { bytesPerSec }) => drip(socket, head({ 'X-Long': 'x'.repeat(4000) }), typeof bytesPerSec === 'number' ? bytesPerSec : 10),
  ],
  [
    'hang',
    (socket, { stage }) => {
      socket.write(head({ 'Content-Length': 2 * text.length }) + (stage === 'mid-body' ? text : ''))
    },
  ],
  [
    'reset',
    async (socket, { stage }) => {
      socket.write(head({ 'Content-Length': 100_000 }) + (stage === 'mid-body' ? 'x'.repeat(5000) : ''))
      await pause(100)
      socket.resetAndDestroy()
    },
  ],
  [
    'headers',
    (socket, { count = 1, size = 10 }) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n')
      for (let index = 0; index < count; index += 1) socket.write(`X-${index}: ${'h'.repeat(size)}\r\n`)
      socket.end(`Content-Length: ${text.length}\r\n\r\n${text}`)
    },
  ],
  [
    'status',
    (socket, { statusLine, informational = 0 }) => {
      for (let index = 0; index < informational; index += 1) socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n')
      socket.end(
        statusLine === undefined
          ? head({ 'Content-Length': text.length }) + text
          : `${statusLine}\r\nContent-Type: text/html\r\n\r\n${/ 204/.test(statusLine) ? '' : text}`,
      )
    },
  ],
  [
    'content-length-lie',
    (socket, { contentLength = 0, send: sent = 0 }) => void socket.write(head({ 'Content-Length': contentLength }) + 'x'.repeat(sent)),
  ],
  ['content-type', (socket, { value = '' }) => send(socket, Buffer.from(text), { 'Content-Type': value })],
  [
    'retry-after',
    (socket, { status = 429, value = '' }) => void socket.end(head({ 'Retry-After': value, 'Content-Length': 0 }, `${status} Later`)),
  ],
  [
    'set-cookie',
    (socket, { count = 1 }) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n')
      for (let index = 0; index < count; index += 1) socket.write(`Set-Cookie: c${index}=1\r\n`)
      socket.end(`Content-Length: ${text.length}\r\n\r\n${text}`)
    },
  ],
  ['robots', (socket) => send(socket, Buffer.from(text))],
  ['crawl-delay', (socket) => send(socket, Buffer.from(text))],
])

function robotsFor(kind: string, { bytes, rules, line, value }: WireParams): Buffer {
  const answer = (body: string) => Buffer.from(head({ 'Content-Type': 'text/plain', 'Content-Length': Buffer.byteLength(body) }) + body)
  if (kind === 'crawl-delay') return answer(`User-agent: *\nCrawl-delay: ${value}\n`)
  if (kind !== 'robots') return Buffer.from(head({ 'Content-Length': 0 }, '404 Not Found'))
  if (bytes !== undefined) return answer(`User-agent: *\n${'Disallow: /nowhere\n'.repeat(Math.ceil(bytes / 19))}`)
  if (rules !== undefined)
    return answer(`User-agent: *\n${Array.from({ length: rules }, (_, index) => `Disallow: /closed/${index}`).join('\n')}`)
  return answer(`User-agent: *\n${line}\n`)
}
