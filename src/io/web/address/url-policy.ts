import { isIP } from 'node:net'
import { domainToUnicode } from 'node:url'
import { parse } from 'tldts'
import { refuse, shown, type Refusal } from '../refusal.ts'
import { isAllowedTarget, type AllowedTarget } from './allowed-target.ts'
import { findResolveRule, type ResolveRule } from './resolve-rule.ts'

/** What one run may reach beside the public internet. */
export interface Access {
  readonly allowed: readonly AllowedTarget[]
  readonly rules: readonly ResolveRule[]
}

/** An address that may be asked for, as far as its text tells. */
export interface CheckedUrl {
  readonly kind: 'url'
  readonly url: URL
  /** Lower case, without brackets and without the dot of the root. */
  readonly host: string
  readonly port: number
}

/**
 * Judges an address by its text: http or https, no user name, a usual port, a public host name. The WHATWG parser has resolved every odd
 * way to write a host before. Which address the host has is judged by `locate`.
 */
export function checkUrl(text: string, access: Access): CheckedUrl | Refusal {
  if (text.length > longestUrl) return refuse('url-too-long', `The address has ${text.length} characters, more than ${longestUrl}`)
  if (!URL.canParse(text)) return refuse('url-invalid', `"${shown(text)}" is no web address`)
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refuse('scheme', `${shown(text)} is no http or https address`)
  if (url.username !== '' || url.password !== '') return refuse('credentials', `${shown(text)} carries a user name or password`)
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const port = url.port === '' ? defaultPort(url) : Number(url.port)
  const rule = findResolveRule(host, access.rules)
  const literal = isIP(host) === 0 ? undefined : host
  const destinations = [{ host, address: literal, port }]
  if (rule) destinations.push({ host, address: rule.address, port: rule.port ?? port })
  const isNamed = destinations.some((destination) => isAllowedTarget(destination, access.allowed))
  if (!isNamed && !usualPorts.has(port))
    return refuse(
      'port',
      `${shown(text)} uses port ${port}: only ${[...usualPorts].join(', ')} are asked, and those that --allow-private names`,
    )
  if (literal === undefined && !isNamed && !rule && !isPublicName(host))
    return refuse('host-name', `"${host.slice(0, 300)}" is not the name of a public host`)
  return { kind: 'url', url, host, port }
}

const longestUrl = 8192
const usualPorts: ReadonlySet<number> = new Set([80, 443, 8000, 8080, 8443])

function defaultPort(url: URL): number {
  return url.protocol === 'https:' ? 443 : 80
}

/** Under a top-level domain of the DNS root. Names that only a local network answers to (`printer`, `db.internal`, `nas.lan`) are not. */
function isPublicName(host: string): boolean {
  const labels = host.split('.')
  if (host.length > 253 || labels.length < 2 || labels.some((label) => label === '' || label.length > 63)) return false
  if (!/^[a-z0-9._-]+$/.test(host) || isBrokenPunycode(host)) return false
  const top = labels.at(-1) ?? ''
  if (privateTops.has(top) || localHosts.has(host)) return false
  return parse(host, { extractHostname: false }).isIcann === true
}

function isBrokenPunycode(host: string): boolean {
  return domainToUnicode(host)
    .split('.')
    .some((label) => label.startsWith('xn--'))
}

/** In the root or the public suffix list, and yet no place for news. */
const privateTops: ReadonlySet<string> = new Set(['arpa', 'onion'])
const localHosts: ReadonlySet<string> = new Set(['metadata.goog', 'fritz.box'])
