import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import type { buildConnector, Client } from 'undici'
import type { CheckedUrl } from '../address/url-policy.ts'
import type { Location } from '../address/locate.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { acceptEncoding, readBody } from './body.ts'
import { judgeFault } from './faults.ts'
import { acceptHeaders, isReadableType, type Accept } from './media.ts'
import type { Network } from './network.ts'

export interface ExchangeOptions {
  readonly accept: Accept
  readonly validators: Validators | undefined
  readonly credential: Credential | undefined
  /** A question whose answer is read. */
  readonly post?: Posted | undefined
  readonly userAgent: string
  readonly limits: ExchangeLimits
  /** Read this much of a body and leave the rest. */
  readonly cutAtBytes: number | undefined
  readonly network: Network
  readonly signal: AbortSignal
  /** Sent instead of a question; then no body of the answer is read. */
  readonly message?: { readonly body: string; readonly headers: Readonly<Record<string, string>> }
}

export interface ExchangeLimits {
  readonly headersTimeoutMs: number
  /** For the whole exchange: a server that sends a byte now and then never runs into an idle timeout. */
  readonly deadlineMs: number
  readonly maxWireBytes: number
  readonly maxDecodedBytes: number
}

/** What is sent with a POST. */
export interface Posted {
  readonly json: string
}

export interface Validators {
  readonly etag: string | undefined
  readonly lastModified: string | undefined
}

/** The key of a service, as a header. */
export interface Credential {
  readonly header: string
  readonly value: string
}

/** One answer of a server. `body` is there for status 200 and 203 only; other bodies are not read. */
export interface Answer {
  readonly kind: 'answer'
  readonly status: number
  readonly headers: AnswerHeaders
  readonly body: Uint8Array | undefined
}

export interface AnswerHeaders {
  readonly contentType: string | undefined
  readonly etag: string | undefined
  readonly lastModified: string | undefined
  readonly location: string | undefined
  readonly retryAfter: string | undefined
}

/**
 * One GET, or the POST of a message, over a connection of its own to a checked address; no cookies, no redirects. Refuses what will not change (not text, too large, not
 * HTTP); throws `PipelineError` for what may pass (`timeout`, `network`, `truncated`) and the reason of `signal` when that is aborted.
 */
export async function exchange(checked: CheckedUrl, location: Location, options: ExchangeOptions): Promise<Answer | Refusal> {
  const { limits, signal } = options
  const method = options.message || options.post ? 'POST' : 'GET'
  const stop = new AbortController()
  const watch = AbortSignal.any([signal, stop.signal, AbortSignal.timeout(limits.deadlineMs)])
  const client = await clientFor(checked, location, options)
  let hasAnswered = false
  let informational = 0
  try {
    const response = await client.request({
      method,
      path: `${checked.url.pathname}${checked.url.search}`,
      headers: { ...requestHeaders(options), ...options.message?.headers },
      body: options.message?.body ?? options.post?.json ?? null,
      signal: watch,
      onInfo: () => {
        informational += 1
        if (informational > mostInformational) stop.abort()
      },
    })
    hasAnswered = true
    if (options.message) return { kind: 'answer', status: response.statusCode, headers: noHeaders, body: undefined }
    return await read({ status: response.statusCode, headers: response.headers, stream: response.body }, options)
  } catch (error) {
    signal.throwIfAborted()
    if (stop.signal.aborted) return refuse('protocol', `The server sent more than ${mostInformational} preliminary answers`)
    const judged = judgeFault(watch.aborted ? watch.reason : error, {
      url: checked.url.href,
      hasAnswered,
      deadlineMs: limits.deadlineMs,
      method,
    })
    if (judged instanceof Error) throw judged
    return judged
  } finally {
    await client.destroy()
  }
}

const noHeaders: AnswerHeaders = {
  contentType: undefined,
  etag: undefined,
  lastModified: undefined,
  location: undefined,
  retryAfter: undefined,
}
const mostHeaderBytes = 16_384
const mostInformational = 20

async function clientFor({ url, host }: CheckedUrl, { addresses, port }: Location, { limits, network }: ExchangeOptions): Promise<Client> {
  const { headersTimeoutMs: timeoutMs } = limits
  // A hundred files: many commands ask nobody.
  const { Client } = await import('undici')
  return new Client(url.origin, {
    maxHeaderSize: mostHeaderBytes,
    headersTimeout: timeoutMs,
    bodyTimeout: limits.deadlineMs,
    // One request a connection: what was checked is what is used, and nothing is kept open.
    pipelining: 0,
    connect: (_options, done) => {
      const target = { host, addresses, port, isEncrypted: url.protocol === 'https:', timeoutMs }
      void handOver(network.connect(target), done)
    },
  })
}

async function handOver(opening: Promise<Socket>, done: buildConnector.Callback): Promise<void> {
  const [opened] = await Promise.allSettled([opening])
  if (opened.status === 'fulfilled') done(null, opened.value)
  else done(opened.reason instanceof Error ? opened.reason : new Error(String(opened.reason)), null)
}

function requestHeaders({ accept, validators, credential, post, userAgent }: ExchangeOptions): Record<string, string> {
  const headers: Record<string, string> = { 'user-agent': userAgent, accept: acceptHeaders[accept], 'accept-encoding': acceptEncoding }
  const { etag, lastModified } = validators ?? {}
  if (isHeaderValue(etag)) headers['if-none-match'] = etag
  if (isHeaderValue(lastModified)) headers['if-modified-since'] = lastModified
  if (credential) headers[credential.header.toLowerCase()] = credential.value
  if (post) headers['content-type'] = 'application/json'
  return headers
}

/** A stored value goes back out only if it can: a server may have sent anything. */
function isHeaderValue(text: string | undefined): text is string {
  return text !== undefined && text.length <= 1024 && /^[\t\u0020-\u007e\u0080-\u00ff]+$/.test(text)
}

interface Response {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly stream: Readable
}

async function read({ status, headers, stream }: Response, options: ExchangeOptions): Promise<Answer | Refusal> {
  const header = (name: string) => firstOf(headers[name])
  const contentType = header('content-type')
  const known: AnswerHeaders = {
    contentType,
    etag: header('etag'),
    lastModified: header('last-modified'),
    location: utf8(header('location')),
    retryAfter: header('retry-after'),
  }
  if (status !== 200 && status !== 203) return { kind: 'answer', status, headers: known, body: undefined }
  if (!isReadableType(contentType, options.accept))
    return refuse('not-text', `The answer is of type ${contentType?.slice(0, 80)}, not text`)
  const { accept, cutAtBytes } = options
  const { maxWireBytes, maxDecodedBytes } = options.limits
  const length = Number(header('content-length') ?? Number.NaN)
  const contentLength = Number.isFinite(length) ? length : undefined
  const contentEncoding = [headers['content-encoding'] ?? []].flat().join(',')
  const body = await readBody(stream, { accept, contentType, contentEncoding, contentLength, maxWireBytes, maxDecodedBytes, cutAtBytes })
  return body.kind === 'refused' ? body : { kind: 'answer', status, headers: known, body: body.bytes }
}

function firstOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0]
}

/** Headers come as one character a byte; addresses in them are UTF-8 these days, where they are not ASCII. */
function utf8(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const decoded = Buffer.from(text, 'latin1').toString('utf8')
  return decoded.includes('\ufffd') ? text : decoded
}
