/** The names under which the site may be asked for. */
export interface HostList {
  readonly port: number
  /** Beside `localhost`, `127.0.0.1` and `[::1]`: names that a proxy or the network gives this machine. */
  readonly names: readonly string[]
}

/**
 * Whether a `Host` header names this site. A page of a foreign name that resolves to this machine (DNS rebinding) is refused by this, so it is
 * asked before anything else.
 */
export function isOwnHost(host: string | undefined, { port, names }: HostList): boolean {
  if (host === undefined) return false
  const asked = host.toLowerCase()
  if (localNames.some((name) => asked === `${name}:${port}` || (port === 80 && asked === name))) return true
  return names.some((name) => asked === name.toLowerCase() || asked === `${name.toLowerCase()}:${port}`)
}

/** Whether an `Origin` header names this site. `null`, as sent by sandboxed pages, does not. */
export function isOwnOrigin(origin: string, hosts: HostList): boolean {
  const url = URL.parse(origin)
  if (url === null || url.origin !== origin) return false
  if (url.protocol === 'https:')
    return hosts.names.some((name) => url.host === name.toLowerCase() || url.host === `${name.toLowerCase()}:${hosts.port}`)
  return url.protocol === 'http:' && isOwnHost(url.host, hosts)
}

const localNames = ['localhost', '127.0.0.1', '[::1]']
