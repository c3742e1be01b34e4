import { PipelineError } from '../../../errors.ts'
import { refuse, shown, type Refusal } from '../refusal.ts'
import { CutShort, refusalIn } from './body.ts'

export interface FaultContext {
  readonly url: string
  /** Whether the headers had come when it went wrong. */
  readonly hasAnswered: boolean
  readonly deadlineMs: number
  /** `GET` unless it is told. */
  readonly method?: 'GET' | 'POST'
}

/**
 * Says what an error of the wire means: a refusal where asking again is no use, else a `PipelineError` to throw. Errors that are none of the
 * wire's are given back as they are.
 */
export function judgeFault(error: unknown, context: FaultContext): Refusal | Error {
  const code = codeOf(error)
  const refused = refusalIn(error) ?? finalFault(error, code, context.hasAnswered)
  if (refused) return refused
  const what = `${context.method ?? 'GET'} ${shown(context.url)}`
  const later = (name: string, message: string) => new PipelineError(name, message, { retry: 'later', cause: error })
  if (isTimeout(error, code)) return later('timeout', `${what}: not answered in full in time (${context.deadlineMs} ms at most)`)
  if (error instanceof CutShort || endings.has(code)) {
    return context.hasAnswered
      ? later('truncated', `${what}: the answer ended before its end`)
      : later('network', `${what}: the connection was closed without an answer`)
  }
  if (networkCodes.has(code)) return later('network', `${what}: the connection failed (${code})`)
  return error instanceof Error ? error : new TypeError(String(error))
}

/** Faults that stay: what the other side is, not what happened to it. */
function finalFault(error: unknown, code: string, hasAnswered: boolean): Refusal | undefined {
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW')
    return refuse('headers-too-large', 'The headers of the answer are too large')
  // Two lengths in the headers come as a mismatch too, before there is a body to match.
  const isUnparsed =
    (error instanceof Error && error.name === 'HTTPParserError' && !endings.has(code)) || (code === lengthMismatch && !hasAnswered)
  if (isUnparsed) return refuse('protocol', 'The answer is not HTTP')
  if (tlsCodes.has(code) || /^(?:ERR_TLS|ERR_SSL|CERT_|EPROTO)/.test(code))
    return refuse('tls', `The certificate or the encryption of the server does not hold (${code})`)
  return undefined
}

/** Of the error itself, or of what lies under it: Node and undici wrap what the system says. */
function codeOf(error: unknown): string {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    if ('code' in inner && typeof inner.code === 'string' && inner.code !== 'UND_ERR') return inner.code
    if (inner instanceof AggregateError) return codeOf(inner.errors[0])
  }
  return ''
}

function isTimeout(error: unknown, code: string): boolean {
  return (error instanceof Error && error.name === 'TimeoutError') || timeoutCodes.has(code)
}

const timeoutCodes: ReadonlySet<string> = new Set([
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
])

const lengthMismatch = 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'

const endings: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', lengthMismatch, 'HPE_INVALID_EOF_STATE', 'HPE_CLOSED_CONNECTION'])

const networkCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
])

/** OpenSSL's names for certificates that cannot be trusted. */
const tlsCodes: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'INVALID_CA',
  'HOSTNAME_MISMATCH',
])
