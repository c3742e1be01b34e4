import { lookup } from 'node:dns/promises'
import { isIP, type Socket } from 'node:net'

/** The two things that are asked of the operating system. What is between them, the check of addresses, is ours. */
export interface Network {
  /** All addresses of a host name. */
  resolve(host: string): Promise<readonly string[]>
  /** Opens a socket to one of the addresses; for https after the handshake, in which the certificate must fit `host`. */
  connect(target: ConnectTarget): Promise<Socket>
}

export interface ConnectTarget {
  readonly host: string
  readonly addresses: readonly string[]
  readonly port: number
  readonly isEncrypted: boolean
  readonly timeoutMs: number
}

export const systemNetwork: Network = {
  resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
  connect: async ({ host, addresses, port, isEncrypted, timeoutMs }) => {
    const checked = addresses.map((address) => ({ address, family: isIP(address) }))
    const { buildConnector } = await import('undici')
    const connect = buildConnector({
      timeout: timeoutMs,
      allowH2: false,
      maxCachedSessions: 0,
      // Answers with the checked addresses only; Node tries both families. For a literal address this is never called, and it is the checked one.
      lookup: (_host, options, done) => (options.all === true ? done(null, checked) : done(null, addresses[0] ?? '', checked[0]?.family)),
    })
    const { promise, resolve, reject } = Promise.withResolvers<Socket>()
    const protocol = isEncrypted ? 'https:' : 'http:'
    connect({ hostname: host, host, protocol, port: String(port) }, (error, socket) =>
      socket === undefined || error ? reject(error) : resolve(socket),
    )
    return promise
  },
}
