import { BlockList, isIP } from 'node:net'
import { PipelineError } from '../../../errors.ts'

/** A private target that one run may reach: a host by name, or a range of addresses, at one port or at any. */
export type AllowedTarget =
  | { readonly kind: 'name'; readonly host: string; readonly port: number | undefined }
  | { readonly kind: 'range'; readonly addresses: BlockList; readonly port: number | undefined }

/** Where a connection would go. `host` as in the URL, `port` as in the URL or as a resolve rule has it. */
export interface Destination {
  readonly host: string
  readonly address: string | undefined
  readonly port: number
}

/** Reads `HOST`, `HOST:PORT`, an address with or without a port (`[::1]:80`), or a CIDR range. Throws `allow-private-invalid`. */
export function parseAllowedTarget(text: string): AllowedTarget {
  const range = /^\[?([0-9a-f.:]+)\]?\/(\d{1,3})$/i.exec(text)
  if (range) return rangeTarget(text, { network: range[1] ?? '', prefix: Number(range[2]), port: undefined })
  if (isIP(text) === 6) return rangeTarget(text, { network: text, prefix: 128, port: undefined })
  const parts = /^(?:\[([0-9a-f.:]+)\]|([^[\]:/@\s]+))(?::(\d{1,5}))?$/i.exec(text)
  const host = (parts?.[1] ?? parts?.[2] ?? '').toLowerCase()
  const port = parts?.[3] === undefined ? undefined : Number(parts[3])
  if (host === '' || (port !== undefined && (port < 1 || port > 65_535))) throw invalid(text)
  const family = isIP(host)
  if (family !== 0) return rangeTarget(text, { network: host, prefix: family === 4 ? 32 : 128, port })
  if (!URL.canParse(`http://${host}/`)) throw invalid(text)
  return { kind: 'name', host: new URL(`http://${host}/`).hostname, port }
}

/** Whether one of the targets names the destination. */
export function isAllowedTarget(destination: Destination, targets: readonly AllowedTarget[]): boolean {
  return targets.some((target) => (target.port === undefined || target.port === destination.port) && names(target, destination))
}

function names(target: AllowedTarget, { host, address }: Destination): boolean {
  if (target.kind === 'name') return target.host === host
  const family = address === undefined ? 0 : isIP(address)
  return address !== undefined && family !== 0 && target.addresses.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

function rangeTarget(text: string, range: { network: string; prefix: number; port: number | undefined }): AllowedTarget {
  const family = isIP(range.network)
  if (family === 0 || range.prefix > (family === 4 ? 32 : 128)) throw invalid(text)
  const addresses = new BlockList()
  addresses.addSubnet(range.network, range.prefix, family === 4 ? 'ipv4' : 'ipv6')
  return { kind: 'range', addresses, port: range.port }
}

function invalid(text: string): PipelineError {
  return new PipelineError(
    'allow-private-invalid',
    `Cannot allow "${text}": expected HOST, HOST:PORT, an IP address, or a range like 10.0.0.0/8`,
    { retry: 'never' },
  )
}
