import { createServer, type Server, type Socket } from 'node:net'
import { memoryHostClock, memoryRobotsCache, type HostClock, type RobotsCache } from '../../../src/io/web/polite/ports.ts'
import { systemNetwork, type ConnectTarget, type Network } from '../../../src/io/web/request/network.ts'
import { createWeb, type Web, type WebAnswer, type WebOptions } from '../../../src/io/web/web.ts'
import { PipelineError } from '../../../src/errors.ts'

/** A gate whose sockets all end at one server of the test, and which believes itself on the public internet. */
export interface Trap {
  readonly web: Web & AsyncDisposable
  /** Every connection the gate asked for. */
  readonly connects: readonly ConnectTarget[]
  readonly clock: HostClock
  readonly robots: RobotsCache
}

export interface TrapOptions {
  readonly port: number
  readonly limits: Omit<WebOptions['network'], 'hostIntervalMs'>
  /** In place of DNS; a public address for every name unless told. */
  readonly resolve?: Network['resolve']
  readonly clock?: HostClock
}

export const publicAddress = '93.184.216.34'

export function setTrap({ port, limits, resolve, clock }: TrapOptions): Trap {
  const connects: ConnectTarget[] = []
  const system: Network = {
    resolve: resolve ?? (async () => [publicAddress]),
    connect: (target) => {
      connects.push(target)
      // Encrypted only where the server shall see the handshake; the trap has no certificates.
      return systemNetwork.connect({
        ...target,
        addresses: ['127.0.0.1'],
        host: '127.0.0.1',
        port,
        isEncrypted: target.host.startsWith('tls.'),
      })
    },
  }
  const robots = memoryRobotsCache()
  const ownClock = clock ?? memoryHostClock(Date.now)
  const network = { ...limits, hostIntervalMs: 0 }
  const web = createWeb({
    network,
    contact: '',
    version: '0',
    allowPrivate: [],
    resolve: [],
    clock: ownClock,
    robots,
    now: Date.now,
    system,
  })
  return { web, connects, clock: ownClock, robots }
}

/** A server that gets every socket and says what it likes. */
export async function listen(onSocket: (socket: Socket) => void): Promise<{ readonly port: number } & AsyncDisposable> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    onSocket(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('No port')
  return {
    port: address.port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Calls back with the path once a request has come in full. */
export function onRequest(socket: Socket, answer: (path: string, head: string) => void): void {
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    if (!text.includes('\r\n\r\n')) return
    const head = text
    text = ''
    answer(head.split(' ')[1] ?? '', head)
  })
}

export type Ending =
  | { readonly code: string; readonly retry: PipelineError['retry']; readonly message: string }
  | Exclude<WebAnswer, { kind: 'refused' }>

/** How a request ended: a body, or a code, whether it was refused or thrown. Mistakes of ours are thrown on. */
export async function endingOf(answer: Promise<WebAnswer>): Promise<Ending> {
  try {
    const got = await answer
    return got.kind === 'refused' ? { code: got.code, retry: 'never', message: got.reason } : got
  } catch (error) {
    if (error instanceof PipelineError) return error
    throw error
  }
}
