import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface Proxy extends AsyncDisposable {
  readonly port: number
  /** Connections that were cut. */
  readonly cuts: number
}

/** A bad line to a server on loopback: every chunk comes late, and now and then the connection is cut. */
export async function badLine(
  to: number,
  { delayMs, cutShare, random }: { readonly delayMs: number; readonly cutShare: number; readonly random: () => number },
): Promise<Proxy> {
  let cuts = 0
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    const pass = (from: Socket, into: Socket) => {
      from.on('data', (chunk) => {
        if (random() < cutShare) {
          cuts += 1
          from.destroy()
          return
        }
        setTimeout(() => into.writable && into.write(chunk), delayMs)
      })
    }
    pass(near, far)
    pass(far, near)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Expected a port')
  return {
    port: address.port,
    get cuts() {
      return cuts
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

export interface MovableLine extends AsyncDisposable {
  readonly port: number
  /** Cuts every connection, and leads the next ones to another port. */
  moveTo(port: number): void
}

/** One address for servers that take each other's place, as a virtual address or a name in DNS is. */
export async function movableLine(to: number): Promise<MovableLine> {
  let target = to
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Expected a port')
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: address.port,
    moveTo: (port) => {
      target = port
      cut()
    },
    [Symbol.asyncDispose]: async () => {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
