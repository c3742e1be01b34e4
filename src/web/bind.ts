import { PipelineError } from '../errors.ts'

/** Where the site listens, and the secret that opens it. */
export interface BindRequest {
  readonly address: string
  /** `FRAMESHIFT_TOKEN`. */
  readonly token: string | undefined
  /** `FRAMESHIFT_READ_TOKEN`. */
  readonly readToken?: string | undefined
}

const shortestToken = 32

/** Only this machine may reach the site unless a secret guards it. Throws `token-missing`, `token-short` and `token-same`. */
export function checkBind({ address, token, readToken }: BindRequest): void {
  checkLength('FRAMESHIFT_TOKEN', token)
  checkLength('FRAMESHIFT_READ_TOKEN', readToken)
  if (readToken !== undefined && token === undefined) {
    const message = 'FRAMESHIFT_READ_TOKEN lets people in for reading, but nothing keeps others from changing: set FRAMESHIFT_TOKEN too'
    throw new PipelineError('token-missing', message, { retry: 'never' })
  }
  if (readToken !== undefined && readToken === token)
    throw new PipelineError('token-same', 'FRAMESHIFT_READ_TOKEN and FRAMESHIFT_TOKEN are the same: expected two', { retry: 'never' })
  if (isLoopback(address) || token !== undefined) return
  const message = `Cannot listen on ${address} without a token, because anybody on the network could use it: set FRAMESHIFT_TOKEN to ${shortestToken} or more characters, or leave out --bind`
  throw new PipelineError('token-missing', message, { retry: 'never' })
}

function checkLength(name: string, token: string | undefined): void {
  if (token === undefined || token.length >= shortestToken) return
  const message = `${name} has ${token.length} characters: expected ${shortestToken} or more, for example from openssl rand -hex 32`
  throw new PipelineError('token-short', message, { retry: 'never' })
}

/** Addresses that only this machine reaches. */
function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u.test(address)
}
