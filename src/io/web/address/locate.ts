import { isIP } from 'node:net'
import { PipelineError } from '../../../errors.ts'
import type { Network } from '../request/network.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { isAllowedTarget } from './allowed-target.ts'
import { isPublicAddress } from './public-address.ts'
import { findResolveRule } from './resolve-rule.ts'
import type { Access, CheckedUrl } from './url-policy.ts'

/** Where a request goes: addresses that were checked, so that nobody asks the DNS again before connecting. */
export interface Location {
  readonly kind: 'location'
  readonly addresses: readonly string[]
  readonly port: number
  /** A target outside the public internet that the run may reach. */
  readonly isPrivate: boolean
}

export interface LocateOptions {
  readonly network: Network
  readonly access: Access
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/**
 * Finds the addresses of a host and checks each of them. One that is private and not allowed refuses the whole host: a name that answers with
 * both is an attack or a mistake. Throws `dns` and `timeout` where the answer may come later.
 */
export async function locate(checked: CheckedUrl, options: LocateOptions): Promise<Location | Refusal> {
  const { host, port: urlPort } = checked
  const rule = findResolveRule(host, options.access.rules)
  const port = rule?.port ?? urlPort
  const addresses = await addressesOf(host, rule?.address, options)
  if (addresses.length === 0) return refuse('no-such-host', `${host} has no address`)
  const special = addresses.filter((address) => !isPublicAddress(address))
  const closed = special.find((address) => isIP(address) === 0 || !isOpen(address))
  if (closed !== undefined) {
    return refuse(
      'private-address',
      `${host} is at ${closed}, which is not a public address (--allow-private ${host} opens it for one run)`,
    )
  }
  return { kind: 'location', addresses, port, isPrivate: special.length > 0 }

  function isOpen(address: string): boolean {
    const { allowed } = options.access
    return isAllowedTarget({ host, address, port }, allowed) || isAllowedTarget({ host, address: undefined, port: urlPort }, allowed)
  }
}

async function addressesOf(host: string, ruled: string | undefined, options: LocateOptions): Promise<readonly string[]> {
  if (ruled !== undefined) return [ruled]
  if (isIP(host) !== 0) return [host]
  const { network, timeoutMs, signal } = options
  try {
    return await withDeadline(network.resolve(host), AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]))
  } catch (cause) {
    signal.throwIfAborted()
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (code === 'ENOTFOUND' || code === 'ENODATA') return []
    const problem = cause instanceof Error && cause.name === 'TimeoutError' ? `no answer in ${timeoutMs} ms` : code || 'no answer'
    throw new PipelineError('dns', `Cannot look up ${host}: ${problem}`, { retry: 'later', cause })
  }
}

function withDeadline<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  return Promise.race([promise, aborted.promise]).finally(() => signal.removeEventListener('abort', onAbort))
}
