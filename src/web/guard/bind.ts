import { PipelineError } from '../../errors.ts'

/** Where the site listens, and the secret that opens it. */
export interface BindRequest {
  readonly address: string
  /** `FRAMESHIFT_TOKEN`. */
  readonly token: string | undefined
}

const shortestToken = 32

/** Only this machine may reach the site unless a secret guards it. Throws `token-missing` and `token-short`. */
export function checkBind({ address, token }: BindRequest): void {
  if (token !== undefined && token.length < shortestToken) {
    const message = `FRAMESHIFT_TOKEN has ${token.length} characters: expected ${shortestToken} or more, for example from openssl rand -hex 32`
    throw new PipelineError('token-short', message, { retry: 'never' })
  }
  if (isLoopback(address) || token !== undefined) return
  const message = `Cannot listen on ${address} without a token, because anybody on the network could use it: set FRAMESHIFT_TOKEN to ${shortestToken} or more characters, or leave out --bind`
  throw new PipelineError('token-missing', message, { retry: 'never' })
}

/** Addresses that only this machine reaches. */
function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u.test(address)
}
